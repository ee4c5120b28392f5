package org.hublink.bench;

import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.hublink.client.ServerKeys;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Home;

/**
 * {@code ./hub bench messages [--rounds 3] [--seconds 8]}: what the delivery service takes from 50 devices at a time, each
 * message of 1 KiB durable before it is answered, and passed on to its reader. The server is a process of its own with TLS,
 * sessions and PostgreSQL; the devices stand in its log and have signed in. Beside it, in each round, the rows that the same
 * PostgreSQL inserts one by one for 50 clients of pgbench.
 */
final class MessagesBench implements BenchProgram {
    private static final int PAIRS = 50;
    private static final int BODY_BYTES = 1_024;
    /** By number, as compilers on a machine under load need longer. */
    private static final long WARM_UP_MESSAGES = 60_000;

    private static final int WARM_UP_SECONDS_MAX = 60;
    private static final int LATENCY_SECONDS = 10;
    private static final int LATENCY_PER_SECOND = 100;
    /** Each sender has so many batches of so many messages under way. */
    private static final int BATCHES = 2;

    private static final int BATCH_FRAMES = 16;
    private static final long JOIN_SECONDS_MAX = 300;
    private static final int JOIN_AT_A_TIME = 5;
    private static final double WAITING_RATIO_MIN = 1.0;
    private static final double PIPELINED_RATIO_MIN = 2.0;
    private static final double CPU_SECONDS_MAX = 0.10;
    private static final double WAL_BYTES_MAX = 1.5;
    private static final long QUIET_NANOS_MAX = 60_000_000_000L;
    private static final long POLL_NANOS = 20_000_000L;
    private static final String ROW = "%-5s %5s %9s %8s %9s %6s %8s %6s %7s %5s %11s %6s %8s %6s %7s %5s%n";

