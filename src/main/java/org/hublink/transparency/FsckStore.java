package org.hublink.transparency;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;

/** Reads all rows of the log in the order of its leaves. */
final class FsckStore {
    static final String LEAVES = "SELECT i, bytes FROM leaf WHERE i >= $1 ORDER BY i LIMIT $2";
    static final String STATEMENTS = """
            SELECT digest, type, country, subject, version, leaf FROM statement
             WHERE leaf >= $1 AND leaf < $2 ORDER BY leaf
            """;
    static final String PARTS = """
            SELECT leaf, n, sha256(salt || body) AS digest FROM part WHERE leaf >= $1 AND leaf < $2 ORDER BY leaf, n
            """;
    static final String STRAYS = """
            SELECT 'statement' AS kind, leaf FROM statement WHERE NOT EXISTS (SELECT FROM leaf WHERE i = statement.leaf)
            UNION ALL
            SELECT 'part', leaf FROM part WHERE NOT EXISTS (SELECT FROM leaf WHERE i = part.leaf)
            ORDER BY leaf LIMIT 100
            """;
    static final String NEWEST = "SELECT type, country, subject, version, leaf FROM newest ORDER BY leaf";
    static final String DROP_NEWEST = "DELETE FROM newest";
    static final String REBUILD_NEWEST = """
            INSERT INTO newest (type, country, subject, version, leaf)
            SELECT DISTINCT ON (type, country, subject) type, country, subject, version, leaf
              FROM statement ORDER BY type, country, subject, version DESC
            """;

    record LeafRow(long index, byte[] bytes) {}

    record StatementRow(Digest digest, String type, String country, String subject, int version, long leaf) {}

    /** {@code digest} is of the stored salt and body; {@code erased} has none. */
    record PartRow(long leaf, int n, boolean erased, Digest digest) {}

    record NewestRow(String type, String country, String subject, int version, long leaf) {}

    Future<List<LeafRow>> leaves(Tx tx, long from, int limit) {
        return tx.connection()
                .preparedQuery(LEAVES)
                .execute(Tuple.of(from, limit))
                .map(rows -> {
                    List<LeafRow> found = new ArrayList<>();
                    for (Row row : rows)
                        found.add(new LeafRow(row.getLong(0), row.getBuffer(1).getBytes()));
                    return found;
                });
    }

    Future<List<StatementRow>> statements(Tx tx, long from, long to) {
        return tx.connection()
                .preparedQuery(STATEMENTS)
                .execute(Tuple.of(from, to))
                .map(rows -> {
                    List<StatementRow> found = new ArrayList<>();
                    for (Row row : rows) {
                        found.add(new StatementRow(
                                LogStore.digest(row, "digest"),
                                row.getString("type"),
                                row.getString("country"),
                                row.getString("subject"),
                                row.getInteger("version"),
                                row.getLong("leaf")));
                    }
                    return found;
                });
    }

    Future<List<PartRow>> parts(Tx tx, long from, long to) {
        return tx.connection().preparedQuery(PARTS).execute(Tuple.of(from, to)).map(rows -> {
            List<PartRow> found = new ArrayList<>();
            for (Row row : rows) {
                Buffer digest = row.getBuffer("digest");
                found.add(new PartRow(
                        row.getLong("leaf"),
                        row.getShort("n"),
                        digest == null,
                        digest == null ? Digest.of() : LogStore.digest(row, "digest")));
            }
            return found;
        });
    }

    Future<List<NewestRow>> newest(Tx tx) {
        return tx.connection().preparedQuery(NEWEST).execute().map(rows -> {
            List<NewestRow> found = new ArrayList<>();
            for (Row row : rows) {
                found.add(new NewestRow(
                        row.getString("type"),
                        row.getString("country"),
                        row.getString("subject"),
                        row.getInteger("version"),
                        row.getLong("leaf")));
            }
            return found;
        });
    }

    /** Rows that hang on no leaf. */
    record Stray(String kind, long leaf) {}

    Future<List<Stray>> strays(Tx tx) {
        return tx.connection().preparedQuery(STRAYS).execute().map(rows -> {
            List<Stray> found = new ArrayList<>();
            for (Row row : rows) found.add(new Stray(row.getString(0), row.getLong(1)));
            return found;
        });
    }

    Future<Void> rebuildNewest(Tx tx) {
        return tx.connection()
                .preparedQuery(DROP_NEWEST)
                .execute()
                .compose(
                        dropped -> tx.connection().preparedQuery(REBUILD_NEWEST).execute())
                .mapEmpty();
    }
}
