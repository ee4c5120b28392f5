package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** All SQL of the desks' archives. Whoever stores first wins, and nothing is changed afterwards. */
final class ArchiveStore {
    /** Versions follow each other without a gap. */
    static final String ADD_VERSION = """
            INSERT INTO archive_key (desk, version, body, stored)
            SELECT $1, $2, $3, $4
             WHERE $2 = 1 + coalesce((SELECT max(version) FROM archive_key WHERE desk = $1), 0)
            ON CONFLICT DO NOTHING
            """;

    static final String VERSION = "SELECT body FROM archive_key WHERE desk = $1 AND version = $2";
    static final String VERSIONS = """
            SELECT version, body FROM archive_key WHERE desk = $1 AND version > $2 ORDER BY version LIMIT $3
            """;
    static final String ADD_WRAP = """
            INSERT INTO archive_wrap (desk, version, device, body, stored)
            SELECT $1, $2, $3, $4, $5 FROM archive_key k WHERE k.desk = $1 AND k.version = $2
            ON CONFLICT DO NOTHING
            """;
    static final String WRAP = "SELECT body FROM archive_wrap WHERE desk = $1 AND version = $2 AND device = $3";
    static final String COUNT_WRAPS = "SELECT count(*) FROM archive_wrap WHERE desk = $1 AND version = $2";
    static final String WRAPS = """
            SELECT device, body FROM archive_wrap WHERE desk = $1 AND version = $2 ORDER BY device
            """;
    /** Two at one time wait for each other at this row; who comes with a number that is not the next changes nothing. */
    static final String COUNT_UP = """
            INSERT INTO archive_head (desk, conversation, count)
            SELECT $1, $2, $3::int + 1
             WHERE $3 = 0 OR EXISTS (SELECT FROM archive_head WHERE desk = $1 AND conversation = $2)
            ON CONFLICT (desk, conversation) DO UPDATE SET count = excluded.count
              WHERE archive_head.count = excluded.count - 1
            """;

    static final String ADD_RECORD = """
            INSERT INTO archive_record (desk, conversation, n, key_version, sealed, stored)
            SELECT $1, $2, $3, $4, $5, $6 FROM archive_key k WHERE k.desk = $1 AND k.version = $4
            """;
    static final String RECORD = """
            SELECT key_version, sealed FROM archive_record WHERE desk = $1 AND conversation = $2 AND n = $3
            """;
    /** A page; its first record is there however large it is. */
    static final String RECORDS = """
            SELECT n, key_version, sealed FROM (
              SELECT page.*, sum(length(sealed) + 32) OVER (ORDER BY n) AS through, row_number() OVER (ORDER BY n) AS place
                FROM (SELECT n, key_version, sealed FROM archive_record
                       WHERE desk = $1 AND conversation = $2 AND n >= $3 ORDER BY n LIMIT $4) page) summed
             WHERE place = 1 OR through <= $5 ORDER BY n
            """;

    static final String HEADS = """
            SELECT conversation, count FROM archive_head WHERE desk = $1 AND conversation > $2
             ORDER BY conversation LIMIT $3
            """;
    static final String TIDY_RECORDS = """
            DELETE FROM archive_record WHERE (desk, conversation, n) IN (
              SELECT desk, conversation, n FROM archive_record WHERE stored < $1 ORDER BY stored
               LIMIT $2 FOR UPDATE SKIP LOCKED)
            """;
    /** A key goes when nothing is sealed under it and a newer one is there. */
    static final String TIDY_KEYS = """
            DELETE FROM archive_key WHERE (desk, version) IN (
              SELECT k.desk, k.version FROM archive_key k
               WHERE k.stored < $1
                 AND NOT EXISTS (SELECT FROM archive_record r WHERE r.desk = k.desk AND r.key_version = k.version)
                 AND EXISTS (SELECT FROM archive_key later WHERE later.desk = k.desk AND later.version > k.version)
               LIMIT $2 FOR UPDATE SKIP LOCKED)
            """;

    /** A stored version of a desk's archive key. */
    record Version(int version, Buffer body) {}

    /** A later wrap for one device. */
    record Wrap(Digest device, Buffer body) {}

    /** A sealed record. */
    record Sealed(int n, int keyVersion, Buffer sealed) {}

    /** How many records of a conversation were filed. */
    record Head(RandomId conversation, int count) {}

