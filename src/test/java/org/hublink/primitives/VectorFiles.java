package org.hublink.primitives;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hublink.jvm.JvmHome;

/** Vector files of others (folder by {@code -Dvectors.dir}) and our own (src/test/vectors). */
public final class VectorFiles {
    private static final JsonLimits LIMITS = new JsonLimits(64 * 1024 * 1024, 32, 10_000_000, 8 * 1024 * 1024);

    private VectorFiles() {}

    /** A file below the folder of foreign vectors; where it is absent the test is left out, and says so. */
    public static Json foreign(String path) {
        Path file = folder().resolve(path);
        if (!Files.isRegularFile(file)) {
            System.out.println("left out, no file: " + file);
            abort("no file: " + file);
        }
        return read(file);
    }

    /** The JSON files in a folder of foreign vectors; none where it is absent, which is said. */
    public static List<Path> foreignFolder(String name) {
        Path folder = folder().resolve(name);
        if (!Files.isDirectory(folder)) {
            System.out.println("left out, no folder: " + folder);
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of ours; it must be there. */
    public static Json own(String name) {
        return read(Path.of("src", "test", "vectors").resolve(name));
    }

    public static Json read(Path file) {
        try {
            return Json.read(Files.readAllBytes(file), LIMITS, JvmHome.system().text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Malformed e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    /** The items of an array of objects. */
    public static List<Fields> objects(Json array) throws Malformed {
        return Fields.of(Json.obj().put("items", array).build(), "file").objects("items", 0, Integer.MAX_VALUE);
    }

    /** A member in hexadecimal, of any length. */
    public static byte[] hex(Fields of, String key) throws Malformed {
        return Hex.decode(of.text(key, 0, Integer.MAX_VALUE));
    }

    private static Path folder() {
        return Path.of(System.getProperty("vectors.dir", "../shared/vectors"));
    }
}
