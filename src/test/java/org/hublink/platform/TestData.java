package org.hublink.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Data folders for tests that start a PostgreSQL or a server of their own; PostgreSQL's programs are not unpacked again. */
public final class TestData {
    private TestData() {}

    /** Makes {@code <data>/pg} and links the programs of the JVM's shared PostgreSQL into it. */
    public static Path prepared(Path data) {
        try {
            Path home = Files.createDirectories(data.resolve("pg"));
            Path shared = TestDatabase.binaries();
            Files.createSymbolicLink(home.resolve(String.valueOf(shared.getFileName())), shared);
            return data;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static Path binariesIn(Path home) {
        try (Stream<Path> all = Files.list(home)) {
            List<Path> found = all.filter(
                            path -> String.valueOf(path.getFileName()).startsWith("bin-"))
                    .toList();
            return found.get(0);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
