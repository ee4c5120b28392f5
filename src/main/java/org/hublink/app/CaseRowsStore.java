package org.hublink.app;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.demo.Stored;
import org.hublink.platform.Database;
import org.hublink.platform.Tx;

/** Every stored row of one conversation, as it is: the demo shows what a seized server would give away. */
final class CaseRowsStore {
    static final String GROUPS = "SELECT to_jsonb(t)::text FROM mls_group t WHERE conversation = $1 ORDER BY opened";
    static final String MEMBERS = """
            SELECT to_jsonb(t)::text FROM member t JOIN mls_group g ON g.id = t.group_id
             WHERE g.conversation = $1 ORDER BY t.from_seq
            """;
    static final String MESSAGES = """
            SELECT to_jsonb(t)::text FROM message t JOIN mls_group g ON g.id = t.group_id
             WHERE g.conversation = $1 ORDER BY t.seq
            """;
    static final String WELCOMES = """
            SELECT to_jsonb(t)::text FROM welcome t JOIN mls_group g ON g.id = t.group_id
             WHERE g.conversation = $1 ORDER BY t.seq
            """;
    static final String CURSORS = """
            SELECT to_jsonb(t)::text FROM cursor t JOIN mls_group g ON g.id = t.group_id
             WHERE g.conversation = $1 ORDER BY t.seq
            """;
    static final String HINTS = "SELECT to_jsonb(t)::text FROM case_hint t WHERE conversation = $1";
    static final String CONTENTS = "SELECT to_jsonb(t)::text FROM content t WHERE conversation = $1";
    static final String ARCHIVED = "SELECT to_jsonb(t)::text FROM archive_record t WHERE conversation = $1";

    private CaseRowsStore() {}

    /** The tables in the order of the story. */
    static Future<List<Stored>> of(Database database, byte[] conversation) {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("mls_group", GROUPS);
        tables.put("member", MEMBERS);
        tables.put("welcome", WELCOMES);
        tables.put("message", MESSAGES);
        tables.put("cursor", CURSORS);
        tables.put("case_hint", HINTS);
        tables.put("content", CONTENTS);
        tables.put("archive_record", ARCHIVED);
        return database.read(tx -> {
            List<Stored> found = new ArrayList<>();
            Future<?> all = Future.succeededFuture();
            for (Map.Entry<String, String> table : tables.entrySet()) {
                all = all.compose(before -> rows(tx, table.getValue(), conversation)
                        .onSuccess(rows -> found.add(new Stored(table.getKey(), rows))));
            }
            return all.map(found);
        });
    }

    private static Future<List<Map<String, String>>> rows(Tx tx, String sql, byte[] conversation) {
        return tx.connection()
                .preparedQuery(sql)
                .execute(Tuple.of(Buffer.buffer(conversation)))
                .map(rows -> {
                    List<Map<String, String>> found = new ArrayList<>();
                    rows.forEach(row -> {
                        Map<String, String> columns = new LinkedHashMap<>();
                        new JsonObject(row.getString(0))
                                .forEach(one -> columns.put(one.getKey(), String.valueOf(one.getValue())));
                        found.add(columns);
                    });
                    return found;
                });
    }
}
