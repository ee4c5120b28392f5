package org.hublink.forum;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.platform.Database;
import org.hublink.platform.Tx;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.ForumAuthor;
import org.hublink.protocol.ForumMark;
import org.hublink.protocol.ForumSaid;
import org.hublink.protocol.Part;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.hublink.transparency.PartShelf;
import org.jspecify.annotations.Nullable;

/** What members read: threads whole, lists, what changed, what moderators did. */
final class ForumReading {
    /** Acts of one answer; more follow with the next question. */
    static final int PAGE_BYTES_MAX = 1 << 20;

    static final int PAGE_ACTS_MAX = 500;
    static final int CHANGES_MAX = 500;
    static final int LOG_MAX = 100;
    static final int EXPERTS_MAX = 50;

    private final Database database;
    private final ForumStore store;
    private final ReportStore reports;
    private final ForumIndex index;
    private final Authors authors;
    private final PartShelf faces;
    private final Clock clock;

    ForumReading(
            Database database,
            ForumStore store,
            ReportStore reports,
            ForumIndex index,
            Authors authors,
            PartShelf faces,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.reports = reports;
        this.index = index;
        this.authors = authors;
        this.faces = faces;
        this.clock = clock;
    }

    /** A part of a thread from the beginning or after a number; the faces are those of whoever speaks in it. */
    record Page(
            ForumStore.Summary thread,
            List<Kept> acts,
            boolean more,
            Map<String, Integer> votes,
            List<ForumAuthor> routed,
            Map<Long, Part> faces) {}

    /** A list of threads: in order, each with its question and that question's newest edit. */
    record Listed(
            List<ForumIndex.Hit> hits,
            int total,
            Map<RandomId, ForumStore.Summary> threads,
            List<Kept> acts,
            Map<Long, Part> faces) {}

    record Moderated(List<Kept> acts, Map<Long, Part> faces) {}

    /** Null if there is no such thread. */
    Future<@Nullable Page> thread(RandomId id, long after) {
        return database.<@Nullable Page>read(tx -> store.threads(tx, List.of(id))
                        .compose(found -> {
                            ForumStore.Summary thread = found.get(id);
                            if (thread == null) {
                                return Future.succeededFuture();
                            }
                            return store.acts(tx, id, after, PAGE_ACTS_MAX + 1)
                                    .compose(acts -> store.votes(tx, id)
                                            .compose(votes -> authors.routed(tx, id)
                                                    .map(routed -> page(thread, acts, votes, routed))));
                        }))
                .compose(page -> page == null
                        ? Future.succeededFuture()
                        : faces.fetch(leaves(page.acts()))
                                .map(faces -> new Page(
                                        page.thread(), page.acts(), page.more(), page.votes(), page.routed(), faces)));
    }

    private static Page page(
            ForumStore.Summary thread, List<Kept> acts, Map<String, Integer> votes, List<ForumAuthor> routed) {
        List<Kept> fits = new ArrayList<>();
        long bytes = 0;
        for (Kept one : acts) {
            Buffer act = one.act();
            bytes += act == null ? 0 : act.length();
            if (fits.size() == PAGE_ACTS_MAX || (bytes > PAGE_BYTES_MAX && !fits.isEmpty())) {
                break;
            }
            fits.add(one);
        }
        return new Page(thread, fits, fits.size() < acts.size(), votes, routed, Map.of());
    }

    Future<Listed> list(ForumIndex.Query query) {
        return database.read(tx -> index.find(tx, query).compose(found -> listed(tx, found)))
                .compose(this::faced);
    }

    Future<Listed> similar(String title, String language, int limit) {
        return database.read(tx -> index.similar(tx, title, language, limit).compose(found -> listed(tx, found)))
                .compose(this::faced);
    }

    private Future<Listed> listed(Tx tx, ForumIndex.Found found) {
        List<RandomId> ids = found.hits().stream().map(ForumIndex.Hit::thread).toList();
        return store.threads(tx, ids)
                .compose(threads -> store.questions(tx, ids)
                        .map(acts -> new Listed(found.hits(), found.total(), threads, acts, Map.of())));
    }

    private Future<Listed> faced(Listed listed) {
        return faces.fetch(leaves(listed.acts()))
                .map(faces -> new Listed(listed.hits(), listed.total(), listed.threads(), listed.acts(), faces));
    }

    Future<List<ForumStore.Change>> changes(long after) {
        return database.read(tx -> store.changes(tx, after, CHANGES_MAX));
    }

    Future<Long> newest() {
        return database.read(store::newest);
    }

    Future<Moderated> moderated(long before) {
        return database.read(tx -> store.moderated(tx, before, LOG_MAX))
                .compose(acts -> faces.fetch(leaves(acts)).map(faces -> new Moderated(acts, faces)));
    }

    Future<Map<ForumAuthor, Part>> experts(List<String> topics, String language) {
        return database.read(tx -> authors.experts(tx, topics, language, EXPERTS_MAX))
                .compose(found -> {
                    Set<Long> leaves = new LinkedHashSet<>();
                    found.forEach(one -> leaves.add(one.leaf()));
                    return faces.fetch(leaves).map(faces -> {
                        Map<ForumAuthor, Part> out = new LinkedHashMap<>();
                        for (ForumAuthor one : found) {
                            Part face = faces.get(one.leaf());
                            if (face != null) {
                                out.put(one, face);
                            }
                        }
                        return out;
                    });
                });
    }

    /** What waits for a moderator. */
    record Looked(String reason, List<ReportStore.Report> open, Map<Long, Part> faces) {}

    /** Open reports, if a moderator asks by an act of his persona made just now. */
    Future<Looked> reports(Buffer look) throws Malformed {
        return authors.judge(Envelope.read(look.getBytes())).compose(judged -> {
            if (judged instanceof Verdict.Refused<ForumSaid> refused) {
                return looked(refused.reason().code());
            }
            ForumSaid said = ((Verdict.Trusted<ForumSaid>) judged).value();
            boolean here = said.act().kind().equals(ForumMark.LOOK)
                    && said.act().context().equals(ForumMark.REPORTS);
            if (!here) {
                return looked("act-context");
            }
            if (Math.abs(said.act().time() - clock.now()) > Trust.CLOCK_SKEW_SECONDS_MAX) {
                return looked("act-stale");
            }
            if (!said.author().moderator() || said.sinceRevoked()) {
                return looked("forum-not-a-moderator");
            }
            return database.read(reports::open).compose(open -> {
                Set<Long> leaves = new LinkedHashSet<>();
                open.forEach(one -> leaves.add(one.leaf()));
                return faces.fetch(leaves).map(faces -> new Looked("", open, faces));
            });
        });
    }

    private static Future<Looked> looked(String reason) {
        return Future.succeededFuture(new Looked(reason, List.of(), Map.of()));
    }

    private static Set<Long> leaves(List<Kept> acts) {
        Set<Long> leaves = new LinkedHashSet<>();
        acts.forEach(one -> leaves.add(one.author().leaf()));
        return leaves;
    }
}
