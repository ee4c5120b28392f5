package org.hublink.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hublink.jvm.JvmHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub ceremony publish}: into the log, for all to see. Nobody's keys are needed for it. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        header = "Put a statement that enough holders have signed into the log.")
final class CeremonyPublishCommand extends HubCommand {
    @Parameters(index = "0", paramLabel = "FILE", description = "Such as root.ceremony or FR.ceremony.")
    private Path file = Path.of("root.ceremony");

    @Mixin
    private ClientOptions own = new ClientOptions();

    @Option(
            names = "--server",
            required = true,
            paramLabel = "URL",
            description = "The hub, such as https://hub.example.")
    private String server = "";

    @Override
    public Integer call() throws IOException, Ended {
        var statement = CeremonyFile.read(file);
        statement.complete();
        var calls = new ServerCalls(own.http(server), JvmHome.system().text());
        ServerCalls.Logged logged;
        try {
            logged = calls.submit(statement.statement(), List.of());
        } catch (Ended refused) {
            if (refused.code().equals("http.not-found")) {
                throw Ended.refused(
                        "server-without-root",
                        "The server knows no root yet: hub ceremony pin FILE --data FOLDER on its machine.");
            }
            throw refused;
        }
        screen().good("In the log as leaf " + logged.index() + ".");
        if (statement.firstRoot()) {
            screen().line("  The root's hash, for operators and auditors: "
                    + screen().bold(statement.rootId().hex()));
        }
        output().answer(CeremonyWords.of(statement).json().put("index", logged.index()));
        return ExitCode.DONE;
    }
}
