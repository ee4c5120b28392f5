package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** Instances (V2), KeyPackages, and who asked for them. */
final class KeyStore {
    static final String CURRENT = """
            SELECT instance FROM instance WHERE device = $1 AND replaced IS NULL
            """;
    static final String CURRENTS = "SELECT device, instance FROM instance WHERE device = ANY ($1) AND replaced IS NULL";
    static final String REPLACE = "UPDATE instance SET replaced = $2 WHERE device = $1 AND replaced IS NULL";
    static final String CLAIM = """
            INSERT INTO instance (device, instance, claimed) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
            """;
    /** Their private halves are in the store of the instance that is over. */
    static final String DROP_FREE = "DELETE FROM key_package WHERE device = $1 AND taken IS NULL";

    static final String DROP_LAST = "DELETE FROM key_package WHERE device = $1 AND last_resort AND taken IS NULL";
    static final String ADD = """
            INSERT INTO key_package (ref, device, last_resort, body, stored, expires) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (ref) DO NOTHING
            """;
    static final String COUNT = """
            SELECT count(*) FILTER (WHERE NOT last_resort), count(*) FILTER (WHERE last_resort),
                   coalesce(sum(uses) FILTER (WHERE last_resort), 0)
              FROM key_package WHERE device = $1 AND taken IS NULL AND expires > $2
            """;
    static final String GRANTS = "SELECT count(*) FROM key_grant WHERE asker = $1 AND device = $2 AND at > $3";
    static final String GRANT = "INSERT INTO key_grant (id, asker, device, at) VALUES ($1, $2, $3, $4)";
    static final String TAKE = """
            UPDATE key_package SET taken = $3, taken_by = $2
             WHERE ref = (SELECT ref FROM key_package
                           WHERE device = $1 AND taken IS NULL AND NOT last_resort AND expires > $3
                           ORDER BY stored, ref LIMIT 1 FOR UPDATE SKIP LOCKED)
             RETURNING body
            """;
    static final String LAST = """
            UPDATE key_package SET uses = uses + 1
             WHERE device = $1 AND last_resort AND taken IS NULL AND expires > $2 RETURNING body
            """;
    static final String ASKED = "INSERT INTO bundle_asked (id, desk, asker, at) VALUES ($1, $2, $3, $4)";
    static final String ASKED_BY = "SELECT count(*) FROM bundle_asked WHERE asker = $1 AND at > $2";
    static final String ASKED_OF = """
            SELECT count(*) FILTER (WHERE at > $2), count(*), count(DISTINCT asker) FROM bundle_asked WHERE desk = $1
            """;
    static final String ONE_ASKER = "SELECT pg_advisory_xact_lock(hashtextextended(encode($1::bytea, 'hex'), 40))";
    static final String TIDY_PACKAGES = "DELETE FROM key_package WHERE expires <= $1";
    static final String TIDY_GRANTS = "DELETE FROM key_grant WHERE at < $1";
    static final String TIDY_ASKED = "DELETE FROM bundle_asked WHERE at < $1";

    /** How many packages wait to be taken. */
    record Counts(long packages, boolean lastResort, long lastResortUses) {}

    /** The instance that speaks for the device, held so until the transaction ends. */
    Future<@Nullable RandomId> current(Tx tx, Digest device) {
        return LockStore.lock(tx, device)
                .compose(locked -> run(tx, CURRENT, Tuple.of(StoredIds.of(device))))
                .map(rows -> rows.size() == 0
                        ? null
                        : StoredIds.id(rows.iterator().next().getBuffer(0)));
    }

    Future<Map<Digest, RandomId>> currents(Tx tx, Collection<Digest> devices) {
        return run(tx, CURRENTS, Tuple.tuple().addArrayOfBuffer(StoredIds.devices(devices)))
                .map(rows -> {
                    Map<Digest, RandomId> found = new LinkedHashMap<>();
                    rows.forEach(row -> found.put(StoredIds.device(row.getBuffer(0)), StoredIds.id(row.getBuffer(1))));
                    return found;
                });
    }

    Future<Boolean> isCurrent(Tx tx, Digest device, RandomId instance) {
        return currents(tx, List.of(device))
                .map(found -> found.getOrDefault(device, RandomId.NONE).equals(instance));
    }

