package org.hublink.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;
import org.hublink.protocol.SigningKey;

/**
 * The server's own keys (K5): {@code keys/log.key} and {@code keys/cosigner.key} in its data folder, mode 0600, and {@code
 * keys/root.pin} beside them. They sign trees; they cannot mint, speak for a country, or read.
 */
public record ServerKeys(SigningKey log, SigningKey cosigner) {
    private static final String LOG = "keys/log.key";
    private static final String COSIGNER = "keys/cosigner.key";
    private static final String PIN = "keys/root.pin";
    private static final int SEED_BYTES = 32;
    private static final int FILE_BYTES_MAX = 100;

    /** Makes both keys; a key that is there already is kept, since the log lives by it. */
    public static ServerKeys make(Path data, Randomness randomness) throws IOException, Ended {
        for (var name : new String[] {LOG, COSIGNER}) {
            var file = data.resolve(name);
            if (!Files.exists(file)) {
                var seed = Base64.encode(randomness.bytes(SEED_BYTES)) + "\n";
                PrivateFiles.replace(file, seed.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return read(data);
    }

    /** Reads both keys of a server's data folder. */
    public static ServerKeys read(Path data) throws IOException, Ended {
        return new ServerKeys(key(data.resolve(LOG)), key(data.resolve(COSIGNER)));
    }

    private static SigningKey key(Path file) throws IOException, Ended {
        try {
            var text = new String(PrivateFiles.read(file, FILE_BYTES_MAX), StandardCharsets.US_ASCII).strip();
            byte[] seed = Base64.decode(text);
            if (seed.length == SEED_BYTES) {
                return SigningKey.ed25519(seed);
            }
        } catch (Malformed broken) {
            throw Ended.local("key-file", "The file " + file + " is not a key: " + broken.reason() + ".");
        }
        throw Ended.local("key-file", "The file " + file + " is not a key of " + SEED_BYTES + " bytes.");
    }

    /** Tells the server which root it serves: the log's origin and the hash of the first root's header. */
    public static void pin(Path data, String origin, Digest root) throws IOException {
        var lines = origin + "\n" + root.hex() + "\n";
        PrivateFiles.replace(data.resolve(PIN), lines.getBytes(StandardCharsets.UTF_8));
    }

    /** Pins a root for good: a server that serves another already keeps it. */
    static void pinOnce(Path data, String origin, Digest root) throws IOException, Ended {
        var file = data.resolve(PIN);
        if (Files.exists(file)) {
            var there = new String(PrivateFiles.read(file, FILE_BYTES_MAX * 2), StandardCharsets.UTF_8);
            if (!there.equals(origin + "\n" + root.hex() + "\n")) {
                throw Ended.refused(
                        "root-mismatch",
                        "This server serves another root already (" + file + "); nothing was changed.");
            }
        }
        pin(data, origin, root);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
