package org.hublink.app;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import org.hublink.client.Ended;
import org.hublink.client.ExitCode;
import org.hublink.client.HubCommand;
import org.hublink.platform.Backup;
import org.hublink.platform.BackupOutcome;
import org.hublink.transparency.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hub restore}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "restore",
        header = "Fill an empty database from a backup, all or nothing, and look through it.",
        description = "A node that has signed further than the backup reaches does not sign again by itself (rule L5).")
final class RestoreCommand extends HubCommand {
    @Parameters(paramLabel = "FILE", description = "Written by hub backup of this version.")
    private Path file = Path.of("hub.backup");

    @Mixin
    private NodeOptions node = new NodeOptions();

    private record Restored(BackupOutcome outcome, List<Finding> findings) {}

    @Override
    public Integer call() throws Ended, InterruptedException {
        Restored restored = Offline.alone(
                node.config(),
                node.data(),
                screen()::line,
                place -> new Backup(place.vertx(), place.database())
                        .restore(file, tx -> Future.succeededFuture(List.of()))
                        .compose(outcome -> outcome instanceof BackupOutcome.Done
                                ? FsckCommand.look(place).map(findings -> new Restored(outcome, findings))
                                : Future.succeededFuture(new Restored(outcome, List.of()))));
        BackupOutcome.Done done = BackupCommand.done(restored.outcome());
        screen().good(done.rows() + " rows restored, the file's hash fits");
        output().answer(BackupCommand.answer(done).put("findings", FsckCommand.texts(restored.findings())));
        return FsckCommand.show(screen(), restored.findings()) ? ExitCode.DONE : ExitCode.REFUSED;
    }
}
