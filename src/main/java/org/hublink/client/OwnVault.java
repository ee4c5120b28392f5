package org.hublink.client;

import java.io.IOException;
import java.nio.file.Path;
import org.hublink.engine.Vault;
import org.hublink.primitives.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose keys a command works with, and where that person's store lies. */
final class OwnVault {
    @Option(names = "--vault", required = true, paramLabel = "FILE", description = "Your vault.")
    private Path file = Path.of("");

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Its first line is the passphrase (default: ask at the terminal).")
    private @Nullable Path passphraseFile;

    @Option(
            names = "--store",
            paramLabel = "FOLDER",
            description = "Your store (default: the vault's name and .store).")
    private @Nullable Path store;

    @Option(names = "--demo", description = "Take the published demo keys: for the demo's server alone.")
    private boolean demo;

    Path file() {
        return file;
    }

    boolean demo() {
        return demo;
    }

    Path store() {
        return store == null ? beside(".store") : store;
    }

    /** A file or folder that belongs to the vault and lies beside it. */
    Path beside(String suffix) {
        var name = file.getFileName();
        return file.toAbsolutePath().resolveSibling((name == null ? "hub" : name.toString()) + suffix);
    }

    Vault open(Home home) throws IOException, Ended {
        // A missing file is said before anybody is asked for its passphrase.
        PrivateFiles.read(file, Vault.BYTES_MAX);
        return OfficerClient.vault(file, Passphrases.known(passphraseFile, file.toString()), home);
    }

    String freshPassphrase() throws IOException, Ended {
        return Passphrases.fresh(passphraseFile, file.toString());
    }
}
