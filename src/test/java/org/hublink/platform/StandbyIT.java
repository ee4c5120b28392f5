package org.hublink.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule T6 with a real standby: none that lags may take over, and a server that meets a standby writes nothing. */
@Tag("faults")
class StandbyIT {
    private static final long WAIT_NANOS = 30_000_000_000L;

    @TempDir
    Path folder;

    private final Vertx vertx = TestDatabase.vertx();
    private EmbeddedPostgres primary;
    private PostgresCluster cluster;
    private Process standby;

    /** A primary, and its standby that streams from it: a copy of the folder, as the binaries bring no pg_basebackup. */
    @BeforeEach
    void begin() throws IOException {
        Path home = TestData.prepared(folder.resolve("one")).resolve("pg");
        EmbeddedPostgres.start(home, step -> {}).stop();
        Path other = TestData.prepared(folder.resolve("two")).resolve("pg");
        copy(home.resolve("cluster"), other.resolve("cluster"));
        Files.copy(home.resolve("password"), other.resolve("password"));
        Files.createFile(other.resolve("cluster/standby.signal"));
        primary = EmbeddedPostgres.start(home, step -> {});
        cluster = PostgresCluster.in(other);
        DatabaseAddress address = primary.address();
        List<String> arguments = new ArrayList<>(List.of("-D", cluster.path().toString()));
        arguments.addAll(cluster.arguments());
        arguments.addAll(List.of(
                "-c",
                "primary_conninfo=host=" + address.host() + " port=" + address.port() + " user=" + address.user()
                        + " password=" + address.password().reveal()));
        standby = new PostgresPrograms(TestDatabase.binaries(), cluster.log()).spawn("postgres", arguments);
        until(() -> standbys() == 1 && cluster.answers());
    }

    @AfterEach
    void end() throws InterruptedException {
        standby.destroy();
        standby.waitFor();
        primary.stop();
    }

    @Test
    void aPrimaryWhoseStandbyLagsIsRefusedUntilItWaitsForIt() {
        assertThatThrownBy(() -> await(Migrations.run(vertx, primary.address(), Clock.systemUTC())))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("a standby is not synchronous: synchronous_standby_names is empty");
        Database database = Database.at(vertx, primary.address(), 2);
        assertThatThrownBy(() -> await(database.inTransaction(tx -> Future.succeededFuture())))
                .isInstanceOf(DatabaseUnfit.class);
        TestDatabase.sql(vertx, primary.address(), "ALTER SYSTEM SET synchronous_standby_names = '*'");
        TestDatabase.sql(vertx, primary.address(), "SELECT pg_reload_conf()");
        until(() -> {
            try {
                await(database.inTransaction(tx -> Future.succeededFuture()));
                return true;
            } catch (DatabaseUnfit reloading) {
                return false;
            }
        });
        assertThat(await(Migrations.run(vertx, primary.address(), Clock.systemUTC())))
                .isPositive();
        await(database.close());
    }

    @Test
    void aStandbyItselfIsRefusedBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> await(Migrations.run(vertx, cluster.address(), Clock.systemUTC())))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("this server is a standby itself and takes no writes");
        Database database = Database.at(vertx, cluster.address(), 2);
        assertThatThrownBy(() -> await(database.inTransaction(tx -> Future.succeededFuture())))
                .isInstanceOf(DatabaseUnfit.class)
                .hasMessageContaining("standby itself");
        await(database.close());
    }

    private long standbys() {
        return await(PgConnection.connect(vertx, Database.connectOptions(primary.address()))
                .compose(connection -> connection
                        .query("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'")
                        .execute()
                        .map(rows -> rows.iterator().next().getLong(0))
                        .eventually(connection::close)));
    }

    private static void until(BooleanSupplier happened) {
        long end = System.nanoTime() + WAIT_NANOS;
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not happen in 30 s").isLessThan(end);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
