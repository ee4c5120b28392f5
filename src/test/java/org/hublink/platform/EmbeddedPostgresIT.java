package org.hublink.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL dies in every way we know, and comes back with all that was acknowledged. */
@Tag("faults")
class EmbeddedPostgresIT {
    @TempDir
    Path data;

    private final List<EmbeddedPostgres> started = new ArrayList<>();
    private final Vertx vertx = TestDatabase.vertx();

    @AfterEach
    void stop() {
        started.forEach(EmbeddedPostgres::stop);
    }

    @Test
    void aKilledPostmasterComesBackWithWhatItAcknowledged() {
        EmbeddedPostgres postgres = start();
        Database database = Database.at(vertx, postgres.address(), 4);
        table(database);
        long before = postgres.pid();
        for (int round = 1; round <= 3; round++) {
            int n = round;
            repeated(() -> insert(database, n));
            kill(postgres.pid());
            assertThat(repeated(() -> count(database))).isEqualTo(round);
        }
        assertThat(postgres.pid()).isNotEqualTo(before);
        await(database.close());
    }

    @Test
    void theOrphanOfAKilledNodeIsAdoptedNotStopped() throws IOException {
        Process node = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OrphanMaker.class.getName(),
                        TestData.prepared(data).resolve("pg").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = node.inputReader(StandardCharsets.UTF_8);
        long pid = Long.parseLong(
                said.lines().filter(line -> line.matches("[0-9]+")).findFirst().orElseThrow());
        kill(node.pid());
        node.onExit().join();
        EmbeddedPostgres adopted = EmbeddedPostgres.start(data.resolve("pg"), step -> {});
        started.add(adopted);
        assertThat(adopted.adopted()).isTrue();
        assertThat(adopted.pid()).isEqualTo(pid);
        Database database = Database.at(vertx, adopted.address(), 2);
        table(database);
        kill(pid);
        assertThat(repeated(() -> count(database))).isZero();
        await(database.close());
    }

    @Test
    void requestsWaitForAPostgresThatIsAwayForAWhile() {
        EmbeddedPostgres postgres = start();
        Database database = Database.at(vertx, postgres.address(), 4);
        table(database);
        stopNow(postgres);
        List<Future<?>> waiting = new ArrayList<>();
        for (int n = 1; n <= 20; n++) {
            waiting.add(insert(database, n));
        }
        started.add(EmbeddedPostgres.start(data.resolve("pg"), step -> {}));
        await(Future.all(waiting));
        assertThat(await(count(database))).isEqualTo(20);
        await(database.close());
    }

    @Test
    void whoeverWaitedTenSecondsIsToldThatNothingWasDone() {
        EmbeddedPostgres postgres = start();
        Database database = Database.at(vertx, postgres.address(), 4);
        table(database);
        stopNow(postgres);
        long before = System.nanoTime();
        assertThatThrownBy(() -> await(insert(database, 1))).isInstanceOf(DatabaseAway.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Database.WAIT_MAX, Database.WAIT_MAX.plusSeconds(5));
        started.add(EmbeddedPostgres.start(data.resolve("pg"), step -> {}));
        assertThat(await(count(database))).isZero();
        await(database.close());
    }

    @Test
    void aPidFileOfAnotherProgramDoesNotKeepPostgresOut() throws IOException {
        EmbeddedPostgres first = start();
        stopNow(first);
        Process other = new ProcessBuilder("sleep", "60").start();
        writePid(other.pid());
        EmbeddedPostgres second = EmbeddedPostgres.start(data.resolve("pg"), step -> {});
        started.add(second);
        assertThat(second.adopted()).isFalse();
        other.destroyForcibly();
    }

    @Test
    void theZombieOfAKilledPostmasterDoesNotKeepPostgresOut() throws IOException {
        EmbeddedPostgres first = start();
        stopNow(first);
        // The shell's child ends at once and its new self, sleep, reaps nobody.
        Process parent = new ProcessBuilder("sh", "-c", "true & echo $!; exec sleep 60").start();
        long zombie = Long.parseLong(parent.inputReader(StandardCharsets.UTF_8).readLine());
        writePid(zombie);
        EmbeddedPostgres second = EmbeddedPostgres.start(data.resolve("pg"), step -> {});
        started.add(second);
        assertThat(second.adopted()).isFalse();
        assertThat(second.pid()).isNotEqualTo(zombie);
        parent.destroyForcibly();
    }

    @Test
    void aPostgresWithoutFsyncIsRefusedByMigrationsAndByThePool() {
        for (String setting : List.of("fsync=off", "full_page_writes=off", "synchronous_commit=off")) {
            EmbeddedPostgres careless = EmbeddedPostgres.start(
                    TestData.prepared(data.resolve(setting)).resolve("pg"), step -> {}, List.of(setting));
            started.add(careless);
            String name = setting.substring(0, setting.indexOf('='));
            assertThatThrownBy(() -> await(Migrations.run(vertx, careless.address(), Clock.systemUTC())))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining(name + " is off, must be on");
            Database database = Database.at(vertx, careless.address(), 2);
            assertThatThrownBy(() -> await(database.read(tx -> Future.succeededFuture())))
                    .isInstanceOf(DatabaseUnfit.class)
                    .hasMessageContaining(name);
            await(database.close());
        }
    }

    @Test
    void whatIsSecretIsForItsOwnerAlone() throws IOException {
        start();
        Path home = data.resolve("pg");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("password"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(home.resolve("cluster/pg_hba.conf"))
                        .lines()
                        .filter(line -> !line.startsWith("#") && !line.isBlank()))
                .allMatch(line -> line.endsWith("scram-sha-256"));
    }

    private EmbeddedPostgres start() {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(TestData.prepared(data).resolve("pg"), step -> {});
        started.add(postgres);
        return postgres;
    }

    private void stopNow(EmbeddedPostgres postgres) {
        postgres.stop();
        started.remove(postgres);
    }

    /** As a client does that is told 503: again, a few times. A killed postmaster's children answer for a moment longer. */
    private static <T> T repeated(Supplier<Future<T>> request) {
        for (int tries = 1; ; tries++) {
            try {
                return await(request.get());
            } catch (DatabaseAway away) {
                assertThat(tries).as("tries").isLessThan(5);
            }
        }
    }

    private void writePid(long pid) throws IOException {
        Path cluster = data.resolve("pg").resolve("cluster").toAbsolutePath();
        Files.writeString(
                cluster.resolve("postmaster.pid"),
                pid + "\n" + cluster + "\n1\n5432\n" + data + "\n\n",
                StandardCharsets.UTF_8);
    }

    private static void kill(long pid) {
        try {
            new ProcessBuilder("kill", "-9", String.valueOf(pid)).start().waitFor();
        } catch (IOException | InterruptedException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static void table(Database database) {
        await(database.inTransaction(tx ->
                tx.connection().query("CREATE TABLE note (n int PRIMARY KEY)").execute()));
    }

    private static Future<?> insert(Database database, int n) {
        return database.inTransaction(tx ->
                tx.connection().query("INSERT INTO note VALUES (" + n + ")").execute());
    }

    private static Future<Long> count(Database database) {
        return database.read(tx -> tx.connection()
                .query("SELECT count(*) FROM note")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0)));
    }
}