    /** Makes the instance the device's one; false if it was one before. */
    Future<Boolean> claim(Tx tx, Digest device, RandomId instance, long now) {
        return run(tx, REPLACE, Tuple.of(StoredIds.of(device), now))
                .compose(done -> run(tx, DROP_FREE, Tuple.of(StoredIds.of(device))))
                .compose(done -> run(tx, CLAIM, Tuple.of(StoredIds.of(device), StoredIds.of(instance), now)))
                .map(rows -> rows.rowCount() == 1);
    }

    Future<Counts> count(Tx tx, Digest device, long now) {
        return run(tx, COUNT, Tuple.of(StoredIds.of(device), now)).map(rows -> {
            Row row = rows.iterator().next();
            return new Counts(row.getLong(0), row.getLong(1) > 0, row.getLong(2));
        });
    }

    Future<Void> dropLast(Tx tx, Digest device) {
        return run(tx, DROP_LAST, Tuple.of(StoredIds.of(device))).mapEmpty();
    }

    Future<Void> add(Tx tx, Digest device, boolean lastResort, byte[] body, long now, long expires) {
        return run(
                        tx,
                        ADD,
                        Tuple.of(
                                StoredIds.of(Digest.of(body)),
                                StoredIds.of(device),
                                lastResort,
                                Buffer.buffer(body),
                                now,
                                expires))
                .mapEmpty();
    }

    /** Two questions of one asker wait for each other, so that neither goes past the limit unseen. */
    Future<Long> bundlesAsked(Tx tx, Digest asker, long since) {
        return alone(tx, asker).compose(alone -> one(tx, ASKED_BY, Tuple.of(StoredIds.of(asker), since)));
    }

    /** Until the transaction ends no other question of this asker is answered. */
    Future<Void> alone(Tx tx, Digest asker) {
        return run(tx, ONE_ASKER, Tuple.of(StoredIds.of(asker))).mapEmpty();
    }

    Future<Void> asked(Tx tx, RandomId id, String desk, Digest asker, long now) {
        return run(tx, ASKED, Tuple.of(StoredIds.of(id), desk, StoredIds.of(asker), now))
                .mapEmpty();
    }

    /** How often a desk's bundle was asked for: since a time, as far as is kept, and by how many devices. */
    record AskedOf(long lately, long kept, long askers) {}

    Future<AskedOf> askedOf(Tx tx, String desk, long since) {
        return run(tx, ASKED_OF, Tuple.of(desk, since)).map(rows -> {
            Row row = rows.iterator().next();
            return new AskedOf(row.getLong(0), row.getLong(1), row.getLong(2));
        });
    }

    Future<Long> grants(Tx tx, Digest asker, Digest device, long since) {
        return one(tx, GRANTS, Tuple.of(StoredIds.of(asker), StoredIds.of(device), since));
    }

    Future<Void> grant(Tx tx, RandomId id, Digest asker, Digest device, long now) {
        return run(tx, GRANT, Tuple.of(StoredIds.of(id), StoredIds.of(asker), StoredIds.of(device), now))
                .mapEmpty();
    }

    /** A package that nobody else gets; null if none is left. */
    Future<byte @Nullable []> take(Tx tx, Digest device, Digest asker, long now) {
        return run(tx, TAKE, Tuple.of(StoredIds.of(device), StoredIds.of(asker), now))
                .map(KeyStore::body);
    }

    /** The package for when no other is left; null if there is none either. */
    Future<byte @Nullable []> lastResort(Tx tx, Digest device, long now) {
        return run(tx, LAST, Tuple.of(StoredIds.of(device), now)).map(KeyStore::body);
    }

    Future<Void> tidy(Tx tx, long now, long grantsBefore, long askedBefore) {
        return run(tx, TIDY_PACKAGES, Tuple.of(now))
                .compose(done -> run(tx, TIDY_GRANTS, Tuple.of(grantsBefore)))
                .compose(done -> run(tx, TIDY_ASKED, Tuple.of(askedBefore)))
                .mapEmpty();
    }

    private static byte @Nullable [] body(RowSet<Row> rows) {
        return rows.size() == 0 ? null : rows.iterator().next().getBuffer(0).getBytes();
    }

    private static Future<Long> one(Tx tx, String sql, Tuple values) {
        return run(tx, sql, values).map(rows -> rows.iterator().next().getLong(0));
    }

    private static Future<RowSet<Row>> run(Tx tx, String sql, Tuple values) {
        return tx.connection().preparedQuery(sql).execute(values);
    }
}
