package org.hublink.forum;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.hublink.platform.Tx;
import org.hublink.protocol.ForumThread;
import org.hublink.protocol.RandomId;

/** PLACEHOLDER until search lands. */
final class ForumIndex {
    ForumIndex(org.hublink.primitives.Clock clock) {}

    record Query(
            String words,
            String space,
            String tag,
            String language,
            String author,
            Set<String> states,
            String only,
            int from,
            int limit) {}

    record Hit(RandomId thread, String highlight) {}

    record Found(List<Hit> hits, int total) {}

    Future<Void> put(Tx tx, RandomId thread, ForumThread built) {
        return Future.succeededFuture();
    }

    Future<Found> find(Tx tx, Query query) {
        return tx.connection()
                .preparedQuery(
                        "SELECT id FROM forum_thread WHERE state <> 'removed' ORDER BY moved DESC LIMIT $1 OFFSET $2")
                .execute(io.vertx.sqlclient.Tuple.of(query.limit(), query.from()))
                .map(rows -> {
                    List<Hit> hits = new java.util.ArrayList<>();
                    rows.forEach(row -> hits.add(new Hit(ForumStore.id(row.getBuffer(0)), "")));
                    return new Found(hits, hits.size());
                });
    }

    Future<Found> similar(Tx tx, String title, String language, int limit) {
        return Future.succeededFuture(new Found(List.of(), 0));
    }
}
