package org.hublink.forum;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hublink.platform.Tx;
import org.hublink.protocol.ForumAuthor;
import org.hublink.protocol.ForumMark;
import org.hublink.protocol.RandomId;

/** Reports, until a moderator has decided. */
final class ReportStore {
    static final int OPEN_MAX = 200;

    static final String ADD = """
            INSERT INTO forum_report (seq, thread, post, reason, country, handle, leaf, at, act)
            SELECT coalesce(max(seq), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8 FROM forum_report
            ON CONFLICT (post, country, handle) DO NOTHING
            """;
    static final String CLOSE = "UPDATE forum_report SET closed = greatest(at, $2) WHERE post = $1 AND closed IS NULL";
    static final String SINCE = "SELECT count(*) FROM forum_report WHERE handle = $1 AND country = $2 AND at > $3";
    static final String OPEN =
            "SELECT thread, post, leaf, at, act FROM forum_report WHERE closed IS NULL ORDER BY seq LIMIT $1";

    /** One that waits; the act says the rest. */
    record Report(RandomId thread, RandomId post, long leaf, long at, Buffer act) {}

    /** False if this persona reported the post before. */
    Future<Boolean> add(Tx tx, RandomId thread, ForumMark mark, ForumAuthor by, Buffer act, long at) {
        Tuple row = Tuple.from(Arrays.asList(
                ForumStore.bytes(thread),
                ForumStore.bytes(ForumStore.id(mark.post())),
                Objects.requireNonNull(mark.reason()).code(),
                by.country(),
                by.handle(),
                by.leaf(),
                at,
                act));
        return run(tx, ADD, row).map(rows -> rows.rowCount() == 1);
    }

    /** How many this persona made since then. */
    Future<Long> since(Tx tx, ForumAuthor by, long since) {
        return run(tx, SINCE, Tuple.of(by.handle(), by.country(), since))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Future<Void> close(Tx tx, String post, long now) {
        return run(tx, CLOSE, Tuple.of(ForumStore.bytes(ForumStore.id(post)), now))
                .mapEmpty();
    }

    Future<List<Report>> open(Tx tx) {
        return run(tx, OPEN, Tuple.of(OPEN_MAX)).map(rows -> {
            List<Report> out = new ArrayList<>();
            for (Row row : rows) {
                out.add(new Report(
                        ForumStore.id(row.getBuffer(0)),
                        ForumStore.id(row.getBuffer(1)),
                        row.getLong(2),
                        row.getLong(3),
                        row.getBuffer(4)));
            }
            return out;
        });
    }

    private static Future<RowSet<Row>> run(Tx tx, String sql, Tuple values) {
        return tx.connection().preparedQuery(sql).execute(values);
    }
}
