package org.hublink.demo;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of ours in a Java process of its own, spoken to line by line, whose memory is watched. */
final class Resident implements AutoCloseable {
    private static final long END_SECONDS_MAX = 60;
    private static final long LOOK_MILLIS = 50;
    private static final long KIB = 1_024;

    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;
    private final Thread watcher = new Thread(this::watch, "memory");
    private volatile long most;
    private volatile boolean over;

    private Resident(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        watcher.setDaemon(true);
        watcher.start();
    }

    static Resident start(Class<?> main, List<String> options, Path log, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        return new Resident(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** First in its own main: Vert.x's threads would keep a process whose main has broken, and whoever reads from it waiting. */
    static void endsWithItsMain() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, broken) -> {
            broken.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
    }

    /** What it says next. */
    String line() throws IOException {
        String line = out.readLine();
        while (line != null && !line.equals("ok") && line.contains(" ")) {
            // Words of the server's start.
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the process has ended");
        }
        return line;
    }

    /** Tells it to do something and waits for {@code ok} or a code. */
    String tell(String words) throws IOException {
        in.write(words);
        in.newLine();
        in.flush();
        return line();
    }

    /** Resident bytes now. */
    long now() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB;
            }
        }
        return 0;
    }

    /** From now on the most is looked for anew. */
    void forget() {
        most = 0;
    }

    /** The most resident bytes that were seen. */
    long most() {
        return most;
    }

    private void watch() {
        try {
            while (!over) {
                most = Math.max(most, now());
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (IOException | InterruptedException ended) {
            over = true;
        }
    }

    @Override
    public void close() throws IOException {
        over = true;
        in.close();
        try {
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }
}
