package org.hublink.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hublink.app.DatabaseSettings;
import org.hublink.app.Server;
import org.hublink.app.Settings;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.messaging.AlertSettings;
import org.hublink.messaging.MessagingSettings;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.EmbeddedPostgres;
import org.hublink.platform.HttpSettings;
import org.hublink.platform.Limit;
import org.hublink.platform.LimitSettings;

/** One of several nodes on one PostgreSQL that is not theirs, in a process of its own, to be killed at any moment. */
final class FaultsNode {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long START_NANOS_MAX = TimeUnit.SECONDS.toNanos(240);
    private static final int CONNECTIONS = 8;
    private static final int OK = 200;

    private final Path folder;
    private final Path postgres;
    private final String origin;
    private final int port;
    private Process process;
    private boolean over;

    private FaultsNode(Path folder, Path postgres, String origin, int port, Process process) {
        this.folder = folder;
        this.postgres = postgres;
        this.origin = origin;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts one.
     *
     * @param folder of its own data, with the keys in it
     * @param postgres folder of the PostgreSQL
     * @param origin that all nodes say they are
     */
    static FaultsNode start(Path folder, Path postgres, String origin, int port) throws IOException {
        left(folder);
        return new FaultsNode(folder, postgres, origin, port, launch(folder, postgres, origin, port));
    }

    /** Ends a node that a cut run left there. */
    private static void left(Path folder) throws IOException {
        Path file = folder.resolve("node.pid");
        if (Files.exists(file)) {
            long pid = Long.parseLong(Files.readString(file));
            Path words = Path.of("/proc", String.valueOf(pid), "cmdline");
            if (Files.exists(words) && Files.readString(words).contains(folder.toString())) {
                ProcessHandle.of(pid).ifPresent(FaultsNode::kill);
            }
        }
    }

    private static Process launch(Path folder, Path postgres, String origin, int port) throws IOException {
        Process started = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FaultsNode.class.getName(),
                        folder.toString(),
                        postgres.toString(),
                        origin,
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("node.log").toFile()))
                .start();
        Files.writeString(folder.resolve("node.pid"), String.valueOf(started.pid()));
        return started;
    }

    int port() {
        return port;
    }

    HttpHome http() throws Ended {
        return HttpHome.at("http://127.0.0.1:" + port, null);
    }

    /** SIGKILL, and a new process at once. */
    void killAndStart() throws IOException {
        kill(process.toHandle());
        startAgain();
    }

    /** Not any more once it was ended: a run that is cut leaves nothing behind. */
    private synchronized void startAgain() throws IOException {
        if (over) {
            throw new IOException("the run was ended");
        }
        process = launch(folder, postgres, origin, port);
    }

    void untilServing() throws IOException, Ended {
        HttpHome http = http();
        long end = System.nanoTime() + START_NANOS_MAX;
        while (http.call("GET", "/health", Map.of(), null).status() != OK) {
            if (!process.isAlive()) {
                // PostgreSQL was away when it began; whoever runs nodes starts them again.
                startAgain();
            }
            if (System.nanoTime() > end) {
                List<String> said = Files.readAllLines(folder.resolve("node.log"));
                throw new IOException("a node does not serve: " + said.get(said.size() - 1));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    synchronized void end() {
        over = true;
        kill(process.toHandle());
    }

    private static void kill(ProcessHandle handle) {
        handle.destroyForcibly();
        handle.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(slow -> handle)
                .join();
    }

    /** The node's own process. */
    public static void main(String[] args) throws InterruptedException {
        Optional<DatabaseAddress> address = EmbeddedPostgres.running(Path.of(args[1]));
        while (address.isEmpty()) {
            LockSupport.parkNanos(POLL_NANOS);
            address = EmbeddedPostgres.running(Path.of(args[1]));
        }
        Map<Limit, LimitSettings.Rate> rates = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            rates.put(limit, new LimitSettings.Rate(1_000_000, 1_000_000));
        }
        Settings usual = Settings.defaults();
        Settings settings = new Settings(
                new HttpSettings(
                        "127.0.0.1",
                        Integer.parseInt(args[3]),
                        Optional.of(args[2]),
                        Optional.empty(),
                        Optional.empty()),
                new DatabaseSettings(address, CONNECTIONS),
                usual.log(),
                usual.officers(),
                usual.directory(),
                new MessagingSettings(1_000_000, 1_000, 180, 365, 1_825, AlertSettings.DEFAULT),
                new LimitSettings(rates),
                new Settings.Demo(true));
        Server.start(settings, Path.of(args[0]), Clock.systemUTC()).onFailure(cause -> {
            System.out.println(cause.getMessage());
            System.exit(1);
        });
        Thread.currentThread().join();
    }
}
