package org.hublink.client;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hub ceremony sign}: a further holder's signature. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        header = "Look at what another holder wrote and signed, and sign it too.")
final class CeremonySignCommand extends HubCommand {
    @Parameters(index = "0", paramLabel = "FILE", description = "Such as root.ceremony; your signature is added to it.")
    private Path file = Path.of("root.ceremony");

    @Mixin
    private ClientOptions own = new ClientOptions();

    @Mixin
    private HolderSigning signing = new HolderSigning();

    @Override
    public Integer call() throws IOException, Ended {
        return signing.join(this, own, CeremonyFile.read(file), file);
    }
}
