package org.hublink.demo;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hublink.client.Ended;
import org.jspecify.annotations.Nullable;

/** Where the example keys lie, whatever folder the demo is started in: here, or beside the program or above it. */
final class KeysFolder {
    private static final String NAME = "keys-example";
    private static final int LEVELS_MAX = 3;

    private KeysFolder() {}

    static Path find() throws Ended {
        Path here = Path.of(NAME);
        if (Files.isDirectory(here)) {
            return here;
        }
        Path place = program();
        for (int i = 0; i < LEVELS_MAX && place != null; i++) {
            if (Files.isDirectory(place.resolve(NAME))) {
                return place.resolve(NAME);
            }
            place = place.getParent();
        }
        throw Ended.local(
                "no-example-keys",
                "The folder " + NAME + " is neither here nor beside the program; name it with --keys.");
    }

    /** The jar's folder, or that of the classes; null where the program does not know. */
    private static @Nullable Path program() {
        try {
            var source = KeysFolder.class.getProtectionDomain().getCodeSource();
            return source == null
                    ? null
                    : Path.of(source.getLocation().toURI()).toAbsolutePath().getParent();
        } catch (URISyntaxException odd) {
            return null;
        }
    }
}
