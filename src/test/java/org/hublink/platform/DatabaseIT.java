package org.hublink.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("server")
@ExtendWith(TestDatabase.class)
class DatabaseIT {
    @BeforeAll
    static void table(Database database) {
        await(database.inTransaction(tx ->
                tx.connection().query("CREATE TABLE note (n int PRIMARY KEY)").execute()));
    }

    @Test
    void whatATransactionDidIsThereAfterIt(Database database) {
        await(insert(database, 1));
        assertThat(await(count(database, 1))).isEqualTo(1);
    }

    @Test
    void aFailureTakesTheWholeTransactionBack(Database database) {
        assertThatThrownBy(() -> await(database.inTransaction(tx -> tx.connection()
                        .query("INSERT INTO note VALUES (2)")
                        .execute()
                        .compose(done -> Future.failedFuture(new IllegalStateException("refused after the insert"))))))
                .hasMessage("refused after the insert");
        assertThat(await(count(database, 2))).isZero();
    }

    @Test
    void anErrorThatARoomSwallowsIsNotAcknowledged(Database database) {
        await(insert(database, 3));
        assertThatThrownBy(() -> await(database.inTransaction(tx -> tx.connection()
                        .query("INSERT INTO note VALUES (4)")
                        .execute()
                        .compose(done -> tx.connection()
                                .query("INSERT INTO note VALUES (3)")
                                .execute())
                        .otherwiseEmpty())))
                .isInstanceOf(PgException.class)
                .hasMessageContaining("current transaction is aborted");
        assertThat(await(count(database, 4))).isZero();
    }

    @Test
    void aReadSeesOneMomentOnly(Database database) {
        long later = await(database.read(tx -> tx.connection()
                .query("SELECT count(*) FROM note WHERE n = 5")
                .execute()
                .compose(first -> insert(database, 5))
                .compose(done -> tx.connection()
                        .query("SELECT count(*) FROM note WHERE n = 5")
                        .execute())
                .map(rows -> rows.iterator().next().getLong(0))));
        assertThat(later).isZero();
    }

    @Test
    void aReadWritesNothing(Database database) {
        assertThatThrownBy(() -> await(database.read(tx ->
                        tx.connection().query("INSERT INTO note VALUES (6)").execute())))
                .hasMessageContaining("read-only transaction");
    }

    private static Future<RowSet<Row>> insert(Database database, int n) {
        return database.inTransaction(tx ->
                tx.connection().query("INSERT INTO note VALUES (" + n + ")").execute());
    }

    private static Future<Long> count(Database database, int n) {
        return database.read(tx -> tx.connection()
                .query("SELECT count(*) FROM note WHERE n = " + n)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0)));
    }
}
