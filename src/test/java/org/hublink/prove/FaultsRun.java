package org.hublink.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.hublink.client.Ended;
import org.hublink.client.ExitCode;
import org.hublink.client.HttpHome;
import org.hublink.client.ServerCalls;
import org.hublink.client.ServerKeys;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.NoteKey;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Subject;
import org.hublink.transparency.LogWorld;

/** One run: a server under fire, its publishers, its follower, and the judge over them. */
final class FaultsRun implements AutoCloseable {
    private static final int PUBLISHERS = 6;
    private static final int COUNTRIES_EACH = 4;
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int QUIET_MILLIS_MIN = 200;
    private static final int QUIET_MILLIS_MAX = 2_500;
    private static final List<String> KINDS = List.of("jvm", "postmaster", "backend", "both");

    private final FaultsState state;
    private final FaultsWorld world = new FaultsWorld();
    private final Consumer<String> people;
    private final FaultsRecord record;
    private final List<Thread> threads = new ArrayList<>();
    private final Path data;
    private final Thread hook = new Thread(this::endAnyhow, "end");
    private final FaultsServer server;
    private final HttpHome http;
    private final NoteKey log;
    private final NoteKey cosigner;
    private final Digest root;
    private final FaultsFollower follower;
    private int lost;
    private int forked;

    FaultsRun(FaultsState state, Consumer<String> people) throws IOException, Ended, Malformed {
        this.state = state;
        this.people = people;
        this.record = new FaultsRecord(state);
        this.data = FaultsServer.data(state.folder());
        ServerKeys keys = ServerKeys.make(data, world.home().randomness());
        log = new NoteKey(FaultsWorld.ORIGIN, keys.log().publicKey());
        cosigner = NoteKey.cosigner(FaultsWorld.ORIGIN, keys.cosigner().publicKey());
        LogWorld.Signed first = state.founded() ? null : world.root(keys);
        if (first != null) ServerKeys.pin(data, FaultsWorld.ORIGIN, first.leaf().headerDigest());
        root = Digest.fromHex(Files.readAllLines(data.resolve("keys/root.pin")).get(1));
        server = FaultsServer.start(state.folder(), state.port());
        Runtime.getRuntime().addShutdownHook(hook);
        http = HttpHome.at(server.origin(), null);
        if (first != null) found(first);
        SignedCheckpoint begun = published(0);
        follower = new FaultsFollower(
                world,
                FaultsWorld.follower(root, server.origin()),
                state.folder().resolve("client"),
                http,
                log,
                cosigner,
                record);
        begin(FaultsLog.read(http, begun).versions());
    }

    private void found(LogWorld.Signed first) throws IOException, Ended {
        ServerCalls calls = new ServerCalls(http, world.home().text());
        submit(calls, first);
        for (int i = 0; i < PUBLISHERS * COUNTRIES_EACH; i++) submit(calls, world.authority(LogWorld.country(i)));
        state.found();
    }

