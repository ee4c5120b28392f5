package org.hublink.bench;

import static org.hublink.platform.TestDatabase.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.TestDatabase;

/**
 * How many transactions of one inserted row this PostgreSQL commits: by pgbench where it is installed, else by a loop of ours.
 *
 * @param by who measured, and with how many connections
 */
record SingleRows(long perSecond, String by) {
    static final int SECONDS = 6;
    private static final Load USUAL = new Load(8, 600);
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    /** Who inserts at a time, and how much. */
    record Load(int connections, int rowBytes) {
        String insert() {
            return "INSERT INTO bench_row (bytes) VALUES (decode(repeat('ab', " + rowBytes + "), 'hex'))";
        }
    }

    static SingleRows measure(DatabaseAddress address) throws IOException, InterruptedException {
        return measure(address, USUAL);
    }

    /** The table is there for the time of the measurement only. */
    static SingleRows measure(DatabaseAddress address, Load load) throws IOException, InterruptedException {
        Database database = Database.at(TestDatabase.vertx(), address, load.connections());
        try {
            run(database, "DROP TABLE IF EXISTS bench_row");
            run(database, "CREATE TABLE bench_row (n bigserial PRIMARY KEY, bytes bytea NOT NULL)");
            Path pgbench = program();
            long rate = pgbench == null ? 0 : byPgbench(pgbench, address, load);
            return rate > 0
                    ? new SingleRows(rate, "pgbench, " + load.connections() + " connections")
                    : new SingleRows(byLoop(database, load), "our own loop, " + load.connections() + " connections");
        } finally {
            run(database, "DROP TABLE IF EXISTS bench_row");
            await(database.close());
        }
    }

    private static void run(Database database, String sql) {
        await(database.inTransaction(tx -> tx.connection().query(sql).execute()));
    }

    private static Path program() throws IOException {
        List<Path> places = new ArrayList<>();
        for (String folder : System.getenv("PATH").split(":", -1)) places.add(Path.of(folder, "pgbench"));
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.forEach(version -> places.add(0, version.resolve("bin/pgbench")));
            }
        }
        return places.stream().filter(Files::isExecutable).findFirst().orElse(null);
    }

    private static long byPgbench(Path program, DatabaseAddress address, Load load)
            throws IOException, InterruptedException {
        Path script = LogBench.scratch(".sql");
        Files.writeString(script, load.insert() + ";\n");
        ProcessBuilder builder = new ProcessBuilder(
                program.toString(),
                "-n",
                "-M",
                "prepared",
                "-c",
                String.valueOf(load.connections()),
                "-j",
                "2",
                "-T",
                String.valueOf(SECONDS),
                "-f",
                script.toString(),
                "-h",
                address.host(),
                "-p",
                String.valueOf(address.port()),
                "-U",
                address.user(),
                address.database());
        builder.environment().put("PGPASSWORD", address.password().reveal());
        Process process = builder.redirectErrorStream(true).start();
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (!process.waitFor(SECONDS * 5L, TimeUnit.SECONDS)) process.destroyForcibly();
        Matcher tps = TPS.matcher(said);
        if (!tps.find()) {
            System.err.println("pgbench did not measure: " + said);
            return 0;
        }
        return Math.round(Double.parseDouble(tps.group(1)));
    }

    private static long byLoop(Database database, Load load) throws InterruptedException {
        AtomicLong committed = new AtomicLong();
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        List<Thread> loops = new ArrayList<>();
        for (int i = 0; i < load.connections(); i++) {
            Thread loop = new Thread(() -> {
                while (System.nanoTime() < end) {
                    await(database.inTransaction(
                            tx -> tx.connection().query(load.insert()).execute()));
                    committed.incrementAndGet();
                }
            });
            loop.start();
            loops.add(loop);
        }
        for (Thread loop : loops) loop.join();
        return committed.get() / SECONDS;
    }
}