    /** False if it is there already, or is not the next. */
    Future<Boolean> addVersion(Tx tx, String desk, int version, Buffer body, long now) {
        return run(tx, ADD_VERSION, Tuple.of(desk, version, body, now)).map(rows -> rows.rowCount() == 1);
    }

    Future<@Nullable Buffer> version(Tx tx, String desk, int version) {
        return run(tx, VERSION, Tuple.of(desk, version)).map(ArchiveStore::body);
    }

    Future<List<Version>> versions(Tx tx, String desk, int after, int max) {
        return run(tx, VERSIONS, Tuple.of(desk, after, max)).map(rows -> {
            List<Version> found = new ArrayList<>();
            rows.forEach(row -> found.add(new Version(row.getInteger(0), row.getBuffer(1))));
            return found;
        });
    }

    /** False if there is one already, or no such version. */
    Future<Boolean> addWrap(Tx tx, String desk, int version, Wrap wrap, long now) {
        Tuple row = Tuple.of(desk, version, StoredIds.of(wrap.device()), wrap.body(), now);
        return run(tx, ADD_WRAP, row).map(rows -> rows.rowCount() == 1);
    }

    Future<@Nullable Buffer> wrap(Tx tx, String desk, int version, Digest device) {
        return run(tx, WRAP, Tuple.of(desk, version, StoredIds.of(device))).map(ArchiveStore::body);
    }

    Future<Long> wraps(Tx tx, String desk, int version) {
        return run(tx, COUNT_WRAPS, Tuple.of(desk, version))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Future<List<Wrap>> laterWraps(Tx tx, String desk, int version) {
        return run(tx, WRAPS, Tuple.of(desk, version)).map(rows -> {
            List<Wrap> found = new ArrayList<>();
            rows.forEach(row -> found.add(new Wrap(StoredIds.device(row.getBuffer(0)), row.getBuffer(1))));
            return found;
        });
    }

    /** False if the number is not the next one. */
    Future<Boolean> countUp(Tx tx, String desk, RandomId conversation, int n) {
        return run(tx, COUNT_UP, Tuple.of(desk, StoredIds.of(conversation), n)).map(rows -> rows.rowCount() == 1);
    }

    /** False if there is no such version of the key. */
    Future<Boolean> addRecord(Tx tx, String desk, RandomId conversation, Sealed record, long now) {
        Tuple row = Tuple.of(desk, StoredIds.of(conversation), record.n(), record.keyVersion(), record.sealed(), now);
        return run(tx, ADD_RECORD, row).map(rows -> rows.rowCount() == 1);
    }

    Future<@Nullable Sealed> record(Tx tx, String desk, RandomId conversation, int n) {
        return run(tx, RECORD, Tuple.of(desk, StoredIds.of(conversation), n)).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            Row row = rows.iterator().next();
            return new Sealed(n, row.getInteger(0), row.getBuffer(1));
        });
    }

    Future<List<Sealed>> records(Tx tx, String desk, RandomId conversation, int from, int max, long bytesMax) {
        return run(tx, RECORDS, Tuple.of(desk, StoredIds.of(conversation), from, max, bytesMax))
                .map(rows -> {
                    List<Sealed> found = new ArrayList<>();
                    rows.forEach(row -> found.add(new Sealed(row.getInteger(0), row.getInteger(1), row.getBuffer(2))));
                    return found;
                });
    }

    Future<List<Head>> heads(Tx tx, String desk, RandomId after, int max) {
        return run(tx, HEADS, Tuple.of(desk, StoredIds.of(after), max)).map(rows -> {
            List<Head> found = new ArrayList<>();
            rows.forEach(row -> found.add(new Head(StoredIds.id(row.getBuffer(0)), row.getInteger(1))));
            return found;
        });
    }

    /** Erases what is older, up to so many rows. */
    Future<Void> tidy(Tx tx, long before, int max) {
        return run(tx, TIDY_RECORDS, Tuple.of(before, max))
                .compose(done -> run(tx, TIDY_KEYS, Tuple.of(before, max)))
                .mapEmpty();
    }

    private static @Nullable Buffer body(RowSet<Row> rows) {
        return rows.size() == 0 ? null : rows.iterator().next().getBuffer(0);
    }

    private static Future<RowSet<Row>> run(Tx tx, String sql, Tuple values) {
        return tx.connection().preparedQuery(sql).execute(values);
    }
}
