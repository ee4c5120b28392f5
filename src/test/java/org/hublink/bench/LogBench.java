package org.hublink.bench;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.hublink.engine.FirstFollow;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.TestDatabase;
import org.hublink.protocol.Country;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.Moment;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Trust;
import org.hublink.transparency.Appended;
import org.hublink.transparency.LogNode;
import org.hublink.transparency.LogWorld;

/**
 * Acknowledged appends a second (two signatures each, full admission, a real PostgreSQL that fsyncs), beside the single-row
 * inserts that the same PostgreSQL does in the same run; then what a new client pays for its first follow.
 */
final class LogBench implements BenchProgram {
    private static final int FLOOR_PER_SECOND = 3_000;
    private static final int ROUNDS = 3;
    private static final int COUNTRIES = 27;
    private static final int IN_FLIGHT = 1_024;

    @Override
    public Map<String, Object> run(String[] args) throws Exception {
        int leaves = Integer.parseInt(Program.option(args, "--leaves", "50000"));
        Vertx vertx = TestDatabase.vertx();
        DatabaseAddress address = TestDatabase.fresh();
        Path data = Files.createTempDirectory("log-bench");
        Map<String, Object> figures = new LinkedHashMap<>();
        LogNode node = LogNode.open(vertx, address, data);
        try {
            begin(node);
            List<LogWorld.Signed> signed = signed(leaves - COUNTRIES - 1);
            List<Long> rates = new ArrayList<>();
            int each = signed.size() / ROUNDS;
            long cpu = cpuNanos();
            for (int round = 0; round < ROUNDS; round++) {
                int to = round == ROUNDS - 1 ? signed.size() : (round + 1) * each;
                rates.add(appendAll(node, signed.subList(round * each, to)));
            }
            long appends = median(rates);
            figures.put("jvm-cpu-us-per-append", (cpuNanos() - cpu) / 1_000 / signed.size());
            SingleRows rows = SingleRows.measure(address);
            figures.put("appends-per-s", appends);
            figures.put("appends-per-s-rounds", rates);
            figures.put("floor-per-s", FLOOR_PER_SECOND);
            figures.put("single-rows-per-s", rows.perSecond());
            figures.put("single-rows-by", rows.by());
            figures.put("ratio", Math.round(100.0 * appends / Math.max(1, rows.perSecond())) / 100.0);
            node.published(leaves);
            figures.putAll(follow(node, leaves));
            figures.put("passed", appends >= FLOOR_PER_SECOND);
        } finally {
            node.close();
        }
        return figures;
    }

    private static void begin(LogNode node) {
        String[] countries = new String[COUNTRIES];
        for (int i = 0; i < COUNTRIES; i++) countries[i] = LogWorld.country(i);
        node.begin(countries);
    }

    private static List<LogWorld.Signed> signed(int n) {
        List<LogWorld.Signed> signed = new ArrayList<>(n);
        for (int i = 0; i < n; i++) signed.add(LogWorld.desk(LogWorld.country(i % COUNTRIES), i / COUNTRIES, 1));
        return signed;
    }

    private static long appendAll(LogNode node, List<LogWorld.Signed> signed) throws InterruptedException {
        Semaphore free = new Semaphore(IN_FLIGHT);
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        for (LogWorld.Signed one : signed) {
            free.acquire();
            node.log.append(one.envelope(), new ArrayList<>(one.parts())).onComplete(done -> {
                if (done.failed() || !(done.result() instanceof Appended.Logged)) wrong.add(String.valueOf(done));
                free.release();
            });
        }
        free.acquire(IN_FLIGHT);
        long nanos = System.nanoTime() - start;
        if (!wrong.isEmpty()) throw new IllegalStateException(wrong.size() + " not logged, such as " + wrong.peek());
        return signed.size() * 1_000_000_000L / nanos;
    }

    private static Map<String, Object> follow(LogNode node, int leaves) throws Exception {
        List<Long> millis = new ArrayList<>();
        long wire = 0;
        long judged = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Ledger ledger = new Ledger(LogWorld.root().leaf().headerDigest(), LogWorld.TEXT);
            WireSource source = new WireSource(node.origin());
            long start = System.nanoTime();
            long size = FirstFollow.run(source, ledger, LogWorld.NOW);
            millis.add((System.nanoTime() - start) / 1_000_000);
            if (size != leaves) throw new IllegalStateException(size + " leaves followed");
            wire = source.bytes();
            judged = judge(ledger);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("first-follow-leaves", leaves);
        figures.put("first-follow-wire-bytes", wire);
        figures.put("first-follow-ms", median(millis));
        figures.put("first-follow-ms-rounds", millis);
        figures.put("then-judging-one-country-ms", judged);
        return figures;
    }

    /** All newest desks of one country, signatures and all. */
    private static long judge(Ledger ledger) {
        Trust trust = new Trust(ledger);
        Moment moment = new Moment(ledger.size(), LogWorld.NOW);
        long start = System.nanoTime();
        for (Subject subject : ledger.subjects(StatementType.DESK, new Country("AA"))) {
            if (trust.newest(subject, moment).valueOrNull() == null) throw new IllegalStateException("not trusted");
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** Processor time of this whole JVM: unlike the rates, it does not depend on what else the machine does. */
    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long median(List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Removes nothing: the folder is the operating system's to clean. */
    static Path scratch(String name) throws IOException {
        return Files.createTempFile("log-bench", name);
    }
}
