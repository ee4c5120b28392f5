package org.hublink.app;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hublink.client.Ended;
import org.hublink.client.ExitCode;
import org.hublink.client.HubCommand;
import org.hublink.client.Screen;
import org.hublink.jvm.JvmHome;
import org.hublink.platform.CannotStart;
import org.hublink.primitives.Json;
import org.hublink.transparency.Finding;
import org.hublink.transparency.LogFsck;
import org.hublink.transparency.LogKeys;
import org.hublink.transparency.LogSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hub fsck}. */
@Command(name = "fsck", header = "Rebuild the log's root from the data and compare; a server may go on running.")
final class FsckCommand extends HubCommand {
    @Option(names = "--config", defaultValue = "config/hub.yaml", description = "Configuration (${DEFAULT-VALUE}).")
    private Path config = Path.of("config", "hub.yaml");

    @Option(names = "--data", defaultValue = "data", description = "Folder of the node's files (${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Override
    public Integer call() throws Ended, InterruptedException {
        List<Finding> findings = Offline.beside(config, data, screen()::line, FsckCommand::look);
        output().answer(Json.obj().put("findings", texts(findings)));
        return show(screen(), findings) ? ExitCode.DONE : ExitCode.REFUSED;
    }

    static Future<List<Finding>> look(Offline.Place place) {
        Optional<Settings.Pin> pin = place.settings().log().pin().or(() -> Pins.in(place.data()));
        if (pin.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        try {
            LogSettings settings = new LogSettings(
                    pin.get().origin(),
                    pin.get().root(),
                    place.data(),
                    place.settings().demo().enabled());
            return LogFsck.run(
                    place.vertx(),
                    place.database(),
                    LogKeys.read(place.data().resolve("keys")),
                    settings,
                    JvmHome.system().text());
        } catch (IllegalStateException keys) {
            return Future.failedFuture(
                    new CannotStart("The log's keys cannot be used: " + keys.getMessage() + ".", keys));
        }
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
