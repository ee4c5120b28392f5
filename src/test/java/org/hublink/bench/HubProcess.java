package org.hublink.bench;

import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.hublink.app.Main;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.ServerKeys;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.EmbeddedPostgres;
import org.hublink.platform.TestCertificate;
import org.hublink.platform.TestData;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Randomness;

/** {@code hub serve} with TLS in a process of its own, with its own PostgreSQL, and what the operating system says of both. */
final class HubProcess implements AutoCloseable {
    private static final long START_NANOS_MAX = TimeUnit.SECONDS.toNanos(120);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long END_SECONDS_MAX = 60;
    private static final int OK = 200;
    /** Fields of /proc/PID/stat after the name, which may hold spaces: utime, stime, and those of children that were waited for. */
    private static final int STAT_UTIME = 11;

    private static final double TICKS_PER_SECOND = 100;
    private static final String CONFIG = """
            http:
              host: 127.0.0.1
              port: PORT
              origin: https://127.0.0.1:PORT
              tls: {certificateFile: CERTIFICATE, keyFile: KEY}
            messaging: {framesAMinute: 1000000, commitsAMinute: 1000}
            limits:
              read: {perMinute: 1000000, burst: 1000000}
              submit: {perMinute: 1000000, burst: 1000000}
              sign-in: {perMinute: 1000000, burst: 1000000}
              deliver: {perMinute: 1000000, burst: 1000000}
              keys: {perMinute: 1000000, burst: 1000000}
            """;

    private final Path data;
    private final int port;
    private final TestCertificate certificate;
    private final Process process;
    private final Thread hook;

    private HubProcess(Path data, int port, TestCertificate certificate, Process process) {
        this.data = data;
        this.port = port;
        this.certificate = certificate;
        this.process = process;
        this.hook = new Thread(process::destroy, "end");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What a server needs before its first start: its keys. */
    static ServerKeys keys(Path folder, Randomness randomness) throws IOException, Ended {
        return ServerKeys.make(TestData.prepared(folder.resolve("data")), randomness);
    }

    /**
     * Starts on that folder, and waits until it answers.
     *
     * @param options of the JVM beside the launcher's own
     */
    static HubProcess start(Path folder, Digest root, List<String> options) throws IOException, Ended {
        Path data = folder.resolve("data");
        ServerKeys.pin(data, HubWorld.LOG, root);
        TestCertificate certificate =
                TestCertificate.selfSigned(Files.createTempDirectory(folder, "tls"), "ip:127.0.0.1");
        int port = freePort();
        Path config = folder.resolve("hub.yaml");
        Files.writeString(
                config,
                CONFIG.replace("PORT", String.valueOf(port))
                        .replace("CERTIFICATE", certificate.file().toString())
                        .replace("KEY", certificate.key().toString()));
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--config",
                config.toString(),
                "--data",
                data.toString()));
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        HubProcess hub = new HubProcess(data, port, certificate, started);
        hub.untilServing(folder.resolve("server.log"));
        return hub;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private void untilServing(Path log) throws IOException, Ended {
        HttpHome http = http();
        long end = System.nanoTime() + START_NANOS_MAX;
        while (http.call("GET", "/health", Map.of(), null).status() == 0
                || !Files.readString(log).contains("serving on port")) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("the server did not start: " + Files.readString(log));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    int port() {
        return port;
    }

    String origin() {
        return "https://127.0.0.1:" + port;
    }

    Path certificate() {
        return certificate.file();
    }

    /** A way to the server that trusts its certificate. */
    HttpHome http() throws Ended {
        return HttpHome.at(origin(), certificate.trusting());
    }

    DatabaseAddress database() {
        return EmbeddedPostgres.running(data.resolve("pg")).orElseThrow();
    }

    /** Where PostgreSQL's write-ahead log stands, in bytes since its beginning. */
    long walBytes(Vertx vertx) {
        return asked(vertx, "SELECT (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint");
    }

    /** Transactions that PostgreSQL has committed, as far as it has counted them: it lags by up to a second. */
    long transactions(Vertx vertx) {
        return asked(vertx, "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()");
    }

    private long asked(Vertx vertx, String sql) {
        Database database = Database.at(vertx, database(), 1);
        try {
            return await(database.read(tx -> tx.connection()
                    .query(sql)
                    .execute()
                    .map(rows -> rows.iterator().next().getLong(0))));
        } finally {
            await(database.close());
        }
    }

    long pid() {
        return process.pid();
    }

    /** Processor seconds of the server's JVM. */
    double serverSeconds() throws IOException {
        return seconds(process.pid(), false);
    }

    /** Processor seconds of PostgreSQL: postmaster, those of its children that ended, those that live. */
    double postgresSeconds() throws IOException {
        long postmaster = Long.parseLong(Files.readAllLines(data.resolve("pg/cluster/postmaster.pid"))
                .get(0)
                .strip());
        double all = seconds(postmaster, true);
        try (Stream<ProcessHandle> children =
                ProcessHandle.of(postmaster).stream().flatMap(ProcessHandle::children)) {
            for (ProcessHandle child : children.toList()) {
                all += livingSeconds(child.pid());
            }
        }
        return all;
    }

    /** Nothing of one that ended meanwhile: its seconds are the postmaster's from then on. */
    private static double livingSeconds(long pid) throws IOException {
        try {
            return seconds(pid, false);
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    /** Processor seconds of programs that this process started and that have ended. */
    static double endedSeconds() throws IOException {
        long own = ProcessHandle.current().pid();
        return seconds(own, true) - seconds(own, false);
    }

    private static double seconds(long pid, boolean children) throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"), StandardCharsets.US_ASCII);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int i = 0; i < (children ? 4 : 2); i++) {
            ticks += Long.parseLong(fields[STAT_UTIME + i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** Resident memory in KiB. */
    long residentKib() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("no VmRSS");
    }

    /** What a command of {@code jcmd} says of the server. */
    String jcmd(String command) throws IOException, InterruptedException {
        Process asked = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(process.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asked.waitFor();
        return said;
    }

    static boolean answered(HttpHome.Answer answer) {
        return answer.status() == OK;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
