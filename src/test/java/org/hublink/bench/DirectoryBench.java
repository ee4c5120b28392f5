package org.hublink.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.hublink.client.HttpHome;
import org.hublink.client.OfficerClient;
import org.hublink.engine.DirectoryIndex;
import org.hublink.engine.Question;
import org.hublink.engine.Search;
import org.hublink.engine.VerifiedListing;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.primitives.Home;
import org.hublink.protocol.FreshnessLadder;
import org.hublink.protocol.QueryWords;
import org.hublink.protocol.Reference;
import org.hublink.protocol.SampleListings;

/**
 * A new client of 10,000 listings: log followed, signed in, manifests and listings fetched over real HTTP, verified, stored
 * and indexed; then searched with typing errors. Server and client share this process and its cores.
 */
final class DirectoryBench implements BenchProgram {
    private static final int RUNS = 3;
    private static final int WARM_UP_SEARCHES = 1_000;
    private static final int SEARCHES = 3_000;
    private static final long SYNC_MILLIS_MAX = 2_000;
    private static final long PROOF_BYTES_MAX = 150_000;
    private static final double SEARCH_MILLIS_MAX = 5;

    @Override
    public Map<String, Object> run(String[] args) throws Exception {
        Random random = new Random(Program.seedOf(args));
        Reference reference = SampleListings.reference();
        Map<String, Object> figures = new LinkedHashMap<>();
        Path folder = Files.createTempDirectory("bench-directory");
        try (BenchServer server = BenchServer.start(folder.resolve("server"))) {
            long made = System.nanoTime();
            server.publish(BenchListings.all(reference, BenchServer.NOW, random));
            figures.put("publish-ms", millis(made));
            List<Long> syncs = new ArrayList<>();
            List<Long> indexes = new ArrayList<>();
            List<Long> cpu = new ArrayList<>();
            List<Long> process = new ArrayList<>();
            DirectoryIndex index = null;
            for (int run = 0; run < RUNS; run++) {
                Run one = sync(server, server.origin(), folder.resolve("client-" + run), reference);
                syncs.add(one.syncMillis);
                indexes.add(one.indexMillis);
                cpu.add(one.cpuMillis);
                process.add(one.processMillis);
                index = one.index;
            }
            if (index == null) {
                throw new IllegalStateException("no run");
            }
            figures.put("listings", index.size());
            figures.put("countries", Reference.STATES);
            figures.put("sync-verify-store-ms", List.copyOf(syncs));
            figures.put("index-ms", List.copyOf(indexes));
            figures.put("of-both-cpu-ms-of-the-client-thread", List.copyOf(cpu));
            figures.put("of-both-cpu-ms-of-the-process", List.copyOf(process));
            long median = median(syncs) + median(indexes);
            figures.put("sync-verify-index-median-ms", median);
            long signatures = wire(server, folder, reference, index, figures);
            double p99 = search(index, server.home(), random, figures);
            figures.put(
                    "passed",
                    index.size() >= 10_000
                            && median <= SYNC_MILLIS_MAX
                            && signatures <= PROOF_BYTES_MAX
                            && p99 <= SEARCH_MILLIS_MAX);
        } finally {
            delete(folder);
        }
        return figures;
    }

    private record Run(long syncMillis, long indexMillis, long cpuMillis, long processMillis, DirectoryIndex index) {}

    private static Run sync(BenchServer server, String way, Path folder, Reference reference) throws Exception {
        Home home = server.home();
        long cpu = cpuNanos();
        long process = processNanos();
        long began = System.nanoTime();
        try (OfficerClient client =
                OfficerClient.open(server.vault(), folder, HttpHome.at(way, null), home, false, view -> {})) {
            View.Finished finished = client.run(new Wish.Sync());
            if (!finished.clean()) {
                throw new IllegalStateException(finished.toString());
            }
            long synced = millis(began);
            long indexing = System.nanoTime();
            List<VerifiedListing> verified =
                    new ArrayList<>(client.engine().listings().values());
            QueryWords vocabulary = new QueryWords(reference, home.text());
            DirectoryIndex index = DirectoryIndex.of(verified, reference, vocabulary, home.text());
            return new Run(
                    synced,
                    millis(indexing),
                    (cpuNanos() - cpu) / 1_000_000,
                    (processNanos() - process) / 1_000_000,
                    index);
        }
    }

