package org.hublink.forum;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.forum.ForumSearchStore.Found;
import org.hublink.forum.ForumSearchStore.Hit;
import org.hublink.platform.Tx;
import org.jspecify.annotations.Nullable;

/** The lines shown below hits: where the lexemes stand is asked of the index, what stands there of the stored text. */
final class SnippetStore {
    static final String MARKS = """
            SELECT s.thread, u.lexeme, u.positions
              FROM forum_search s, unnest(s.words) AS u
             WHERE s.thread = ANY ($1)
               AND (u.lexeme = ANY ($2) OR ($3::text <> '' AND starts_with(u.lexeme, $3)))
            """;
    static final String BODIES = "SELECT thread, body FROM forum_search WHERE thread = ANY ($1)";

    private final ForumWords words;

    SnippetStore(ForumWords words) {
        this.words = words;
    }

    /** The same hits with their lines. */
    Future<Found> highlighted(Tx tx, Set<String> lexemes, Found found) {
        if (found.hits().isEmpty()) {
            return Future.succeededFuture(found);
        }
        Buffer[] threads = ForumSearchStore.threads(found.hits());
        List<String> whole = new ArrayList<>();
        String prefix = "";
        for (String lexeme : lexemes) {
            if (lexeme.endsWith("*")) {
                prefix = lexeme.substring(0, lexeme.length() - 1);
            } else {
                whole.add(lexeme);
            }
        }
        Tuple values = Tuple.tuple()
                .addArrayOfBuffer(threads)
                .addArrayOfString(whole.toArray(String[]::new))
                .addString(prefix);
        Map<ByteBuffer, Snippet> snippets = new LinkedHashMap<>();
        return tx.connection()
                .preparedQuery(BODIES)
                .execute(Tuple.tuple().addArrayOfBuffer(threads))
                .compose(rows -> {
                    rows.forEach(row -> snippets.put(key(row), new Snippet(row.getString("body"), words)));
                    return tx.connection().preparedQuery(MARKS).execute(values);
                })
                .map(marks -> {
                    marks.forEach(row -> mark(snippets.get(key(row)), row));
                    List<Hit> hits = new ArrayList<>();
                    for (Hit hit : found.hits()) {
                        Snippet snippet = snippets.get(ByteBuffer.wrap(hit.thread()));
                        hits.add(new Hit(hit.thread(), hit.rank(), snippet == null ? "" : snippet.text()));
                    }
                    return new Found(hits, found.total());
                });
    }

    private static void mark(@Nullable Snippet snippet, Row row) {
        if (snippet != null) {
            snippet.mark(row.getString("lexeme"), row.getArrayOfIntegers("positions"));
        }
    }

    private static ByteBuffer key(Row row) {
        return ByteBuffer.wrap(row.getBuffer("thread").getBytes());
    }
}
