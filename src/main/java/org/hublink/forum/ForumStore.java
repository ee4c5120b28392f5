package org.hublink.forum;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.ForumAuthor;
import org.hublink.protocol.ForumSaid;
import org.hublink.protocol.ForumThread;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Role;
import org.jspecify.annotations.Nullable;

/** Threads and their acts. */
final class ForumStore {
    /** One writer at a time on all nodes: what has the lower number was committed first, so that nobody who reads on misses any. */
    static final String LOCK = "SELECT pg_advisory_xact_lock(7305522950)";

    static final String ACTS =
            "SELECT " + Kept.COLUMNS + " FROM forum_act WHERE thread = $1 AND seq > $2 ORDER BY seq LIMIT $3";
    static final String ADD_THREAD = """
            INSERT INTO forum_thread (id, space, language, tags, state, country, handle, created, moved, head)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)
            """;
    static final String ADD = """
            INSERT INTO forum_act (seq, thread, id, kind, step, post, digest, country, handle, badge, topics, leaf, at, act)
            SELECT coalesce(max(seq), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 FROM forum_act
            RETURNING seq
            """;
    static final String SET_THREAD = """
            UPDATE forum_thread
               SET space = coalesce($2, space), tags = coalesce($3, tags), state = $4, claimer = $5, moved = $6, answers = $7, turns = $8, head = $9
             WHERE id = $1
            """;
    static final String ERASE =
            "UPDATE forum_act SET act = NULL WHERE thread = $1 AND (id = $2 OR (post = $2 AND kind = 'edit'))";
    static final String VOTE = """
            INSERT INTO forum_vote (post, country, handle, thread, at, act) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT DO NOTHING
            """;
    static final String COUNT_VOTE = "UPDATE forum_thread SET votes = votes + 1 WHERE id = $1";
    static final String VOTES = "SELECT post, count(*) FROM forum_vote WHERE thread = $1 GROUP BY post";
    static final String SAME_VOTE = "SELECT act FROM forum_vote WHERE post = $1 AND country = $2 AND handle = $3";
    static final String SINCE = """
            SELECT count(*) FILTER (WHERE kind IN ('question', 'answer', 'comment')), count(*)
              FROM forum_act WHERE handle = $1 AND country = $2 AND at > $3
            """;
    static final String VOTES_SINCE = "SELECT count(*) FROM forum_vote WHERE handle = $1 AND country = $2 AND at > $3";
    static final String CHANGES = """
            SELECT a.seq, a.thread, a.id, a.kind, a.step, a.country, a.handle, a.at, t.space, t.language, t.tags, t.state
              FROM forum_act a JOIN forum_thread t ON t.id = a.thread
             WHERE a.seq > $1 ORDER BY a.seq LIMIT $2
            """;
    static final String NEWEST = "SELECT coalesce(max(seq), 0) FROM forum_act";
    static final String MODERATED = "SELECT " + Kept.COLUMNS + """
             FROM forum_act
             WHERE seq < $1
               AND step IN ('warn', 'hide', 'remove', 'restore', 'uphold', 'keep', 'appeal', 'lock', 'unlock', 'move', 'tag', 'duplicate', 'reopen')
             ORDER BY seq DESC LIMIT $2
            """;
    static final String THREADS = """
            SELECT id, space, language, tags, state, country, handle, claimer, created, moved, answers, votes
              FROM forum_thread WHERE id = ANY ($1)
            """;
    static final String LIST = """
            SELECT id, count(*) OVER () FROM forum_thread
             WHERE ($1 = '' OR space = $1)
               AND ($2 = '' OR tags @> ARRAY[$2])
               AND ($3 = '' OR language = $3)
               AND ($4 = '' OR country || '/' || handle = $4)
               AND (state = ANY ($5) OR (cardinality($5::text[]) = 0 AND state <> 'removed'))
               AND ($6 <> 'unanswered' OR answers = 0)
               AND ($6 <> 'waiting' OR (state = 'open' AND created < $7))
             ORDER BY moved DESC, id OFFSET $8 LIMIT $9
            """;
    static final String QUESTIONS = "SELECT " + Kept.COLUMNS + """
             FROM forum_act a
             WHERE thread = ANY ($1)
               AND (kind = 'question'
                    OR (kind = 'edit' AND post = thread
                        AND NOT EXISTS (SELECT 1 FROM forum_act b
                                         WHERE b.thread = a.thread AND b.post = a.thread AND b.kind = 'edit' AND b.seq > a.seq))
                    OR (step = 'tag'
                        AND NOT EXISTS (SELECT 1 FROM forum_act b WHERE b.thread = a.thread AND b.step = 'tag' AND b.seq > a.seq)))
             ORDER BY seq
            """;
    static final String NOTIFY = "SELECT pg_notify('hublink_forum', '')";

