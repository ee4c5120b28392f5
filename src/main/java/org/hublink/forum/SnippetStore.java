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

/** The lines shown below hits: where the lexemes stand is read of the stored lexemes, what stands there of the stored text. */
final class SnippetStore {
    /** Lexemes as PostgreSQL writes them: taking them apart in it takes longer than the search. */
    static final String LINES = "SELECT thread, body, words::text AS words FROM forum_search WHERE thread = ANY ($1)";

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
        return tx.connection().preparedQuery(LINES).execute(Tuple.of(threads)).map(rows -> {
            Map<ByteBuffer, String> lines = new LinkedHashMap<>();
            rows.forEach(row -> lines.put(
                    ByteBuffer.wrap(row.getBuffer("thread").getBytes()),
                    line(row.getString("body"), StoredLexemes.of(row.getString("words"), lexemes))));
            List<Hit> hits = new ArrayList<>();
            for (Hit hit : found.hits()) {
                hits.add(new Hit(hit.thread(), hit.rank(), lines.getOrDefault(ByteBuffer.wrap(hit.thread()), "")));
            }
            return new Found(hits, found.total());
        });
    }

    private String line(String body, Map<String, List<Integer>> places) {
        Snippet snippet = new Snippet(body, words);
        places.forEach((lexeme, at) -> at.forEach(place -> snippet.mark(lexeme, place)));
        return snippet.text();
    }
}
