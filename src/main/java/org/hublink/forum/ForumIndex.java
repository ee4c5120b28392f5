package org.hublink.forum;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hublink.platform.Tx;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.ForumEntry;
import org.hublink.protocol.ForumPost;
import org.hublink.protocol.ForumThread;
import org.hublink.protocol.RandomId;

/** Which threads a list shows, and in which order. */
final class ForumIndex {
    /** Open for so long and taken by nobody: moderators see to it. */
    static final long WAITING_SECONDS = 48 * 3_600L;

    private final ForumStore store;
    private final ForumSearchStore search;
    private final Clock clock;

    ForumIndex(ForumStore store, ForumSearchStore search, Clock clock) {
        this.store = store;
        this.search = search;
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

    /** Keeps what is searched of a thread up to date: what is shown of it now, and nothing else. */
    Future<Void> put(Tx tx, RandomId thread, ForumThread built) {
        ForumEntry question = built.question();
        if (question == null || question.fate() != ForumEntry.Fate.SHOWN) {
            return search.drop(tx, thread.bytes());
        }
        ForumPost asked = question.post();
        List<String> below = new ArrayList<>();
        for (ForumEntry entry : built.posts()) {
            if (!entry.id().equals(question.id()) && entry.fate() == ForumEntry.Fate.SHOWN) {
                below.add(entry.post().text());
            }
        }
        return search.index(
                tx,
                new ForumSearchStore.Indexed(
                        thread.bytes(),
                        clock.now(),
                        Objects.requireNonNullElse(asked.language(), ""),
                        Objects.requireNonNullElse(asked.title(), ""),
                        asked.tags(),
                        asked.text(),
                        below));
    }

    /** With words the best first, without them what moved last. */
    Future<Found> find(Tx tx, Query query) {
        long waitingBefore = clock.now() - WAITING_SECONDS;
        if (query.words().isBlank()) {
            return store.list(tx, query, waitingBefore);
        }
        ForumSearchStore.Filter filter = new ForumSearchStore.Filter(
                query.space(),
                query.tag(),
                query.author(),
                query.language(),
                query.states(),
                query.only(),
                waitingBefore);
        return search.search(
                        tx,
                        new ForumSearchStore.Query(
                                query.words(), query.language(), filter, query.from(), query.limit()))
                .map(found -> new Found(hits(found.hits()), found.total()));
    }

    Future<Found> similar(Tx tx, String title, String language, int limit) {
        return search.similar(tx, title, language, limit).map(hits -> new Found(hits(hits), hits.size()));
    }

    private static List<Hit> hits(List<ForumSearchStore.Hit> hits) {
        return hits.stream()
                .map(hit -> new Hit(id(hit.thread()), hit.highlight()))
                .toList();
    }

    private static RandomId id(byte[] thread) {
        try {
            return RandomId.from(thread);
        } catch (Malformed broken) {
            throw new IllegalStateException("stored id", broken);
        }
    }
}