    /** A thread as lists show it. */
    record Summary(
            RandomId id,
            String space,
            String language,
            List<String> tags,
            String state,
            String country,
            String handle,
            @Nullable String claimer,
            long created,
            long moved,
            int answers,
            int votes) {}

    /** Something that happened, for those who follow the forum. */
    record Change(
            long seq,
            RandomId thread,
            RandomId id,
            String kind,
            @Nullable String step,
            String country,
            String handle,
            long at,
            String space,
            String language,
            List<String> tags,
            String state) {}

    /** What an author said lately. */
    record Lately(long posts, long all) {}

    Future<Void> lock(Tx tx) {
        return run(tx, LOCK, Tuple.tuple()).mapEmpty();
    }

    Future<List<Kept>> acts(Tx tx, RandomId thread, long after, int limit) {
        return run(tx, ACTS, Tuple.of(bytes(thread), after, limit)).map(ForumStore::kept);
    }

    /** Writes an act that its thread took, and how the thread stands after it. */
    Future<Long> add(Tx tx, RandomId thread, ForumSaid said, Written written, ForumThread now, Buffer act, long at) {
        ForumAuthor author = said.author();
        Tuple row = Tuple.tuple()
                .addBuffer(bytes(thread))
                .addBuffer(bytes(id(said.act().id())))
                .addString(said.act().kind())
                .addString(written.step())
                .addValue(written.post() == null ? null : bytes(id(written.post())))
                .addBuffer(Buffer.buffer(said.digest().bytes()))
                .addString(author.country())
                .addString(author.handle())
                .addString(author.badge().code())
                .addArrayOfString(author.topics().toArray(String[]::new))
                .addLong(author.leaf())
                .addLong(at)
                .addBuffer(act);
        Standing standing = Standing.of(now);
        Future<?> before = written.question()
                ? run(
                        tx,
                        ADD_THREAD,
                        Tuple.tuple()
                                .addBuffer(bytes(thread))
                                .addString(standing.space())
                                .addString(standing.language())
                                .addValue(standing.tags())
                                .addString(standing.state())
                                .addString(author.country())
                                .addString(author.handle())
                                .addLong(at)
                                .addBuffer(standing.head()))
                : run(
                        tx,
                        SET_THREAD,
                        Tuple.tuple()
                                .addBuffer(bytes(thread))
                                .addString(standing.space())
                                .addValue(standing.tags())
                                .addString(standing.state())
                                .addString(standing.claimer())
                                .addLong(at)
                                .addInteger(now.answers())
                                .addInteger(now.turns().size())
                                .addBuffer(standing.head()));
        return before.compose(done -> run(tx, ADD, row))
                .compose(added -> run(tx, NOTIFY, Tuple.tuple())
                        .map(told -> added.iterator().next().getLong(0)));
    }

    /** Empties the place of a removed post and of its edits for ever. */
    Future<Void> erase(Tx tx, RandomId thread, String post) {
        return run(tx, ERASE, Tuple.of(bytes(thread), bytes(id(post)))).mapEmpty();
    }

    /** False if this persona voted for the post before. */
    Future<Boolean> vote(Tx tx, RandomId thread, String post, ForumAuthor by, Buffer act, long at) {
        Tuple row = Tuple.of(bytes(id(post)), by.country(), by.handle(), bytes(thread), at, act);
        return run(tx, VOTE, row)
                .compose(added -> added.rowCount() == 0
                        ? Future.succeededFuture(false)
                        : run(tx, COUNT_VOTE, Tuple.of(bytes(thread))).map(true));
    }

