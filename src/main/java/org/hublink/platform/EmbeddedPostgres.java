package org.hublink.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that this node owns: made at a first start, kept running, restarted when it dies. Every method blocks.
 *
 * <p>An orphan (PostgreSQL outlived a killed node) that answers is adopted as it is. One node a folder: the caller holds the
 * folder's lock.
 */
public final class EmbeddedPostgres {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration READY_MAX = Duration.ofSeconds(60);
    /** A killed postmaster's children, or itself as a zombie, may hold the cluster for a while. */
    private static final Duration HELD_MAX = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration BACK_OFF_MIN = Duration.ofMillis(100);
    private static final Duration BACK_OFF_MAX = Duration.ofSeconds(5);
    private static final long LOG_BYTES_MAX = 16L << 20;

    private final PostgresCluster cluster;
    private final PostgresPrograms programs;
    private final List<String> settings;
    private final boolean adopted;
    private final ReentrantLock restart = new ReentrantLock();
    private volatile ProcessHandle process;
    private volatile boolean stopping;

    private EmbeddedPostgres(
            PostgresCluster cluster,
            PostgresPrograms programs,
            List<String> settings,
            ProcessHandle process,
            boolean adopted) {
        this.cluster = cluster;
        this.programs = programs;
        this.settings = settings;
        this.process = process;
        this.adopted = adopted;
    }

    /**
     * Starts or adopts.
     *
     * @param home folder of its own, such as {@code data/pg}
     * @param progress is told what takes time
     */
    public static EmbeddedPostgres start(Path home, Consumer<String> progress) {
        return start(home, progress, List.of());
    }

    /** Starts with further settings, {@code name=value} each, which win over ours: for tests of what we refuse. */
    static EmbeddedPostgres start(Path home, Consumer<String> progress, List<String> settings) {
        try {
            Path absolute = home.toAbsolutePath().normalize();
            PostgresCluster cluster = PostgresCluster.in(absolute);
            rotate(cluster.log());
            PostgresPrograms programs = new PostgresPrograms(PostgresBinaries.in(absolute, progress), cluster.log());
            cluster.make(programs, progress);
            Optional<ProcessHandle> orphan = orphan(cluster);
            ProcessHandle process = orphan.isPresent() ? orphan.get() : launch(cluster, programs, settings);
            EmbeddedPostgres postgres = new EmbeddedPostgres(cluster, programs, settings, process, orphan.isPresent());
            postgres.keep();
            return postgres;
        } catch (IOException cause) {
            throw new CannotStart("The database in " + home + " does not start: " + cause.getMessage(), cause);
        }
    }

    /** Where the PostgreSQL of {@code home} answers that another process runs; it is used, never owned. */
    public static Optional<DatabaseAddress> running(Path home) {
        try {
            Path absolute = home.toAbsolutePath().normalize();
            if (!Files.exists(absolute.resolve("password"))) {
                return Optional.empty();
            }
            PostgresCluster cluster = PostgresCluster.in(absolute);
            return cluster.answers() ? Optional.of(cluster.address()) : Optional.empty();
        } catch (IOException cause) {
            throw new CannotStart("The database in " + home + " cannot be reached: " + cause.getMessage(), cause);
        }
    }

    public DatabaseAddress address() {
        return cluster.address();
    }

    /** True if PostgreSQL was running already, left by a node that was killed. */
    public boolean adopted() {
        return adopted;
    }

    /** PostgreSQL's own process id, for those who test how it dies. */
    public long pid() {
        return process.pid();
    }

    /** Ends PostgreSQL in order; connections are closed, nothing is lost. */
    public void stop() {
        stopping = true;
        // A restart under way ends first, or it would come up after this.
        restart.lock();
        try {
            programs.run("pg_ctl", "stop", "--pgdata=" + cluster.path(), "--mode=fast", "--wait", "--silent");
        } catch (IOException cause) {
            LOG.warn("PostgreSQL did not stop in order", cause);
        } finally {
            restart.unlock();
        }
    }

    /** A daemon of its own: the JVM may end without it. */
    private void keep() {
        Thread keeper = new Thread(this::keepRunning, "postgres-keeper");
        keeper.setDaemon(true);
        keeper.start();
    }

    private void keepRunning() {
        Duration backOff = BACK_OFF_MIN;
        while (!stopping) {
            process.onExit().join();
            if (stopping) {
                return;
            }
            LOG.warn("PostgreSQL (pid {}) ended by itself, starting it again", process.pid());
            pause(backOff);
            restart.lock();
            try {
                if (stopping) {
                    return;
                }
                long before = System.nanoTime();
                process = launch(cluster, programs, settings);
                LOG.info(
                        "PostgreSQL is back after {} ms",
                        Duration.ofNanos(System.nanoTime() - before).toMillis());
                backOff = BACK_OFF_MIN;
            } catch (IOException | CannotStart cause) {
                LOG.error("PostgreSQL does not start: {}", cause.getMessage());
                backOff = backOff.multipliedBy(2).compareTo(BACK_OFF_MAX) > 0 ? BACK_OFF_MAX : backOff.multipliedBy(2);
            } finally {
                restart.unlock();
            }
        }
    }

    private static Optional<ProcessHandle> orphan(PostgresCluster cluster) throws IOException {
        Optional<ProcessHandle> process = cluster.process().filter(EmbeddedPostgres::isPostgres);
        long deadline = System.nanoTime() + READY_MAX.toNanos();
        while (process.isPresent() && Zombies.alive(process.get())) {
            if (cluster.ready(process.get().pid()) && cluster.answers()) {
                LOG.info("adopted PostgreSQL (pid {})", process.get().pid());
                return process;
            }
            if (System.nanoTime() > deadline) {
                throw new CannotStart("A PostgreSQL of an earlier run (process "
                        + process.get().pid() + ") holds the data and does not answer: end it and start again.");
            }
            pause(POLL);
        }
        return Optional.empty();
    }

    /** Whether the pid file's process is a PostgreSQL, or only wears the number after a reboot. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(true);
    }

    private static ProcessHandle launch(PostgresCluster cluster, PostgresPrograms programs, List<String> settings)
            throws IOException {
        long deadline = System.nanoTime() + HELD_MAX.toNanos();
        Duration backOff = BACK_OFF_MIN;
        while (true) {
            Zombies.clear(cluster);
            Optional<ProcessHandle> started = tryLaunch(cluster, programs, settings);
            if (started.isPresent()) {
                return started.get();
            }
            String words = cluster.lastWords();
            boolean held = words.contains("lock file") || words.contains("shared memory block");
            if (!held || System.nanoTime() > deadline) {
                throw new CannotStart("PostgreSQL ended at its start: " + words);
            }
            pause(backOff);
            backOff = backOff.multipliedBy(2);
        }
    }

    private static Optional<ProcessHandle> tryLaunch(
            PostgresCluster cluster, PostgresPrograms programs, List<String> settings) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-D", cluster.path().toString()));
        arguments.addAll(cluster.arguments());
        settings.forEach(setting -> arguments.addAll(List.of("-c", setting)));
        Process process = programs.spawn("postgres", arguments);
        long deadline = System.nanoTime() + READY_MAX.toNanos();
        while (process.isAlive()) {
            if (cluster.ready(process.pid()) && cluster.answers()) {
                return Optional.of(process.toHandle());
            }
            if (System.nanoTime() > deadline) {
                throw new CannotStart(
                        "PostgreSQL was not ready after " + READY_MAX.toSeconds() + " s: see " + cluster.log());
            }
            pause(POLL);
        }
        return Optional.empty();
    }

    private static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
            Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
