package org.hublink.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hublink.platform.CannotStart;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;

/** The pin file: the log's origin on the first line, the root's hash on the second. The ceremony writes it beside the keys. */
final class Pins {
    private static final String FILE = "keys/root.pin";

    private Pins() {}

    static Optional<Settings.Pin> in(Path data) {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() != 2 || !lines.get(1).matches("[0-9a-f]{64}")) {
                throw new CannotStart("The pin " + file + " is not an origin and a hash on two lines: make it anew.");
            }
            return Optional.of(new Settings.Pin(lines.get(0), digest(lines.get(1))));
        } catch (IOException unreadable) {
            throw new CannotStart("The pin " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Of 64 hex digits, checked before. */
    static Digest digest(String hex) {
        try {
            return Digest.fromHex(hex);
        } catch (Malformed unchecked) {
            throw new IllegalArgumentException(unchecked);
        }
    }
}
