package org.hublink.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packages that the lock file in {@code src/test/interop} names, fetched once into {@code target/interop}. */
public final class NodePackages {
    private static final Path SOURCE = Path.of("src/test/interop");
    private static final Path FOLDER = Path.of("target/interop").toAbsolutePath();
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "peers.mjs");
    private static final long FETCH_SECONDS_MAX = 180;

    private NodePackages() {}

    /** Why there are none: no Node, no npm or no network. */
    public static final class Missing extends Exception {
        private static final long serialVersionUID = 1;

        Missing(String words) {
            super("ts-mls left out: " + words);
        }
    }

    /** The folder, ready to run. */
    static Path folder() throws IOException, Missing {
        Files.createDirectories(FOLDER);
        Path stamp = FOLDER.resolve("fetched");
        String lock = Files.readString(SOURCE.resolve("package-lock.json"));
        for (String file : FILES) {
            Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(stamp) || !Files.readString(stamp).equals(lock)) {
            Files.deleteIfExists(stamp);
            fetch();
            Files.writeString(stamp, lock);
        }
        return FOLDER;
    }

    private static void fetch() throws IOException, Missing {
        Path output = FOLDER.resolve("npm.txt");
        try {
            Process npm = new ProcessBuilder(
                            "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = npm.waitFor(FETCH_SECONDS_MAX, TimeUnit.SECONDS);
            if (!ended) npm.destroyForcibly();
            if (!ended || npm.exitValue() != 0) {
                throw new Missing("npm could not fetch it (no network?); its output is in target/interop/npm.txt");
            }
        } catch (IOException none) {
            throw new Missing("there is no npm here (Debian: apt-get install nodejs npm)");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IOException(ended);
        }
    }
}
