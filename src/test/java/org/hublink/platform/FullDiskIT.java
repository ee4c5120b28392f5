package org.hublink.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL's disk runs full: what was acknowledged stays, what was not is refused, and it goes on when there is room. */
@Tag("faults")
class FullDiskIT {
    private static final String DISK = "200m";
    private static final int ROW_BYTES = 1 << 20;
    private static final int ROWS_MAX = 200;

    @TempDir
    Path folder;

    private boolean mounted;

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", "--lazy", folder.resolve("disk").toString());
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesAFullDisk() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + DISK, "tmpfs", disk.toString()) == 0;
        if (!mounted) {
            System.out.println("skipped: a full disk needs the right to mount a tmpfs");
        }
        assumeTrue(mounted, "no right to mount");
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(TestData.prepared(disk).resolve("pg"), step -> {});
        Vertx vertx = TestDatabase.vertx();
        Database database = Database.at(vertx, postgres.address(), 2);
        try {
            TestDatabase.sql(vertx, postgres.address(), "CREATE TABLE chunk (n int PRIMARY KEY, body bytea NOT NULL)");
            Path filler = disk.resolve("filler");
            Files.write(filler, new byte[20 << 20]);
            int acknowledged = fill(database);
            assertThat(acknowledged).isBetween(1, ROWS_MAX - 1);
            Files.delete(filler);
            assertThat(repeatedCount(database)).isEqualTo(acknowledged);
            await(insert(database, ROWS_MAX, 10));
            assertThat(repeatedCount(database)).isEqualTo(acknowledged + 1);
        } finally {
            await(database.close());
            postgres.stop();
        }
    }

    /** How many rows were acknowledged before the disk was full. */
    private static int fill(Database database) {
        for (int n = 0; n < ROWS_MAX; n++) {
            try {
                await(insert(database, n, ROW_BYTES));
            } catch (DatabaseFull | DatabaseAway refused) {
                // PostgreSQL ends itself if its own journal finds no room; then it is away until there is some.
                return n;
            }
        }
        return ROWS_MAX;
    }

    private static long repeatedCount(Database database) {
        for (int tries = 1; ; tries++) {
            try {
                return await(database.read(tx -> tx.connection()
                        .query("SELECT count(*) FROM chunk")
                        .execute()
                        .map(rows -> rows.iterator().next().getLong(0))));
            } catch (DatabaseAway away) {
                assertThat(tries).isLessThan(40);
            }
        }
    }

    private static Future<?> insert(Database database, int n, int bytes) {
        byte[] body = new byte[bytes];
        new Random(n).nextBytes(body);
        return database.inTransaction(tx -> tx.connection()
                .preparedQuery("INSERT INTO chunk VALUES ($1, $2)")
                .execute(Tuple.of(n, Buffer.buffer(body))));
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
