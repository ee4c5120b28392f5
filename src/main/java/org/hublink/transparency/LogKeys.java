package org.hublink.transparency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.SigningKey;

/** The two keys of the log (K5): files of mode 0600 with the Base64 of a 32-byte seed. They sign trees and nothing else. */
public record LogKeys(SigningKey log, SigningKey cosigner) {
    public static final String LOG_FILE = "log.key";
    public static final String COSIGNER_FILE = "cosigner.key";

    private static final int SEED_BYTES = 32;
    private static final int FILE_BYTES_MAX = 100;
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** Reads {@code log.key} and {@code cosigner.key}; an {@link IllegalStateException} names the file and the cause. */
    public static LogKeys read(Path folder) {
        return new LogKeys(key(folder.resolve(LOG_FILE)), key(folder.resolve(COSIGNER_FILE)));
    }

    private static SigningKey key(Path file) {
        try {
            if (!Files.isRegularFile(file)) throw new IllegalStateException("no key file " + file);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new IllegalStateException(file + " may be read by others: chmod 600 it");
            }
            if (Files.size(file) > FILE_BYTES_MAX) throw new IllegalStateException(file + " is no key file");
            byte[] seed = Base64.decode(Files.readString(file).strip());
            if (seed.length != SEED_BYTES) throw new IllegalStateException(file + " is no key file");
            return SigningKey.ed25519(seed);
        } catch (Malformed cause) {
            throw new IllegalStateException(file + " is no key file", cause);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
