package org.hublink.primitives;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hublink.jvm.JvmHome;
import org.jspecify.annotations.Nullable;

/** Vector files of others (folder by {@code -Dvectors.dir}) and our own (src/test/vectors). */
public final class VectorFiles {
    private static final JsonLimits LIMITS = new JsonLimits(64 * 1024 * 1024, 32, 10_000_000, 8 * 1024 * 1024);

    private VectorFiles() {}

    /**
     * A vector file that was found, read. Its kind is in what it holds, not in its name.
     *
     * @param content null where our strict JSON refuses the file, for the reason given
     */
    public record Found(String name, @Nullable Json content, String reason) {
        /** Whether it stands in the folder of a suite, where every file has to be readable. */
        public boolean standsIn(String suite) {
            return name.startsWith(suite + "/");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Every JSON file below the folder of foreign vectors; none where it is absent, which is said. */
    public static List<Found> foreign() {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            System.out.println("left out, no folder: " + folder);
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> found(folder, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Found found(Path folder, Path file) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        try {
            return new Found(name, read(file), "");
        } catch (IllegalStateException refused) {
            return new Found(name, null, String.valueOf(refused.getCause()));
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
        return KnownAnswers.objects(array);
    }

    /** A member in hexadecimal, of any length. */
    public static byte[] hex(Fields of, String key) throws Malformed {
        return KnownAnswers.hex(of, key);
    }

    private static Path folder() {
        return Path.of(System.getProperty("vectors.dir", "../shared/vectors"));
    }
}
