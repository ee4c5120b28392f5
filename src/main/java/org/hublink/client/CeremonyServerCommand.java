package org.hublink.client;

import java.io.IOException;
import java.nio.file.Path;
import org.hublink.jvm.JvmHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hub ceremony server}: the keys that sign the log's trees (K5), as files of the server's data folder. */
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        header = "Make the server's keys in its data folder; keys that are there are kept.")
final class CeremonyServerCommand extends HubCommand {
    private static final String LOG = "[a-z0-9][a-z0-9.-]{0,40}(/[a-z0-9][a-z0-9.-]{0,30}){0,2}";

    @Option(names = "--data", defaultValue = "data", description = "Folder of the server's files (${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--log",
            required = true,
            paramLabel = "NAME",
            description = "Name of the log, for ever, such as hub.example/log.")
    private String log = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "server.public",
            description = "Where to put what the root names (${DEFAULT-VALUE}).")
    private Path out = Path.of("server.public");

    @Override
    public Integer call() throws IOException, Ended {
        if (!log.matches(LOG)) {
            throw new Ended(ExitCode.USAGE, "bad-log", "A log is named like hub.example/log.");
        }
        PrivateFiles.folder(data);
        var keys = ServerKeys.make(data, JvmHome.system().randomness());
        var half = new PublicHalf.Server(
                log, keys.log().publicKey(), keys.cosigner().publicKey());
        half.write(out);
        screen().good("The server's keys are in " + data.resolve("keys") + ", for its user alone.");
        screen().line("  log key id       " + Spoken.keyId(half.logKey()));
        screen().line("  cosigner key id  " + Spoken.keyId(half.cosignerKey()));
        screen().line("  Bring " + out + " to the first holder and read him both.");
        output().answer(half.json().put("file", out.toString()));
        return ExitCode.DONE;
    }
}
