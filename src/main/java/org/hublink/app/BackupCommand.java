package org.hublink.app;

import java.nio.file.Path;
import org.hublink.client.Ended;
import org.hublink.client.ExitCode;
import org.hublink.client.HubCommand;
import org.hublink.platform.Backup;
import org.hublink.platform.BackupOutcome;
import org.hublink.primitives.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hub backup}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "backup",
        header = "Write all of the database, as of one moment, to a file; a server may go on running.",
        description = "The server's keys and its log-head are files of their own and not in it.")
final class BackupCommand extends HubCommand {
    @Parameters(paramLabel = "FILE", description = "New file, made with mode 0600.")
    private Path file = Path.of("hub.backup");

    @Mixin
    private NodeOptions node = new NodeOptions();

    @Override
    public Integer call() throws Ended, InterruptedException {
        BackupOutcome outcome = Offline.beside(
                node.config(),
                node.data(),
                screen()::line,
                place -> new Backup(place.vertx(), place.database()).write(file));
        BackupOutcome.Done done = done(outcome);
        screen().good(done.rows() + " rows, " + done.bytes() + " bytes in " + file);
        screen().dim("  sha-256 " + done.sha256());
        output().answer(answer(done));
        return ExitCode.DONE;
    }

    static BackupOutcome.Done done(BackupOutcome outcome) throws Ended {
        if (outcome instanceof BackupOutcome.Done done) {
            return done;
        }
        if (outcome instanceof BackupOutcome.Refused refused) {
            throw Ended.refused(refused.code(), refused.detail());
        }
        throw new IllegalStateException("an outcome of no kind");
    }

    static Json.Builder answer(BackupOutcome.Done done) {
        return Json.obj().put("rows", done.rows()).put("bytes", done.bytes()).put("sha256", done.sha256());
    }
}
