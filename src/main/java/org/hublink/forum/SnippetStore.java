package org.hublink.forum;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
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
    /** Marks as {@code lexeme:place,place lexeme:place}: there is neither a space nor a colon in a lexeme that is asked for. */
    static final String LINES = """
            SELECT s.thread, s.body,
                   (SELECT string_agg(u.lexeme || ':' || array_to_string(u.positions, ','), ' ')
                      FROM unnest(s.words) AS u
                     WHERE u.lexeme = ANY ($2) OR ($3::text <> '' AND starts_with(u.lexeme, $3))) AS marks
              FROM forum_search s
             WHERE s.thread = ANY ($1)
            """;

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
        return tx.connection().preparedQuery(LINES).execute(values).map(rows -> {
            Map<ByteBuffer, String> lines = new LinkedHashMap<>();
            rows.forEach(row -> lines.put(
                    ByteBuffer.wrap(row.getBuffer("thread").getBytes()),
                    line(row.getString("body"), row.getString("marks"))));
            List<Hit> hits = new ArrayList<>();
            for (Hit hit : found.hits()) {
                hits.add(new Hit(hit.thread(), hit.rank(), lines.getOrDefault(ByteBuffer.wrap(hit.thread()), "")));
            }
            return new Found(hits, found.total());
        });
    }

    private String line(String body, @Nullable String marks) {
        Snippet snippet = new Snippet(body, words);
        if (marks != null) {
            for (String mark : marks.split(" ", -1)) {
                int colon = mark.indexOf(':');
                for (String place : mark.substring(colon + 1).split(",", -1)) {
                    snippet.mark(mark.substring(0, colon), Integer.parseInt(place));
                }
            }
        }
        return snippet.text();
    }
}
