package org.hublink.forum;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.platform.Tx;
import org.hublink.protocol.ForumHeads;
import org.hublink.protocol.Part;
import org.hublink.protocol.RandomId;

/** Where threads stand, and heads that wait for their second signature. */
final class HeadsStore {
    static final String NOW = "SELECT id, turns, head FROM forum_thread LIMIT $1";

    /** How many of these heads are those of threads here, as they stand or as they once stood. */
    static final String AGREE = """
            SELECT count(*)
              FROM unnest($1::bytea[], $2::int[], $3::bytea[]) AS h(id, turns, head) JOIN forum_thread t ON t.id = h.id
             WHERE h.turns <= t.turns
               AND h.head = CASE
                 WHEN h.turns = t.turns THEN t.head
                 WHEN h.turns = 0 THEN (SELECT a.digest FROM forum_act a WHERE a.thread = h.id AND a.id = h.id)
                 ELSE (SELECT a.digest FROM forum_act a WHERE a.thread = h.id AND a.kind = 'turn'
                        ORDER BY a.seq OFFSET h.turns - 1 LIMIT 1)
               END
            """;

    static final String PUT = """
            INSERT INTO forum_heads (country, handle, version, envelope, salt, body, created) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (country, handle) DO UPDATE
              SET version = excluded.version, envelope = excluded.envelope, salt = excluded.salt, body = excluded.body,
                  created = excluded.created
            """;
    static final String WAITING = """
            SELECT country, handle, envelope, salt, body FROM forum_heads
             WHERE version = $1 AND created > $2 ORDER BY created DESC, country, handle LIMIT $3
            """;
    static final String CLEAR = "DELETE FROM forum_heads WHERE version <= $1";

    /** What one moderator signed. */
    record Waiting(String country, String handle, Buffer envelope, Part part) {}

    /** More than {@link ForumHeads#THREADS_MAX} are not told from that many and one. */
    Future<Map<RandomId, ForumHeads.Head>> now(Tx tx) {
        return run(tx, NOW, Tuple.of(ForumHeads.THREADS_MAX + 1)).map(rows -> {
            Map<RandomId, ForumHeads.Head> out = new TreeMap<>();
            for (Row row : rows) {
                out.put(
                        ForumStore.id(row.getBuffer(0)),
                        new ForumHeads.Head(row.getInteger(1), ForumStore.digest(row.getBuffer(2))));
            }
            return out;
        });
    }

    /** True if every one of these heads is that of a thread here. */
    Future<Boolean> agree(Tx tx, ForumHeads heads) {
        List<Integer> turns = new ArrayList<>();
        List<Buffer> digests = new ArrayList<>();
        heads.all().forEach((id, head) -> {
            turns.add(head.turns());
            digests.add(Buffer.buffer(head.last().bytes()));
        });
        Tuple asked = Tuple.tuple()
                .addArrayOfBuffer(ForumStore.all(List.copyOf(heads.all().keySet())))
                .addArrayOfInteger(turns.toArray(Integer[]::new))
                .addArrayOfBuffer(digests.toArray(Buffer[]::new));
        return run(tx, AGREE, asked).map(rows -> rows.iterator().next().getLong(0) == heads.threads());
    }

    Future<Void> put(Tx tx, String country, String handle, int version, Buffer envelope, Part part, long now) {
        Tuple row = Tuple.tuple()
                .addString(country)
                .addString(handle)
                .addInteger(version)
                .addBuffer(envelope)
                .addBuffer(Buffer.buffer(part.salt()))
                .addBuffer(Buffer.buffer(part.body()))
                .addLong(now);
        return run(tx, PUT, row).mapEmpty();
    }

    /** The newest first. */
    Future<List<Waiting>> waiting(Tx tx, int version, long since, int limit) {
        return run(tx, WAITING, Tuple.of(version, since, limit)).map(rows -> {
            List<Waiting> out = new ArrayList<>();
            for (Row row : rows) {
                Part part =
                        new Part(row.getBuffer(3).getBytes(), row.getBuffer(4).getBytes());
                out.add(new Waiting(row.getString(0), row.getString(1), row.getBuffer(2), part));
            }
            return out;
        });
    }

    /** Forgets what waited for versions that were logged. */
    Future<Void> clear(Tx tx, int version) {
        return run(tx, CLEAR, Tuple.of(version)).mapEmpty();
    }

    private static Future<RowSet<Row>> run(Tx tx, String sql, Tuple values) {
        return tx.connection().preparedQuery(sql).execute(values);
    }
}
