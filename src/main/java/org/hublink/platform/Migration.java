package org.hublink.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One numbered step of the schema, {@code db/NNNN-topic.sql}. Never edited once landed.
 *
 * @param sha256 of the file's bytes, hex
 */
record Migration(String name, String sql, String sha256) {
    private static final String NAME = "[0-9]{4}-[a-z0-9-]+\\.sql";

    static Migration of(String name, String sql) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8));
            return new Migration(name, sql, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException none) {
            throw new AssertionError(none);
        }
    }

    /** All of them in order, from a folder or from the jar. */
    static List<Migration> all() {
        URL folder = Migration.class.getResource("/db");
        if (folder == null) {
            return List.of();
        }
        try {
            URI uri = folder.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return in(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return in(jar.getPath("/db"));
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (URISyntaxException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static List<Migration> in(Path folder) throws IOException {
        List<Migration> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.matches(NAME)) {
                    found.add(of(name, Files.readString(file)));
                }
            }
        }
        found.sort(Comparator.comparing(Migration::name));
        for (int i = 1; i < found.size(); i++) {
            if (found.get(i).number().equals(found.get(i - 1).number())) {
                throw new IllegalStateException(
                        "two migrations of one number: " + found.get(i - 1).name + ", " + found.get(i).name);
            }
        }
        return found;
    }

    private String number() {
        return name.substring(0, 4);
    }
}
