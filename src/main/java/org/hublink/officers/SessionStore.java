package org.hublink.officers;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;
import org.hublink.protocol.Act;
import org.jspecify.annotations.Nullable;

/** All SQL about challenges and sessions. Tokens and nonces come in as hashes. */
final class SessionStore {
    static final String CHALLENGE = "INSERT INTO challenge (nonce_hash, purpose, expires) VALUES ($1, 'sign-in', $2)";
    static final String USE_CHALLENGE = """
            UPDATE challenge SET used = true WHERE nonce_hash = $1 AND purpose = 'sign-in' AND NOT used RETURNING expires
            """;
    static final String CHALLENGE_KNOWN = "SELECT used FROM challenge WHERE nonce_hash = $1";
    static final String OPEN = """
            INSERT INTO session (token_hash, country, kind, holder, officer, leaves, created, seen, expires)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)
            """;
    static final String CROWDED_OUT = """
            DELETE FROM session WHERE token_hash IN (
              SELECT token_hash FROM session WHERE country = $1 AND kind = $2 AND holder = $3 AND token_hash <> $4
               ORDER BY created DESC, token_hash OFFSET $5)
            """;
    static final String FIND = """
            SELECT country, kind, holder, officer, leaves, seen FROM session
             WHERE token_hash = $1 AND revoked IS NULL AND expires > $2 AND seen > $3
            """;
    static final String TOUCH = "UPDATE session SET seen = $2 WHERE token_hash = $1 AND seen < $2";
    static final String END = "UPDATE session SET revoked = $2 WHERE token_hash = $1 AND revoked IS NULL";
    static final String CUT_HOLDER = """
            UPDATE session SET revoked = $5
             WHERE country = $1 AND kind = $2 AND holder = $3 AND leaves <= $4 AND revoked IS NULL
            """;
    static final String CUT_OFFICER = """
            UPDATE session SET revoked = $4 WHERE country = $1 AND officer = $2 AND leaves <= $3 AND revoked IS NULL
            """;
    static final String SEEN = """
            INSERT INTO device_seen (country, device, seen) VALUES ($1, $2, $3)
            ON CONFLICT (country, device) DO UPDATE SET seen = greatest(device_seen.seen, excluded.seen)
            """;
    static final String LAST_SEEN = "SELECT device, seen FROM device_seen WHERE country = $1 ORDER BY device";
    static final String TIDY_CHALLENGES = "DELETE FROM challenge WHERE expires < $1";
    static final String TIDY_SESSIONS = "DELETE FROM session WHERE expires < $1 OR revoked < $1";

    /**
     * A session as stored; whether its holder still counts is not said by it.
     *
     * @param leaves the log's size when it was opened
     */
    record Stored(String country, Act.SignerType kind, String holder, String officer, long leaves, long seen) {}

    /** What became of a nonce. */
    enum Nonce {
        FRESH,
        STALE,
        USED,
        UNKNOWN
    }

    Future<Void> challenge(Tx tx, Digest nonce, long expires) {
        return run(tx, CHALLENGE, Tuple.of(bytes(nonce), expires)).mapEmpty();
    }

    /** Takes the nonce for good. */
    Future<Nonce> use(Tx tx, Digest nonce, long now) {
        return run(tx, USE_CHALLENGE, Tuple.of(bytes(nonce))).compose(taken -> {
            if (taken.size() == 1) {
                long expires = taken.iterator().next().getLong(0);
                return Future.succeededFuture(expires > now ? Nonce.FRESH : Nonce.STALE);
            }
            return run(tx, CHALLENGE_KNOWN, Tuple.of(bytes(nonce)))
                    .map(known -> known.size() == 1 ? Nonce.USED : Nonce.UNKNOWN);
        });
    }

    /** Opens a session; of one holder's the oldest beyond {@code max} go. */
    Future<Void> open(Tx tx, Digest token, Session session, long leaves, long now, long expires, int max) {
        Tuple row = Tuple.of(
                bytes(token), session.country(), session.kind().code(), session.id(), session.officer(), leaves);
        Tuple holder = Tuple.of(session.country(), session.kind().code(), session.id(), bytes(token), max - 1);
        return run(tx, OPEN, row.addLong(now).addLong(expires))
                .compose(opened -> run(tx, CROWDED_OUT, holder))
                .compose(done -> session.kind() == Act.SignerType.DEVICE
                        ? run(tx, SEEN, Tuple.of(session.country(), session.id(), now))
                        : Future.succeededFuture())
                .mapEmpty();
    }

    Future<@Nullable Stored> find(Tx tx, Digest token, long now, long idleSince) {
        return run(tx, FIND, Tuple.of(bytes(token), now, idleSince)).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            Row row = rows.iterator().next();
            Act.SignerType kind = row.getString("kind").equals(Act.SignerType.DEVICE.code())
                    ? Act.SignerType.DEVICE
                    : Act.SignerType.OPERATOR;
            return new Stored(
                    row.getString("country"),
                    kind,
                    row.getString("holder"),
                    row.getString("officer"),
                    row.getLong("leaves"),
                    row.getLong("seen"));
        });
    }

    /** The session was used; a device's counts as seen. */
    Future<Void> touch(Tx tx, Digest token, Stored session, long now) {
        return run(tx, TOUCH, Tuple.of(bytes(token), now))
                .compose(done -> session.kind() == Act.SignerType.DEVICE
                        ? run(tx, SEEN, Tuple.of(session.country(), session.holder(), now))
                        : Future.succeededFuture())
                .mapEmpty();
    }

    Future<Boolean> end(Tx tx, Digest token, long now) {
        return run(tx, END, Tuple.of(bytes(token), now)).map(rows -> rows.rowCount() > 0);
    }

    /** Ends the sessions of a device or operator that were opened before leaf {@code index} was logged. */
    Future<Integer> cutHolder(Tx tx, String country, Act.SignerType kind, String holder, long index, long now) {
        return run(tx, CUT_HOLDER, Tuple.of(country, kind.code(), holder, index, now))
                .map(RowSet::rowCount);
    }

    /** The same for all that an officer has. */
    Future<Integer> cutOfficer(Tx tx, String country, String officer, long index, long now) {
        return run(tx, CUT_OFFICER, Tuple.of(country, officer, index, now)).map(RowSet::rowCount);
    }

    /** When each device of a country was last seen. */
    Future<Map<String, Long>> lastSeen(Tx tx, String country) {
        return run(tx, LAST_SEEN, Tuple.of(country)).map(rows -> {
            Map<String, Long> seen = new LinkedHashMap<>();
            rows.forEach(row -> seen.put(row.getString("device"), row.getLong("seen")));
            return seen;
        });
    }

    Future<Void> tidy(Tx tx, long now, long keepSeconds) {
        return run(tx, TIDY_CHALLENGES, Tuple.of(now - keepSeconds))
                .compose(done -> run(tx, TIDY_SESSIONS, Tuple.of(now - keepSeconds)))
                .mapEmpty();
    }

    private static Future<RowSet<Row>> run(Tx tx, String sql, Tuple values) {
        return tx.connection().preparedQuery(sql).execute(values);
    }

    private static Buffer bytes(Digest digest) {
        return Buffer.buffer(digest.bytes());
    }
}
