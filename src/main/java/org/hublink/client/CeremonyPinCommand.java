package org.hublink.client;

import java.io.IOException;
import java.nio.file.Path;
import org.hublink.protocol.RootFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub ceremony pin}: tells a server which root it serves. */
@Command(
        name = "pin",
        mixinStandardHelpOptions = true,
        header = "Tell this machine's server its root; a running one opens its rooms at once.")
final class CeremonyPinCommand extends HubCommand {
    @Parameters(index = "0", paramLabel = "FILE", description = "The first root, signed by enough of its holders.")
    private Path file = Path.of("root.ceremony");

    @Option(names = "--data", defaultValue = "data", description = "Folder of the server's files (${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Override
    public Integer call() throws IOException, Ended {
        var root = CeremonyFile.root(file);
        if (!root.firstRoot() || !(root.header().facts() instanceof RootFacts facts)) {
            throw Ended.refused("root-not-walked", "A server pins the first root; later ones it finds in its log.");
        }
        var keys = ServerKeys.read(data);
        if (!facts.logKey().equals(keys.log().publicKey())
                || !facts.cosignerKey().equals(keys.cosigner().publicKey())) {
            throw Ended.refused("server-keys-differ", "This root names other server keys than those in " + data + ".");
        }
        ServerKeys.pinOnce(data, facts.origin(), root.rootId());
        screen().good("Pinned: this server's log is " + facts.origin() + ", its root "
                + root.rootId().hex());
        screen().dim("  Next, with the server running: hub ceremony publish " + file + " --server URL");
        output().answer(CeremonyWords.of(root).json());
        return ExitCode.DONE;
    }
}
