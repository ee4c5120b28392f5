package org.hublink.officers;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** All SQL about invitations and sealed applications. An invitation is known by SHA-256 of its token. */
final class EnrolmentStore {
    static final String OPEN_COUNT =
            "SELECT count(*) FROM invitation WHERE country = $1 AND used IS NULL AND expires > $2";
    static final String INVITE = """
            INSERT INTO invitation (secret_hash, country, operator, created, expires) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (secret_hash) DO NOTHING
            """;
    static final String INVITATIONS = """
            SELECT secret_hash, operator, created, expires, used FROM invitation
             WHERE country = $1 ORDER BY created DESC, secret_hash LIMIT $2
            """;
    static final String WITHDRAW = "DELETE FROM invitation WHERE secret_hash = $1 AND country = $2";
    static final String STATE = "SELECT country, expires, used FROM invitation WHERE secret_hash = $1 FOR UPDATE";
    static final String USE = "UPDATE invitation SET used = $2 WHERE secret_hash = $1";
    static final String APPLY = """
            INSERT INTO application (invitation, country, sealed, received, expires) VALUES ($1, $2, $3, $4, $5)
            """;
    static final String APPLICATIONS = """
            SELECT invitation, received, expires FROM application
             WHERE country = $1 AND expires > $2 ORDER BY received, invitation LIMIT $3
            """;
    static final String SEALED =
            "SELECT sealed FROM application WHERE invitation = $1 AND country = $2 AND expires > $3";
    static final String ERASE = "DELETE FROM application WHERE invitation = $1 AND country = $2";
    static final String TIDY_APPLICATIONS = "DELETE FROM application WHERE expires < $1";
    static final String TIDY_INVITATIONS = "DELETE FROM invitation WHERE expires < $1";

    /** An invitation as its country's operators see it. */
    record Invited(
            Digest id,
            String operator,
            long created,
            long expires,
            @Nullable Long used) {}

    /** What becomes of an invitation when its token is shown. */
    record State(String country, long expires, boolean used) {}

    /** An application that waits for a decision. */
    record Waiting(Digest invitation, long received, long expires) {}

    Future<Long> open(Tx tx, String country, long now) {
        return run(tx, OPEN_COUNT, Tuple.of(country, now))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** False if the id is known already. */
    Future<Boolean> invite(Tx tx, Digest id, String country, String operator, long now, long expires) {
        return run(tx, INVITE, Tuple.of(bytes(id), country, operator, now, expires))
                .map(rows -> rows.rowCount() == 1);
    }

    Future<List<Invited>> invitations(Tx tx, String country, int max) {
        return run(tx, INVITATIONS, Tuple.of(country, max)).map(rows -> {
            List<Invited> found = new ArrayList<>();
            rows.forEach(row -> found.add(new Invited(
                    digest(row, "secret_hash"),
                    row.getString("operator"),
                    row.getLong("created"),
                    row.getLong("expires"),
                    row.getLong("used"))));
            return found;
        });
    }

    Future<Boolean> withdraw(Tx tx, Digest id, String country) {
        return run(tx, WITHDRAW, Tuple.of(bytes(id), country)).map(rows -> rows.rowCount() == 1);
    }

    /** Locks the invitation, so that of two applications one wins. */
    Future<@Nullable State> state(Tx tx, Digest id) {
        return run(tx, STATE, Tuple.of(bytes(id))).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            Row row = rows.iterator().next();
            return new State(row.getString("country"), row.getLong("expires"), row.getLong("used") != null);
        });
    }

    Future<Void> apply(Tx tx, Digest id, String country, byte[] sealed, long now, long expires) {
        return run(tx, USE, Tuple.of(bytes(id), now))
                .compose(used -> run(tx, APPLY, Tuple.of(bytes(id), country, Buffer.buffer(sealed), now, expires)))
                .mapEmpty();
    }

    Future<List<Waiting>> applications(Tx tx, String country, long now, int max) {
        return run(tx, APPLICATIONS, Tuple.of(country, now, max)).map(rows -> {
            List<Waiting> found = new ArrayList<>();
            rows.forEach(row ->
                    found.add(new Waiting(digest(row, "invitation"), row.getLong("received"), row.getLong("expires"))));
            return found;
        });
    }

    Future<@Nullable Buffer> sealed(Tx tx, Digest id, String country, long now) {
        return run(tx, SEALED, Tuple.of(bytes(id), country, now))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getBuffer("sealed"));
    }

    /** The decision is made: nothing of the application stays. */
    Future<Boolean> erase(Tx tx, Digest id, String country) {
        return run(tx, ERASE, Tuple.of(bytes(id), country)).map(rows -> rows.rowCount() == 1);
    }

    Future<Void> tidy(Tx tx, long now, long keepSeconds) {
        return run(tx, TIDY_APPLICATIONS, Tuple.of(now))
                .compose(done -> run(tx, TIDY_INVITATIONS, Tuple.of(now - keepSeconds)))
                .mapEmpty();
    }

    private static Future<RowSet<Row>> run(Tx tx, String sql, Tuple values) {
        return tx.connection().preparedQuery(sql).execute(values);
    }

    private static Buffer bytes(Digest digest) {
        return Buffer.buffer(digest.bytes());
    }

    private static Digest digest(Row row, String column) {
        try {
            return Digest.from(row.getBuffer(column).getBytes());
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
