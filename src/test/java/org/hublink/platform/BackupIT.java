package org.hublink.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hublink.platform.BackupOutcome.Done;
import org.hublink.platform.BackupOutcome.Refused;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("server")
@ExtendWith(TestDatabase.class)
class BackupIT {
    private static final int NOTES = 1_000;
    /** Every type that the design's tables use, a key of two columns, and a foreign key against the order of names. */
    private static final String TABLES = """
            CREATE TABLE zoo (id bytea PRIMARY KEY, opened timestamptz NOT NULL, open boolean);
            CREATE TABLE animal (zoo bytea NOT NULL REFERENCES zoo, n bigint, names text[] NOT NULL, body bytea, weight int,
              PRIMARY KEY (zoo, n));
            """;

    @TempDir
    Path folder;

    @BeforeAll
    static void fill(Vertx vertx, DatabaseAddress address, Database database) {
        TestDatabase.sql(vertx, address, TABLES);
        Buffer id = Buffer.buffer(new byte[] {0, 1, (byte) 0xff});
        await(database.inTransaction(tx -> tx.connection()
                .preparedQuery("INSERT INTO zoo VALUES ($1, '2026-11-22T10:11:12.123456Z', true)")
                .execute(Tuple.of(id))
                .compose(done -> {
                    List<Tuple> rows = new ArrayList<>();
                    for (long n = 0; n < NOTES; n++) {
                        rows.add(Tuple.of(
                                id,
                                n,
                                new String[] {"Ä\"{,}", "\u4e2d\u6587 " + n},
                                n % 3 == 0 ? null : Buffer.buffer("b" + n)));
                    }
                    return tx.connection()
                            .preparedQuery("INSERT INTO animal (zoo, n, names, body) VALUES ($1, $2, $3, $4)")
                            .executeBatch(rows);
                })));
    }

    @Test
    void whatWasSavedIsRestoredExactly(Vertx vertx, Database database) throws IOException {
        Path file = folder.resolve("one.backup");
        Done written = (Done) await(new Backup(vertx, database).write(file));
        assertThat(written.rows()).isGreaterThanOrEqualTo(NOTES + 1);
        assertThat(written.bytes()).isEqualTo(Files.size(file));
        Database other = emptyDatabase(vertx);
        BackupOutcome restored = await(new Backup(vertx, other).restore(file, tx -> Future.succeededFuture(List.of())));
        assertThat(restored).isEqualTo(written);
        Path again = folder.resolve("two.backup");
        await(new Backup(vertx, other).write(again));
        assertThat(again).hasSameBinaryContentAs(file);
        await(other.close());
    }

    @Test
    void rowsStandInTheOrderOfTheirKeyNotOfItsText(Vertx vertx, Database database) throws IOException {
        Path file = folder.resolve("one.backup");
        await(new Backup(vertx, database).write(file));
        List<Long> numbers = new ArrayList<>();
        try (BackupReader reader = BackupReader.of(file)) {
            for (BackupReader.Batch batch = reader.next(); batch.table() != null; batch = reader.next()) {
                if (batch.table().name().equals("animal")) {
                    batch.rows().forEach(row -> numbers.add(Long.valueOf(row.getString(1))));
                }
            }
        }
        assertThat(numbers).hasSize(NOTES).isSorted();
    }

    @Test
    void aDamagedOrCutFileIsRefusedBeforeAnythingIsWritten(Vertx vertx, Database database) throws IOException {
        Path file = folder.resolve("one.backup");
        await(new Backup(vertx, database).write(file));
        byte[] whole = Files.readAllBytes(file);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        Database other = emptyDatabase(vertx);
        assertThat(restored(vertx, other, Files.write(folder.resolve("flipped"), flipped)))
                .isEqualTo("hash-mismatch");
        assertThat(restored(vertx, other, Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length - 5))))
                .isEqualTo("hash-mismatch");
        assertThat(restored(vertx, other, Files.write(folder.resolve("stub"), Arrays.copyOf(whole, 20))))
                .isEqualTo("file-truncated");
        assertThat(restored(
                        vertx, other, Files.writeString(folder.resolve("foreign"), "PGDMP something else entirely")))
                .isEqualTo("file-foreign");
        assertThat(restored(vertx, other, folder.resolve("nowhere"))).isEqualTo("file-missing");
        assertThat(restored(vertx, other, file)).isEqualTo("done");
        await(other.close());
    }

    @Test
    void aDatabaseThatHoldsRowsIsLeftAlone(Vertx vertx, Database database) {
        Path file = folder.resolve("one.backup");
        await(new Backup(vertx, database).write(file));
        assertThat(restored(vertx, database, file)).isEqualTo("database-not-empty");
        assertThat(((Refused) await(new Backup(vertx, database).write(file))).code())
                .isEqualTo("file-exists");
    }

    @Test
    void aBackupOfAnotherSchemaIsRefused(Vertx vertx, Database database) throws IOException {
        Path file = folder.resolve("old.backup");
        BackupWriter writer = BackupWriter.to(file, "another version");
        writer.finish();
        assertThat(restored(vertx, database, file)).isEqualTo("version-foreign");
    }

    @Test
    void whatFsckFindsTakesTheWholeRestoreBack(Vertx vertx, Database database) {
        Path file = folder.resolve("one.backup");
        await(new Backup(vertx, database).write(file));
        Database other = emptyDatabase(vertx);
        BackupOutcome outcome = await(
                new Backup(vertx, other).restore(file, tx -> Future.succeededFuture(List.of("the root does not fit"))));
        assertThat(outcome).isEqualTo(new Refused("fsck-failed", "the root does not fit"));
        assertThat(restored(vertx, other, file)).isEqualTo("done");
        await(other.close());
    }

    private static String restored(Vertx vertx, Database database, Path file) {
        BackupOutcome outcome =
                await(new Backup(vertx, database).restore(file, tx -> Future.succeededFuture(List.of())));
        return outcome instanceof Refused refused ? refused.code() : "done";
    }

    private static Database emptyDatabase(Vertx vertx) {
        DatabaseAddress address = TestDatabase.fresh();
        TestDatabase.sql(vertx, address, TABLES);
        return Database.at(vertx, address, 4);
    }
}
