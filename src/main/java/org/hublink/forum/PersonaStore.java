package org.hublink.forum;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hublink.platform.Tx;
import org.hublink.protocol.ForumAuthor;
import org.hublink.protocol.PersonaPart;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Role;

/** Personas by topic, and to whom a question was shown first. */
final class PersonaStore {
    static final String PUT = """
            INSERT INTO forum_persona (country, handle, badge, topics, leaf) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (country, handle) DO UPDATE
              SET badge = excluded.badge, topics = excluded.topics, leaf = excluded.leaf
              WHERE forum_persona.leaf < excluded.leaf
            """;
    static final String DROP = "DELETE FROM forum_persona WHERE country = $1 AND handle = $2";

    /** Experts by topic; who has spoken the language before and who has least at hand comes first. */
    static final String EXPERTS = """
            SELECT p.country, p.handle, p.badge, p.topics, p.leaf
              FROM forum_persona p
             WHERE p.badge IN ('expert', 'moderator')
               AND (cardinality($1::text[]) = 0 OR p.topics && $1)
             ORDER BY (SELECT count(*) FROM forum_act a JOIN forum_thread t ON t.id = a.thread
                        WHERE a.handle = p.handle AND a.country = p.country AND t.language = $2 AND a.kind = 'answer') = 0,
                      (SELECT count(*) FROM forum_thread t
                        WHERE t.claimer = p.country || '/' || p.handle AND t.state IN ('claimed', 'needs-info')),
                      (SELECT count(*) FROM forum_route r WHERE r.handle = p.handle AND r.country = p.country),
                      p.handle
             LIMIT $3
            """;

    static final String ROUTE =
            "INSERT INTO forum_route (thread, country, handle, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    static final String ROUTED = """
            SELECT p.country, p.handle, p.badge, p.topics, p.leaf
              FROM forum_route r JOIN forum_persona p USING (country, handle) WHERE r.thread = $1 ORDER BY p.handle
            """;

    Future<Void> put(Tx tx, String country, PersonaPart part, long leaf) {
        Tuple row = Tuple.tuple()
                .addString(country)
                .addString(part.handle())
                .addString(part.badge().code())
                .addArrayOfString(part.topics().toArray(String[]::new))
                .addLong(leaf);
        return run(tx, PUT, row).mapEmpty();
    }

    Future<Void> drop(Tx tx, String country, String handle) {
        return run(tx, DROP, Tuple.of(country, handle)).mapEmpty();
    }

    /** Experts in one of these topics, or in any if none is named; whom to ask first stands first. */
    Future<List<ForumAuthor>> experts(Tx tx, List<String> topics, String language, int limit) {
        Tuple asked = Tuple.tuple()
                .addArrayOfString(topics.toArray(String[]::new))
                .addString(language)
                .addInteger(limit);
        return run(tx, EXPERTS, asked).map(PersonaStore::authors);
    }

    Future<Void> route(Tx tx, RandomId thread, List<ForumAuthor> to, long now) {
        Future<Void> all = Future.succeededFuture();
        for (ForumAuthor one : to) {
            Tuple row = Tuple.of(ForumStore.bytes(thread), one.country(), one.handle(), now);
            all = all.compose(before -> run(tx, ROUTE, row).mapEmpty());
        }
        return all;
    }

    Future<List<ForumAuthor>> routed(Tx tx, RandomId thread) {
        return run(tx, ROUTED, Tuple.of(ForumStore.bytes(thread))).map(PersonaStore::authors);
    }

    private static List<ForumAuthor> authors(RowSet<Row> rows) {
        List<ForumAuthor> out = new ArrayList<>();
        for (Row row : rows) {
            out.add(new ForumAuthor(
                    row.getString(0),
                    row.getString(1),
                    Role.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                    List.of(row.getArrayOfStrings(3)),
                    row.getLong(4),
                    List.of()));
        }
        return out;
    }

    private static Future<RowSet<Row>> run(Tx tx, String sql, Tuple values) {
        return tx.connection().preparedQuery(sql).execute(values);
    }
}