    /** What one such client gets over the wire, and how much of it proves something. */
    private static long wire(
            BenchServer server, Path folder, Reference reference, DirectoryIndex index, Map<String, Object> figures)
            throws Exception {
        Map<String, Object> bytes = new LinkedHashMap<>();
        try (CountingRelay relay = CountingRelay.to(server.port())) {
            sync(server, "http://127.0.0.1:" + relay.port(), folder.resolve("client-counted"), reference);
            bytes.put("all-received-gzip-and-http", relay.received());
            bytes.put("all-sent-http", relay.sent());
        }
        BenchServer.LeafBytes leaves = server.leafBytes();
        long checkpoint = server.checkpointBytes();
        long proving = leaves.signatures() + checkpoint;
        bytes.put("leaves", leaves.count());
        bytes.put("signatures-and-key-ids", leaves.signatures());
        bytes.put("checkpoint-with-cosignature", checkpoint);
        bytes.put("proof-hashes", 0);
        bytes.put("signatures-and-proofs", proving);
        bytes.put("leaf-headers", leaves.headers());
        bytes.put("listing-digests-in-manifests-hex", 64L * index.size());
        bytes.put("salts", 32L * index.size());
        long bodies = 0;
        for (VerifiedListing listing : index.listings()) {
            bodies += listing.listing().body().length;
        }
        bytes.put("listing-bodies-before-gzip", bodies);
        figures.put("bytes", bytes);
        return proving;
    }

    private static double search(DirectoryIndex index, Home home, Random random, Map<String, Object> figures) {
        Search search = new Search(index, home.zones(), FreshnessLadder.DEFAULT);
        List<String> typed = BenchListings.queries(index, random, WARM_UP_SEARCHES + SEARCHES);
        long[] nanos = new long[SEARCHES];
        long[] cpuNanos = new long[SEARCHES];
        int found = 0;
        for (int i = 0; i < typed.size(); i++) {
            Question question =
                    new Question(typed.get(i), Set.of(), "FR", List.of("fr", "en"), BenchServer.NOW + i, 0, 20);
            long cpu = cpuNanos();
            long began = System.nanoTime();
            int total = search.find(question).total();
            if (i >= WARM_UP_SEARCHES) {
                nanos[i - WARM_UP_SEARCHES] = System.nanoTime() - began;
                cpuNanos[i - WARM_UP_SEARCHES] = cpuNanos() - cpu;
                found += total > 0 ? 1 : 0;
            }
        }
        Arrays.sort(nanos);
        Arrays.sort(cpuNanos);
        double p99 = nanos[SEARCHES * 99 / 100] / 1e6;
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("queries", SEARCHES);
        figure.put("found-something", found);
        figure.put("p50-ms", nanos[SEARCHES / 2] / 1e6);
        figure.put("p99-ms", p99);
        figure.put("max-ms", nanos[SEARCHES - 1] / 1e6);
        figure.put("p50-cpu-ms", cpuNanos[SEARCHES / 2] / 1e6);
        figure.put("p99-cpu-ms", cpuNanos[SEARCHES * 99 / 100] / 1e6);
        figures.put("search-with-typing-errors", figure);
        return p99;
    }

    private static long median(List<Long> values) {
        List<Long> sorted = new ArrayList<>(values);
        sorted.sort(Comparator.naturalOrder());
        return sorted.get(sorted.size() / 2);
    }

    /** Of this thread alone: what the work costs, however many others want the cores. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Of client, server and the compiler of this process; the database is another. */
    private static long processNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long millis(long since) {
        return (System.nanoTime() - since) / 1_000_000;
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
