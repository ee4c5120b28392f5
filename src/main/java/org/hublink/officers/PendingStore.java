package org.hublink.officers;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.hublink.platform.PartsJson;
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** All SQL about statements that wait for signatures. */
final class PendingStore {
    static final String COUNT = "SELECT count(*) FROM pending WHERE country = $1";
    static final String PUT = """
            INSERT INTO pending (digest, country, type, subject, version, envelope, parts, invitation, complete, created, expires)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (digest) DO NOTHING
            """;
    static final String LOCK = """
            SELECT digest, country, envelope, parts, invitation, complete, created, expires FROM pending
             WHERE digest = $1 AND country = $2 AND expires > $3 FOR UPDATE
            """;
    static final String SIGNED = "UPDATE pending SET envelope = $2, complete = $3 WHERE digest = $1";
    static final String LIST = """
            SELECT digest, country, envelope, parts, invitation, complete, created, expires FROM pending
             WHERE country = $1 AND expires > $2 ORDER BY created, digest LIMIT $3
            """;
    static final String COMPLETE = """
            SELECT digest, country, envelope, parts, invitation, complete, created, expires FROM pending
             WHERE complete AND expires > $1 ORDER BY created, digest LIMIT 100
            """;
    static final String DROP = "DELETE FROM pending WHERE digest = $1 AND country = $2";
    static final String TIDY = "DELETE FROM pending WHERE expires < $1";

    Future<Long> count(Tx tx, String country) {
        return run(tx, COUNT, Tuple.of(country))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** False if it waits already. */
    Future<Boolean> put(Tx tx, Pending pending) {
        Digest invitation = pending.invitation();
        Tuple row = Tuple.of(
                        bytes(pending.digest()),
                        pending.country(),
                        pending.header().type().code(),
                        pending.header().id(),
                        pending.header().version(),
                        Buffer.buffer(pending.envelope().bytes()))
                .addBuffer(PartsJson.write(pending.parts()))
                .addBuffer(invitation == null ? null : bytes(invitation))
                .addBoolean(pending.complete())
                .addLong(pending.created())
                .addLong(pending.expires());
        return run(tx, PUT, row).map(rows -> rows.rowCount() == 1);
    }

    /** The statement, locked: of two signatures that come at once both are kept. */
    Future<@Nullable Pending> lock(Tx tx, Digest digest, String country, long now) {
        return run(tx, LOCK, Tuple.of(bytes(digest), country, now))
                .map(rows -> rows.size() == 0 ? null : pending(rows.iterator().next()));
    }

    Future<Void> signed(Tx tx, Pending pending) {
        Buffer envelope = Buffer.buffer(pending.envelope().bytes());
        return run(tx, SIGNED, Tuple.of(bytes(pending.digest()), envelope, pending.complete()))
                .mapEmpty();
    }

    Future<List<Pending>> list(Tx tx, String country, long now, int max) {
        return run(tx, LIST, Tuple.of(country, now, max)).map(PendingStore::all);
    }

    /** What has all signatures and is not logged yet: a node died between the two. */
    Future<List<Pending>> complete(Tx tx, long now) {
        return run(tx, COMPLETE, Tuple.of(now)).map(PendingStore::all);
    }

    Future<Boolean> drop(Tx tx, Digest digest, String country) {
        return run(tx, DROP, Tuple.of(bytes(digest), country)).map(rows -> rows.rowCount() == 1);
    }

    Future<Void> tidy(Tx tx, long now) {
        return run(tx, TIDY, Tuple.of(now)).mapEmpty();
    }

    private static List<Pending> all(RowSet<Row> rows) {
        List<Pending> found = new ArrayList<>();
        rows.forEach(row -> found.add(pending(row)));
        return found;
    }

    private static Pending pending(Row row) {
        try {
            Buffer invitation = row.getBuffer("invitation");
            return Pending.of(
                    row.getBuffer("envelope").getBytes(),
                    PartsJson.read(row.getBuffer("parts")),
                    invitation == null ? null : Digest.from(invitation.getBytes()),
                    row.getBoolean("complete"),
                    row.getLong("created"),
                    row.getLong("expires"));
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Future<RowSet<Row>> run(Tx tx, String sql, Tuple values) {
        return tx.connection().preparedQuery(sql).execute(values);
    }

    private static Buffer bytes(Digest digest) {
        return Buffer.buffer(digest.bytes());
    }
}
