package org.hublink.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The vector files that both homes run: all of ours, and others' where their folder is. */
final class BrowserRoom {
    private static final Path OURS = Path.of("src/test/vectors");
    private static final Path OTHERS = Path.of(System.getProperty("vectors.dir", "../shared/vectors"));

    private BrowserRoom() {}

    /** Every file of ours by its name; a new one needs a reader in {@link VectorFile}. */
    static Map<String, Path> ourVectors() {
        return named("", OURS);
    }

    /** Others' files by folder and name; what is absent is said. */
    static Map<String, Path> allVectors() {
        Map<String, Path> all = ourVectors();
        for (String folder : List.of("mls", "merkle", "wycheproof")) {
            Path others = OTHERS.resolve(folder);
            if (Files.isDirectory(others)) all.putAll(named(folder + "/", others));
            else System.out.println("left out, no folder: " + others);
        }
        return all;
    }

    private static Map<String, Path> named(String prefix, Path folder) {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(f -> f.toString().endsWith(".json")).sorted().forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Path> named = new LinkedHashMap<>();
        for (Path file : found) named.put(prefix + file.getFileName(), file);
        return named;
    }
}
