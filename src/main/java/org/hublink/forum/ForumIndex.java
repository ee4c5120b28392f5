package org.hublink.forum;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.hublink.platform.Tx;
import org.hublink.primitives.Clock;
import org.hublink.protocol.ForumThread;
import org.hublink.protocol.RandomId;

/** Which threads a list shows, and in which order. */
final class ForumIndex {
    /** Open for so long and taken by nobody: moderators see to it. */
    static final long WAITING_SECONDS = 48 * 3_600L;

    private final ForumStore store;
    private final Clock clock;

    ForumIndex(ForumStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What is asked; empty texts ask for nothing.
     *
     * @param author {@code FR/harbour-17}
     * @param states empty = all but removed ones
     * @param only {@code unanswered}, {@code waiting} or empty
     */
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

    /** @param highlight plain text with U+E000 and U+E001 round what was found */
    record Hit(RandomId thread, String highlight) {}

    record Found(List<Hit> hits, int total) {}

    /** Keeps what is searched of a thread up to date. */
    Future<Void> put(Tx tx, RandomId thread, ForumThread built) {
        return Future.succeededFuture();
    }

    Future<Found> find(Tx tx, Query query) {
        return store.list(tx, query, clock.now() - WAITING_SECONDS);
    }

    Future<Found> similar(Tx tx, String title, String language, int limit) {
        return Future.succeededFuture(new Found(List.of(), 0));
    }
}
