package org.hublink.app;

import io.vertx.core.Future;
import java.util.List;
import org.hublink.client.Ended;
import org.hublink.client.ExitCode;
import org.hublink.client.HubCommand;
import org.hublink.client.Screen;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Json;
import org.hublink.transparency.Finding;
import org.hublink.transparency.LogFsck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hub fsck}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "fsck",
        header = "Rebuild the log's root from the data and compare; a server may go on running.")
final class FsckCommand extends HubCommand {
    @Mixin
    private NodeOptions node = new NodeOptions();

    @Override
    public Integer call() throws Ended, InterruptedException {
        List<Finding> findings = Offline.beside(node.config(), node.data(), screen()::line, FsckCommand::look);
        output().answer(Json.obj().put("findings", texts(findings)));
        return show(screen(), findings) ? ExitCode.DONE : ExitCode.REFUSED;
    }

    static Future<List<Finding>> look(Offline.Place place) {
        return KeptLog.of(place)
                .map(log -> LogFsck.run(
                        place.vertx(),
                        place.database(),
                        log.keys(),
                        log.settings(),
                        JvmHome.system().text()))
                .orElseGet(() -> Future.succeededFuture(List.of()));
    }

    /** True if all is well. */
    static boolean show(Screen screen, List<Finding> findings) {
        findings.forEach(finding -> screen.bad(finding.toString()));
        if (findings.isEmpty()) {
            screen.good("the log is whole");
        }
        return findings.isEmpty();
    }

    static List<Json.Str> texts(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new Json.Str(finding.toString()))
                .toList();
    }
}
