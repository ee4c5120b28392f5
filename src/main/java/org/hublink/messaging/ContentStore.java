package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** Sealed contents and their chunks. */
final class ContentStore {
    /** The conversation of a group in which the device is now. */
    static final String CONVERSATION = """
            SELECT g.conversation FROM mls_group g JOIN member m ON m.group_id = g.id
             WHERE g.id = $1 AND m.device = $2 AND m.until_seq IS NULL
            """;

    static final String ADD = """
            INSERT INTO content (id, conversation, device, bytes, chunks, created, expires)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """;
    static final String BYTES =
            "SELECT coalesce(sum(bytes), 0)::bigint FROM content WHERE device = $1 AND created > $2";
    static final String FIND = "SELECT device, bytes, chunks FROM content WHERE id = $1 AND expires > $2";
    static final String ADD_CHUNK = """
            INSERT INTO chunk (content, n, body) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
            """;
    static final String SAME = "SELECT body = $3 FROM chunk WHERE content = $1 AND n = $2";
    /** For whoever was ever of the conversation, and for the desks that it names. */
    static final String READ = """
            SELECT k.body FROM chunk k JOIN content c ON c.id = k.content
             WHERE k.content = $1 AND k.n = $2 AND c.expires > $4
               AND EXISTS (SELECT FROM mls_group g JOIN member m ON m.group_id = g.id
                            WHERE g.conversation = c.conversation AND m.device = $3)
            """;

    static final String OF_DESKS = """
            SELECT k.body, ARRAY(SELECT DISTINCT unnest(g.desks || g.later_desks) FROM mls_group g
                                  WHERE g.conversation = c.conversation ORDER BY 1 LIMIT 32)
              FROM chunk k JOIN content c ON c.id = k.content
             WHERE k.content = $1 AND k.n = $2 AND c.expires > $3
            """;

    /** What a content is to be. */
    record Stored(Digest device, long bytes, int chunks) {}

    /** A chunk and the desks whose members may read it. */
    record OfDesks(Buffer body, List<String> desks) {}

    Future<@Nullable RandomId> conversation(Tx tx, RandomId group, Digest device) {
        return run(tx, CONVERSATION, Tuple.of(StoredIds.of(group), StoredIds.of(device)))
                .map(rows -> rows.size() == 0
                        ? null
                        : StoredIds.id(rows.iterator().next().getBuffer(0)));
    }

    Future<Long> bytesSince(Tx tx, Digest device, long since) {
        return run(tx, BYTES, Tuple.of(StoredIds.of(device), since))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Future<Void> add(Tx tx, RandomId id, RandomId conversation, Stored content, long now, long expires) {
        return run(
                        tx,
                        ADD,
                        Tuple.of(
                                        StoredIds.of(id),
                                        StoredIds.of(conversation),
                                        StoredIds.of(content.device()),
                                        content.bytes(),
                                        content.chunks(),
                                        now)
                                .addLong(expires))
                .mapEmpty();
    }

    Future<@Nullable Stored> find(Tx tx, RandomId id, long now) {
        return run(tx, FIND, Tuple.of(StoredIds.of(id), now)).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            Row row = rows.iterator().next();
            return new Stored(StoredIds.device(row.getBuffer(0)), row.getLong(1), row.getInteger(2));
        });
    }

    /** False if other bytes stand there already. */
    Future<Boolean> addChunk(Tx tx, RandomId id, int n, Buffer body) {
        return run(tx, ADD_CHUNK, Tuple.of(StoredIds.of(id), n, body))
                .compose(rows -> rows.rowCount() == 1
                        ? Future.succeededFuture(true)
                        : run(tx, SAME, Tuple.of(StoredIds.of(id), n, body))
                                .map(same -> same.size() == 1
                                        && same.iterator().next().getBoolean(0)));
    }

    /** Null if it is not there, or not for a device that never was of the conversation. */
    Future<@Nullable Buffer> read(Tx tx, RandomId id, int n, Digest device, long now) {
        return run(tx, READ, Tuple.of(StoredIds.of(id), n, StoredIds.of(device), now))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getBuffer(0));
    }

    Future<@Nullable OfDesks> readOfDesks(Tx tx, RandomId id, int n, long now) {
        return run(tx, OF_DESKS, Tuple.of(StoredIds.of(id), n, now)).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            Row row = rows.iterator().next();
            return new OfDesks(row.getBuffer(0), List.of(row.getArrayOfStrings(1)));
        });
    }

    private static Future<RowSet<Row>> run(Tx tx, String sql, Tuple values) {
        return tx.connection().preparedQuery(sql).execute(values);
    }
}
