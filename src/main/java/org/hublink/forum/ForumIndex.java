package org.hublink.forum;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hublink.platform.Tx;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.ForumEntry;
import org.hublink.protocol.ForumPost;
import org.hublink.protocol.ForumSpace;
import org.hublink.protocol.ForumState;
import org.hublink.protocol.ForumThread;
import org.hublink.protocol.RandomId;

/** Which threads a list shows, and in which order: by words, or those that moved last. */
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
     * @param reader language of whoever asks: what is said in it comes first
     */
    record Query(
            String words,
            String space,
            String tag,
            String language,
            String author,
            Set<String> states,
            String only,
            String reader,
            int from,
            int limit) {}

    /** @param highlight plain text with U+FFF9 and U+FFFB round what was found */
    record Hit(RandomId thread, String highlight) {}

    record Found(List<Hit> hits, int total) {}

    /** Makes a thread findable as it is now; what is hidden is not found, and a removed question not at all. */
    Future<Void> put(Tx tx, RandomId thread, ForumThread built) {
        ForumEntry question = built.question();
        String language = question == null ? null : question.post().language();
        String title = question == null ? null : question.post().title();
        ForumSpace space = built.space();
        if (question == null
                || space == null
                || language == null
                || title == null
                || built.state() == ForumState.REMOVED) {
            return search.drop(tx, thread.bytes());
        }
        boolean hidden = question.fate() != ForumEntry.Fate.SHOWN;
        List<String> answers = new ArrayList<>();
        for (ForumEntry entry : built.posts()) {
            if (entry.form() == ForumPost.Form.ANSWER && entry.fate() == ForumEntry.Fate.SHOWN) {
                answers.add(
                        entry.id().equals(built.accepted()) ? 0 : answers.size(),
                        entry.post().text());
            }
        }
        return search.index(
                tx,
                new ForumSearchStore.Indexed(
                        thread.bytes(),
                        clock.now(),
                        language,
                        SearchMarks.of(
                                space.code(),
                                language,
                                built.state().code(),
                                Standing.name(question.said().author()),
                                built.answers() == 0),
                        title,
                        built.tags(),
                        hidden ? "" : question.post().text(),
                        answers));
    }

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
                        new ForumSearchStore.Query(query.words(), query.reader(), filter, query.from(), query.limit()))
                .map(found -> found(found.hits(), found.total()));
    }

    /** Threads like a question that is being typed. */
    Future<Found> similar(Tx tx, String title, String language, int limit) {
        return search.similar(tx, title, language, limit).map(hits -> found(hits, hits.size()));
    }

    private static Found found(List<ForumSearchStore.Hit> found, int total) {
        List<Hit> hits = new ArrayList<>();
        for (ForumSearchStore.Hit one : found) {
            try {
                hits.add(new Hit(RandomId.from(one.thread()), one.highlight()));
            } catch (Malformed broken) {
                throw new IllegalStateException("stored id", broken);
            }
        }
        return new Found(hits, total);
    }
}
