package org.hublink.browser.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Starts programs of Node, whose place is the {@code PATH}. */
final class NodeTool {
    static final int NODE_MIN = 20;

    private NodeTool() {}

    /** Fails with one sentence where there is no Node, or one that is too old. */
    static void demandNode() {
        String version;
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            version = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException none) {
            throw new IllegalStateException(lacking("none was found"), none);
        }
        if (major(version) < NODE_MIN) throw new IllegalStateException(lacking("this one is " + version));
    }

    private static String lacking(String what) {
        return "The page and its core want Node " + NODE_MIN + " or newer with npm, " + what
                + " (Debian: apt-get install nodejs npm; -Dweb.skip=true builds without the page).";
    }

    /** The first number of {@code v20.20.2}; 0 for what is no version. */
    static int major(String version) {
        int end = version.indexOf('.');
        try {
            return version.startsWith("v") && end > 1 ? Integer.parseInt(version.substring(1, end)) : 0;
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    /** Runs to the end with this process's output; its status. */
    static int run(Path folder, String... command) throws IOException {
        return wait(start(folder, command));
    }

    static Process start(Path folder, String... command) throws IOException {
        return new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .inheritIO()
                .start();
    }

    static int wait(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException stop) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stop);
        }
    }
}