    Future<@Nullable Buffer> voteOf(Tx tx, String post, ForumAuthor by) {
        return run(tx, SAME_VOTE, Tuple.of(bytes(id(post)), by.country(), by.handle()))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getBuffer(0));
    }

    Future<Map<String, Integer>> votes(Tx tx, RandomId thread) {
        return run(tx, VOTES, Tuple.of(bytes(thread))).map(rows -> {
            Map<String, Integer> out = new LinkedHashMap<>();
            rows.forEach(row -> out.put(id(row.getBuffer(0)).hex(), row.getInteger(1)));
            return out;
        });
    }

    Future<Lately> lately(Tx tx, ForumAuthor by, long since) {
        return run(tx, SINCE, Tuple.of(by.handle(), by.country(), since)).map(rows -> {
            Row row = rows.iterator().next();
            return new Lately(row.getLong(0), row.getLong(1));
        });
    }

    Future<Long> votesSince(Tx tx, ForumAuthor by, long since) {
        return run(tx, VOTES_SINCE, Tuple.of(by.handle(), by.country(), since))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Future<List<Change>> changes(Tx tx, long after, int limit) {
        return run(tx, CHANGES, Tuple.of(after, limit)).map(rows -> {
            List<Change> out = new ArrayList<>();
            for (Row row : rows) {
                out.add(new Change(
                        row.getLong(0),
                        id(row.getBuffer(1)),
                        id(row.getBuffer(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7),
                        row.getString(8),
                        row.getString(9),
                        List.of(row.getArrayOfStrings(10)),
                        row.getString(11)));
            }
            return out;
        });
    }

    Future<Long> newest(Tx tx) {
        return run(tx, NEWEST, Tuple.tuple()).map(rows -> rows.iterator().next().getLong(0));
    }

    /** What moderators did, newest first. */
    Future<List<Kept>> moderated(Tx tx, long before, int limit) {
        return run(tx, MODERATED, Tuple.of(before, limit)).map(ForumStore::kept);
    }

    Future<Map<RandomId, Summary>> threads(Tx tx, List<RandomId> ids) {
        return run(tx, THREADS, Tuple.tuple().addArrayOfBuffer(all(ids))).map(rows -> {
            Map<RandomId, Summary> out = new LinkedHashMap<>();
            for (Row row : rows) {
                Summary one = new Summary(
                        id(row.getBuffer(0)),
                        row.getString(1),
                        row.getString(2),
                        List.of(row.getArrayOfStrings(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getInteger(10),
                        row.getInteger(11));
                out.put(one.id(), one);
            }
            return out;
        });
    }

    /** The threads that fit, the one that moved last first. */
    Future<ForumIndex.Found> list(Tx tx, ForumIndex.Query query, long waitingBefore) {
        Tuple asked = Tuple.tuple()
                .addString(query.space())
                .addString(query.tag())
                .addString(query.language())
                .addString(query.author())
                .addArrayOfString(query.states().toArray(String[]::new))
                .addString(query.only())
                .addLong(waitingBefore)
                .addInteger(query.from())
                .addInteger(query.limit());
        return run(tx, LIST, asked).map(rows -> {
            List<ForumIndex.Hit> hits = new ArrayList<>();
            int total = 0;
            for (Row row : rows) {
                hits.add(new ForumIndex.Hit(id(row.getBuffer(0)), ""));
                total = row.getInteger(1);
            }
            return new ForumIndex.Found(hits, total);
        });
    }

    /** The question of each thread and its newest edit. */
    Future<List<Kept>> questions(Tx tx, List<RandomId> threads) {
        return run(tx, QUESTIONS, Tuple.tuple().addArrayOfBuffer(all(threads))).map(ForumStore::kept);
    }

    private static List<Kept> kept(RowSet<Row> rows) {
        List<Kept> out = new ArrayList<>();
        for (Row row : rows) {
            ForumAuthor author = new ForumAuthor(
                    row.getString(6),
                    row.getString(7),
                    Role.valueOf(row.getString(8).toUpperCase(Locale.ROOT)),
                    List.of(row.getArrayOfStrings(9)),
                    row.getLong(10),
                    List.of());
            Buffer post = row.getBuffer(4);
            out.add(new Kept(
                    row.getLong(0),
                    id(row.getBuffer(1)),
                    id(row.getBuffer(2)),
                    row.getString(3),
                    post == null ? null : id(post),
                    digest(row.getBuffer(5)),
                    author,
                    row.getLong(11),
                    row.getBuffer(12)));
        }
        return out;
    }

    static Buffer bytes(RandomId id) {
        return Buffer.buffer(id.bytes());
    }

    static Buffer[] all(List<RandomId> ids) {
        return ids.stream().map(ForumStore::bytes).toArray(Buffer[]::new);
    }

    /** An id that was checked when it was read. */
    static RandomId id(String hex) {
        try {
            return RandomId.fromHex(hex);
        } catch (Malformed broken) {
            throw new IllegalStateException("an act's id", broken);
        }
    }

    static RandomId id(Buffer stored) {
        try {
            return RandomId.from(stored.getBytes());
        } catch (Malformed broken) {
            throw new IllegalStateException("stored id", broken);
        }
    }

    static Digest digest(Buffer stored) {
        try {
            return Digest.from(stored.getBytes());
        } catch (Malformed broken) {
            throw new IllegalStateException("stored digest", broken);
        }
    }

    private static Future<RowSet<Row>> run(Tx tx, String sql, Tuple values) {
        return tx.connection().preparedQuery(sql).execute(values);
    }
}