    @Override
    public Map<String, Object> run(String[] args) throws Exception {
        int rounds = Integer.parseInt(Program.option(args, "--rounds", "3"));
        int seconds = Integer.parseInt(Program.option(args, "--seconds", "8"));
        // For a profile of the server: a space between two options.
        String java = Program.option(args, "--java", "");
        List<String> options = java.isEmpty() ? List.of() : List.of(java.split(" ", -1));
        Home home = JvmHome.system();
        Path folder = Files.createTempDirectory("hub-bench");
        ServerKeys keys = HubProcess.keys(folder, home.randomness());
        HubWorld world = new HubWorld(home.clock().now());
        HubWorld.Signed root = world.root(keys);
        AtomicReference<Throwable> broken = new AtomicReference<>();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1)).exceptionHandler(broken::set);
        Map<String, Object> figures = new LinkedHashMap<>();
        try (HubProcess hub = HubProcess.start(folder, root.header().digest(), options)) {
            List<HubDevices.SignedIn> devices = new HubDevices(home, hub).enlist(world, root, keys, 1, 2 * PAIRS);
            System.err.println(devices.size() + " devices have signed in");
            // Held here: a client of Vert.x that nobody holds is closed with all its connections.
            HubStream streams = new HubStream(vertx, hub);
            Load load = new Load(vertx, hub, streams, pairs(vertx, devices, Program.seedOf(args)), broken);
            load.join().toCompletionStage().toCompletableFuture().get(JOIN_SECONDS_MAX, TimeUnit.SECONDS);
            System.err.println(PAIRS + " pairs are connected; warming up");
            load.warmUp(BATCHES, BATCH_FRAMES);
            load.warmUp(1, 1);
            List<Round> all = new ArrayList<>();
            System.err.printf(
                    ROW,
                    "round",
                    "load",
                    "pgbench/s",
                    "cpu s/1k",
                    "waiting/s",
                    "ratio",
                    "cpu s/1k",
                    "pg",
                    "devices",
                    "wal",
                    "pipelined/s",
                    "ratio",
                    "cpu s/1k",
                    "pg",
                    "devices",
                    "wal");
            for (int i = 0; i < rounds; i++) {
                all.add(round(load, hub, seconds));
                show(String.valueOf(i + 1), all.get(i));
            }
            figures(figures, all);
            figures.put("delivery-at-100-per-s", load.latency(LATENCY_SECONDS, LATENCY_PER_SECOND));
            streams.close();
        } finally {
            await(vertx.close());
        }
        return figures;
    }

    private static List<MessagePair> pairs(Vertx vertx, List<HubDevices.SignedIn> devices, long seed) {
        List<MessagePair> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            pairs.add(new MessagePair(vertx, devices.get(2 * i), devices.get(2 * i + 1), BODY_BYTES, seed + i));
        }
        return pairs;
    }

    /**
     * What one way of sending came to.
     *
     * @param cpu seconds of the server's process for 1,000 messages
     * @param postgres seconds of PostgreSQL's processes for 1,000 messages
     * @param client seconds of this process, which is all devices, for 1,000 messages
     * @param each messages of one transaction
     * @param wal bytes of write-ahead log for a byte of payload
     */
    private record Figure(long perSecond, double cpu, double postgres, double client, double each, double wal) {
        double all() {
            return cpu + postgres + client;
        }
    }

    private record Round(double load, long rows, double rowCpu, Figure waiting, Figure pipelined) {
        double waitingRatio() {
            return (double) waiting.perSecond / rows;
        }

        double pipelinedRatio() {
            return (double) pipelined.perSecond / rows;
        }
    }

    private static Round round(Load load, HubProcess hub, int seconds) throws IOException, InterruptedException {
        double before = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        double cpu = hub.postgresSeconds() + HubProcess.endedSeconds();
        SingleRows rows = SingleRows.measure(hub.database(), new SingleRows.Load(PAIRS, BODY_BYTES));
        cpu = hub.postgresSeconds() + HubProcess.endedSeconds() - cpu;
        double each = cpu * 1_000 / (rows.perSecond() * (double) SingleRows.SECONDS);
        Figure waiting = load.measure(1, 1, seconds);
        return new Round(before, rows.perSecond(), each, waiting, load.measure(BATCHES, BATCH_FRAMES, seconds));
    }

    private static void show(String name, Round one) {
        System.err.printf(
                ROW,
                name,
                String.format("%.1f", one.load),
                one.rows,
                String.format("%.3f", one.rowCpu),
                one.waiting.perSecond,
                String.format("%.2f", one.waitingRatio()),
                String.format("%.3f", one.waiting.cpu),
                String.format("%.3f", one.waiting.postgres),
                String.format("%.3f", one.waiting.client),
                String.format("%.2f", one.waiting.wal),
                one.pipelined.perSecond,
                String.format("%.2f", one.pipelinedRatio()),
                String.format("%.3f", one.pipelined.cpu),
                String.format("%.3f", one.pipelined.postgres),
                String.format("%.3f", one.pipelined.client),
                String.format("%.2f", one.pipelined.wal));
    }

    private interface Of {
        double value(Round round);
    }

    private static double median(List<Round> rounds, Of of) {
        double[] values = rounds.stream().mapToDouble(of::value).sorted().toArray();
        return Math.round(values[values.length / 2] * 1_000) / 1_000.0;
    }

    private static void figures(Map<String, Object> figures, List<Round> rounds) {
        figures.put("pairs", PAIRS);
        figures.put("acks-at-most-every-ms", MessagePair.ACK_EVERY_MILLIS);
        figures.put("message-bytes", BODY_BYTES);
        figures.put("rounds", rounds.size());
        figures.put("load-each-round", rounds.stream().map(Round::load).toList());
        figures.put("single-rows-per-s", median(rounds, Round::rows));
        figures.put("single-rows-cpu-s-per-1000", median(rounds, Round::rowCpu));
        double waiting = median(rounds, Round::waitingRatio);
        double pipelined = median(rounds, Round::pipelinedRatio);
        figures.put("waiting", way(rounds, Round::waiting, waiting, WAITING_RATIO_MIN));
        figures.put("pipelined", way(rounds, Round::pipelined, pipelined, PIPELINED_RATIO_MIN));
        figures.put("cpu-s-per-1000-max", CPU_SECONDS_MAX);
        figures.put("wal-bytes-per-payload-byte-max", WAL_BYTES_MAX);
        figures.put(
                "passed",
                waiting >= WAITING_RATIO_MIN
                        && pipelined >= PIPELINED_RATIO_MIN
                        && median(rounds, one -> Math.max(one.waiting.cpu, one.pipelined.cpu)) <= CPU_SECONDS_MAX
                        && median(rounds, one -> Math.max(one.waiting.wal, one.pipelined.wal)) <= WAL_BYTES_MAX);
    }

    private interface Way {
        Figure of(Round round);
    }

    private static Map<String, Object> way(List<Round> rounds, Way way, double ratio, double floor) {
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("messages-per-s", median(rounds, one -> way.of(one).perSecond));
        figure.put("ratio", ratio);
        figure.put("ratio-floor", floor);
        figure.put("server-cpu-s-per-1000", median(rounds, one -> way.of(one).cpu));
        figure.put("postgres-cpu-s-per-1000", median(rounds, one -> way.of(one).postgres));
        figure.put("devices-cpu-s-per-1000", median(rounds, one -> way.of(one).client));
        figure.put("messages-per-transaction", median(rounds, one -> way.of(one).each));
        figure.put(
                "ratio-if-all-cores-were-busy",
                median(rounds, one -> one.rowCpu / way.of(one).all()));
        figure.put("wal-bytes-per-payload-byte", median(rounds, one -> way.of(one).wal));
        return figure;
    }

    /** All pairs at once, told what to do from a thread that is not theirs. */
    private record Load(
            Vertx vertx,
            HubProcess hub,
            HubStream streams,
            List<MessagePair> pairs,
            AtomicReference<Throwable> broken) {
        /** A few at a time, as a crowd that comes at once is another question. */
        Future<Void> join() {
            Future<Void> last = Future.succeededFuture();
            for (int from = 0; from < pairs.size(); from += JOIN_AT_A_TIME) {
                List<MessagePair> some = pairs.subList(from, Math.min(pairs.size(), from + JOIN_AT_A_TIME));
                last = last.compose(before -> Future.all(some.stream()
                                .map(pair -> onLoop(() -> pair.join(streams)))
                                .toList())
                        .mapEmpty());
            }
            return last;
        }

        private Future<Void> onLoop(Supplier<Future<Void>> work) {
            Promise<Void> done = Promise.promise();
            vertx.getOrCreateContext().runOnContext(on -> work.get().onComplete(done));
            return done.future();
        }

        private long taken() {
            return pairs.stream().mapToLong(MessagePair::taken).sum();
        }

        void warmUp(int batches, int frames) {
            long until = taken() + WARM_UP_MESSAGES;
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS_MAX);
            vertx.runOnContext(on -> pairs.forEach(pair -> pair.go(batches, frames)));
            while (taken() < until && System.nanoTime() < end) {
                pause(POLL_NANOS);
            }
            vertx.runOnContext(on -> pairs.forEach(MessagePair::pause));
            quiet();
        }

        Figure measure(int batches, int frames, int seconds) throws IOException {
            vertx.runOnContext(on -> pairs.forEach(pair -> pair.go(batches, frames)));
            pause(1_000_000_000L);
            long transactions = hub.transactions(vertx);
            long wal = hub.walBytes(vertx);
            double cpu = hub.serverSeconds();
            double postgres = hub.postgresSeconds();
            double client = CpuTime.processSeconds();
            long before = taken();
            long began = System.nanoTime();
            pause(seconds * 1_000_000_000L);
            long messages = taken() - before;
            double took = (System.nanoTime() - began) / 1e9;
            cpu = hub.serverSeconds() - cpu;
            postgres = hub.postgresSeconds() - postgres;
            client = CpuTime.processSeconds() - client;
            wal = hub.walBytes(vertx) - wal;
            transactions = hub.transactions(vertx) - transactions;
            vertx.runOnContext(on -> pairs.forEach(MessagePair::pause));
            quiet();
            double thousands = Math.max(1, messages) / 1_000.0;
            return new Figure(
                    Math.round(messages / took),
                    cpu / thousands,
                    postgres / thousands,
                    client / thousands,
                    (double) messages / Math.max(1, transactions),
                    wal / (1_000.0 * thousands * BODY_BYTES));
        }

        private void quiet() {
            long end = System.nanoTime() + QUIET_NANOS_MAX;
            while (!pairs.stream().allMatch(MessagePair::quiet)) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("not all came: " + pairs.subList(0, 3));
                }
                pause(POLL_NANOS);
            }
        }

        private void pause(long nanos) {
            long end = System.nanoTime() + nanos;
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(Math.min(POLL_NANOS, end - System.nanoTime()));
                Throwable failed = broken.get();
                if (failed != null) {
                    throw new IllegalStateException(failed);
                }
            }
        }

        /** Milliseconds from a message's sending to its arrival at its reader. */
        Map<String, Object> latency(int seconds, int perSecond) {
            List<Long> nanos = new ArrayList<>();
            int count = seconds * perSecond;
            long began = System.nanoTime();
            for (int i = 0; i < count; i++) {
                pause(Math.max(0, began + i * (1_000_000_000L / perSecond) - System.nanoTime()));
                MessagePair pair = pairs.get(i % pairs.size());
                vertx.runOnContext(on -> pair.time(nanos::add));
            }
            Promise<Void> sent = Promise.promise();
            vertx.runOnContext(on -> sent.complete());
            await(sent.future());
            quiet();
            List<Long> sorted = nanos.stream().sorted().toList();
            Map<String, Object> figure = new LinkedHashMap<>();
            figure.put("messages", sorted.size());
            figure.put("p50-ms", millis(sorted, 50));
            figure.put("p99-ms", millis(sorted, 99));
            figure.put("max-ms", millis(sorted, 100));
            return figure;
        }

        private static double millis(List<Long> sorted, int percent) {
            int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
            return Math.round(sorted.get(Math.max(0, rank - 1)) / 10_000.0) / 100.0;
        }
    }
}