    private void submit(ServerCalls calls, LogWorld.Signed statement) throws IOException, Ended {
        long end = System.nanoTime() + WAIT_NANOS;
        while (true) {
            try {
                ServerCalls.Logged logged = calls.submit(statement.envelope(), statement.parts());
                state.acknowledge(logged.index(), logged.digest());
                return;
            } catch (Ended away) {
                boolean starting = away.exitCode() == ExitCode.UNREACHABLE && server.alive();
                if (!starting || System.nanoTime() > end) throw away;
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    private void begin(Map<Subject, Integer> versions) throws Ended {
        threads.add(new Thread(follower, "follower"));
        for (int i = 0; i < PUBLISHERS; i++) {
            List<String> countries = new ArrayList<>();
            for (int k = 0; k < COUNTRIES_EACH; k++) countries.add(LogWorld.country(i * COUNTRIES_EACH + k));
            long seed = state.seed() + 1_000L * state.rounds() + i;
            threads.add(new Thread(
                    new FaultsPublisher(world, server.origin(), record, countries, versions, seed), "publisher-" + i));
        }
        threads.forEach(Thread::start);
    }

    /** Lets them publish for a while, kills, waits until it serves again, and judges. */
    void round() throws IOException, Malformed {
        int number = state.rounds() + 1;
        SplittableRandom random = new SplittableRandom(state.seed() * 31 + number);
        String kind = KINDS.get(random.nextInt(KINDS.size()));
        int millis = QUIET_MILLIS_MIN + random.nextInt(QUIET_MILLIS_MAX - QUIET_MILLIS_MIN);
        long began = System.nanoTime();
        until("nothing is acknowledged before the kill", () -> record.servedSince(began));
        until("time does not pass", () -> System.nanoTime() - began > TimeUnit.MILLISECONDS.toNanos(millis));
        long postgres = pid();
        long killed = System.nanoTime();
        kill(kind);
        if (kind.equals("postmaster") || kind.equals("both")) {
            until("PostgreSQL does not come back", () -> pid() != postgres && pid() != 0);
        }
        long back = System.nanoTime();
        until("nothing is acknowledged after the kill", () -> record.servedSince(back));
        double seconds = (System.nanoTime() - killed) / 1e9;
        judge();
        state.round(kind, seconds);
        people.accept(String.format(
                "round %d: killed %s after %d ms, served again after %.2f s, %d acknowledged, %d lost, %d forked, %d faults",
                number,
                kind,
                millis,
                seconds,
                state.acknowledged().size(),
                lost,
                forked,
                record.faults().size()));
    }

    private long pid() throws IOException {
        return server.postmaster().map(ProcessHandle::pid).orElse(0L);
    }

    private void kill(String kind) throws IOException {
        switch (kind) {
            case "jvm" -> {
                server.killJvm();
                server.startAgain();
            }
            case "postmaster" -> until("there is no postmaster", server::killPostmaster);
            case "backend" -> until("there is no backend", server::killBackend);
            default -> {
                until("there is no postmaster", server::killPostmaster);
                server.killJvm();
                server.startAgain();
            }
        }
    }

    private void judge() throws IOException, Malformed {
        Map<Long, String> promised = state.acknowledged();
        long last = state.acknowledged().lastKey();
        List<SignedCheckpoint> seen = record.seen();
        SignedCheckpoint shown = published(last);
        FaultsLog whole = FaultsLog.read(http, shown);
        lost += whole.lost(promised);
        forked += whole.forked(seen);
        until(
                "the client does not follow",
                () -> follower.size() > last || !record.faults().isEmpty());
    }

    /** Waits for a checkpoint over that leaf. */
    private SignedCheckpoint published(long leaf) throws IOException {
        SignedCheckpoint[] found = new SignedCheckpoint[1];
        until("leaf " + leaf + " is not published", () -> {
            found[0] = FaultsLog.shown(http, log, cosigner);
            return found[0] != null && found[0].size() > leaf;
        });
        return found[0];
    }

    boolean allWell() {
        return lost == 0 && forked == 0 && record.faults().isEmpty();
    }

    /** Ends everything in order, looks through the data, and tells all. */
    Map<String, Object> end() throws IOException, Malformed, InterruptedException {
        record.end();
        for (Thread thread : threads) thread.join(WAIT_NANOS / 1_000_000);
        judgeLast();
        server.end();
        List<String> findings = FaultsFsck.run(data, root);
        Map<String, Object> figures = new LinkedHashMap<>();
        List<Double> seconds = state.seconds();
        figures.put("passed", allWell() && findings.isEmpty());
        figures.put("rounds", state.rounds());
        figures.put("run-seed", state.seed());
        figures.put("kills", state.kills());
        figures.put("acknowledged", state.acknowledged().size());
        figures.put("lost", lost);
        figures.put("checkpoints-seen", record.seen().size());
        figures.put("forked", forked);
        figures.put("unanswered", record.unansweredCount());
        figures.put("recovery-p50-s", at(seconds, 50));
        figures.put("recovery-p99-s", at(seconds, 99));
        figures.put("fsck", findings);
        figures.put("faults", record.faults());
        return figures;
    }

    private void judgeLast() throws IOException, Malformed {
        long last = state.acknowledged().lastKey();
        FaultsLog whole = FaultsLog.read(http, published(last));
        lost += whole.lost(state.acknowledged());
        forked += whole.forked(record.seen());
    }

    private static double at(List<Double> sorted, int percent) {
        if (sorted.isEmpty()) return 0;
        int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
        return Math.round(sorted.get(Math.max(0, rank - 1)) * 100) / 100.0;
    }

    private interface Happened {
        boolean now() throws IOException;
    }

    private void until(String otherwise, Happened happened) throws IOException {
        long end = System.nanoTime() + WAIT_NANOS;
        while (!happened.now()) {
            if (!server.alive()) throw new IOException("the server ended by itself: " + server.lastWords());
            if (System.nanoTime() > end) throw new IOException(otherwise + "; " + record.faults());
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private void endAnyhow() {
        try {
            server.endAnyhow();
        } catch (IOException cause) {
            people.accept("left running: " + cause);
        }
    }

    /** Nothing stays running. */
    @Override
    public void close() {
        record.end();
        endAnyhow();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
