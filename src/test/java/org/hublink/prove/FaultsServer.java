package org.hublink.prove;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hublink.app.Main;

/** {@code hub serve} in a process of its own, with the PostgreSQL that it starts; and the ways to kill either. */
final class FaultsServer {
    private static final long END_SECONDS_MAX = 60;
    private static final String CONFIG = """
            http: {port: PORT}
            limits:
              read: {perMinute: 1000000, burst: 1000000}
              submit: {perMinute: 1000000, burst: 1000000}
            """;

    private final Path folder;
    private final int port;
    private Process process;

    private FaultsServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts it on the folder's data; a server that a cut run left there is ended first. */
    static FaultsServer start(Path folder, int port) throws IOException {
        Path pid = folder.resolve("server.pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid)))
                    .filter(left -> words(left.pid()).contains(data(folder).toString()))
                    .ifPresent(FaultsServer::killed);
        }
        Files.writeString(folder.resolve("hub.yaml"), CONFIG.replace("PORT", String.valueOf(port)));
        return new FaultsServer(folder, port, launch(folder));
    }

    static Path data(Path folder) {
        return folder.resolve("data");
    }

    private static Process launch(Path folder) throws IOException {
        Process started = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--config",
                        folder.resolve("hub.yaml").toString(),
                        "--data",
                        data(folder).toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()))
                .start();
        Files.writeString(folder.resolve("server.pid"), String.valueOf(started.pid()));
        return started;
    }

    private static Path log(Path folder) {
        return folder.resolve("server.log");
    }

    String origin() {
        return "http://127.0.0.1:" + port;
    }

    boolean alive() {
        return process.isAlive();
    }

    /** What the server said last. */
    String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log(folder));
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    void killJvm() {
        killed(process.toHandle());
    }

    void startAgain() throws IOException {
        process = launch(folder);
    }

    /** False if there was none at this moment. */
    boolean killPostmaster() throws IOException {
        Optional<ProcessHandle> postmaster = postmaster();
        postmaster.ifPresent(FaultsServer::killed);
        return postmaster.isPresent();
    }

    /** Kills the backend of one connection. False if there was none at this moment. */
    boolean killBackend() throws IOException {
        Optional<ProcessHandle> backend = postmaster().stream()
                .flatMap(ProcessHandle::children)
                .filter(child -> words(child.pid()).contains("postgres: hub "))
                .findAny();
        backend.ifPresent(FaultsServer::killed);
        return backend.isPresent();
    }

    /** The PostgreSQL of this data, if one runs. */
    Optional<ProcessHandle> postmaster() throws IOException {
        Path file = data(folder).resolve("pg/cluster/postmaster.pid");
        if (!Files.exists(file)) return Optional.empty();
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                        .filter(found ->
                                words(found.pid()).contains(data(folder).toString()));
    }

    /** Ends it in order, and its PostgreSQL with it. */
    void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server does not end");
        }
    }

    /** Leaves nothing running, whatever went wrong before. */
    void endAnyhow() throws IOException {
        killJvm();
        killPostmaster();
    }

    /** SIGKILL to this one process; it is gone, or a zombie, when this returns. */
    private static void killed(ProcessHandle handle) {
        handle.destroyForcibly();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS_MAX);
        while (handle.isAlive() && !words(handle.pid()).isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** A process's command line; a zombie has none. */
    private static String words(long pid) {
        try {
            return new String(
                            Files.readAllBytes(Path.of("/proc", String.valueOf(pid), "cmdline")),
                            StandardCharsets.UTF_8)
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }
}
