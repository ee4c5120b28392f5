package org.hublink.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The machine's own Chromium without a window, with a fresh profile that is deleted afterwards. */
final class Chromium implements AutoCloseable {
    private final Process process;
    private final Path profile;

    Chromium(String url, String... more) throws IOException {
        profile = Files.createTempDirectory("hublink-chromium-");
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("hub.chromium", "chromium"),
                "--headless=new",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile));
        // Chromium refuses its sandbox to root; the page here is our own.
        if (System.getProperty("user.name").equals("root")) command.add("--no-sandbox");
        command.addAll(List.of(more));
        command.add(url);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("output.txt").toFile())
                .start();
    }

    boolean runs() {
        return process.isAlive();
    }

    String output() throws IOException {
        return Files.readString(profile.resolve("output.txt"));
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            for (ProcessHandle child : children) child.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deleteProfile();
    }

    /** A child of the browser may still write for a moment; what is left then lies in the folder for temporary files. */
    private void deleteProfile() throws IOException {
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException | UncheckedIOException stillInUse) {
            profile.toFile().deleteOnExit();
        }
    }
}
