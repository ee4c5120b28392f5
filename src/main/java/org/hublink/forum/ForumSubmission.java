package org.hublink.forum;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.hublink.platform.Database;
import org.hublink.platform.Tx;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Act;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.ForumAuthor;
import org.hublink.protocol.ForumEntry;
import org.hublink.protocol.ForumMark;
import org.hublink.protocol.ForumPost;
import org.hublink.protocol.ForumSaid;
import org.hublink.protocol.ForumStep;
import org.hublink.protocol.ForumThread;
import org.hublink.protocol.ForumTurn;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/** Takes one act: judges its author by the log, its place by the thread, and stores it or says why not. */
final class ForumSubmission {
    /** Questions, answers and comments that one persona may post in an hour; edits and turns count to the second number. */
    static final int POSTS_AN_HOUR_MAX = 30;

    static final int ACTS_AN_HOUR_MAX = 120;
    static final int VOTES_AN_HOUR_MAX = 200;
    /** Fewer than a moderator sees at once, so that nobody fills the queue alone. */
    static final int REPORTS_AN_HOUR_MAX = 20;

    private static final long HOUR_SECONDS = 3_600;

    private final Database database;
    private final ForumStore store;
    private final ReportStore reports;
    private final ForumIndex index;
    private final Authors authors;
    private final Threads threads;
    private final Clock clock;

    ForumSubmission(
            Database database,
            ForumStore store,
            ReportStore reports,
            ForumIndex index,
            Authors authors,
            Threads threads,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.reports = reports;
        this.index = index;
        this.authors = authors;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * How it ended.
     *
     * @param reason empty = it stands; else a code of the protocol, one of {@link ForumThread}, {@code act-stale}, {@code
     *     forum-thread-unknown}, {@code forum-voted}, {@code forum-rate}
     * @param seq its number; 0 for votes and reports
     * @param again it stood there already
     */
    record Taken(String reason, long seq, boolean again) {
        static Taken refused(String reason) {
            return new Taken(reason, 0, false);
        }
    }

    Future<Taken> take(Buffer envelope) throws Malformed {
        Envelope read = Envelope.read(envelope.getBytes());
        return authors.judge(read).compose(judged -> {
            if (judged instanceof Verdict.Refused<ForumSaid> refused) {
                return done(refused.reason().code());
            }
            ForumSaid said = ((Verdict.Trusted<ForumSaid>) judged).value();
            long now = clock.now();
            if (said.sinceRevoked()) {
                return done("signer-revoked");
            }
            if (Math.abs(said.act().time() - now) > Trust.CLOCK_SKEW_SECONDS_MAX) {
                return done("act-stale");
            }
            try {
                return stored(said, envelope, now);
            } catch (Malformed refused) {
                return done(refused.reason());
            }
        });
    }

    private Future<Taken> stored(ForumSaid said, Buffer envelope, long now) throws Malformed {
        Act act = said.act();
        if (act.kind().equals(ForumMark.VOTE) || act.kind().equals(ForumMark.REPORT)) {
            ForumMark mark = ForumMark.read(act.kind(), act.body());
            RandomId thread = RandomId.fromHex(act.context());
            return database.inTransaction(tx -> marked(tx, said, mark, thread, envelope, now));
        }
        Written written = Written.of(act);
        RandomId thread = RandomId.fromHex(written.question() ? act.id() : act.context());
        return database.inTransaction(tx -> store.lock(tx)
                .compose(locked -> store.acts(tx, thread, 0, ForumThread.ACTS_MAX + 1))
                .compose(kept -> added(tx, said, written, thread, kept, envelope, now)));
    }

    private Future<Taken> added(
            Tx tx, ForumSaid said, Written written, RandomId thread, List<Kept> kept, Buffer envelope, long now) {
        for (Kept one : kept) {
            if (one.id().hex().equals(said.act().id())) {
                boolean same = one.digest().equals(said.digest());
                return Future.succeededFuture(same ? new Taken("", one.seq(), true) : Taken.refused("act-replayed"));
            }
        }
        if (kept.isEmpty() && !written.question()) {
            return done("forum-thread-unknown");
        }
        ForumThread built = threads.of(kept);
        String refused = built.add(said);
        if (!refused.isEmpty()) {
            return done(refused);
        }
        return store.lately(tx, said.author(), now - HOUR_SECONDS).compose(lately -> {
            boolean post = !said.act().kind().equals(ForumTurn.KIND)
                    && !said.act().kind().equals(ForumPost.Form.EDIT.code());
            if (lately.all() >= ACTS_AN_HOUR_MAX || (post && lately.posts() >= POSTS_AN_HOUR_MAX)) {
                return done("forum-rate");
            }
            return store.add(tx, thread, said, written, built, envelope, now)
                    .compose(
                            seq -> after(tx, said, written, thread, built, now).map(done -> new Taken("", seq, false)));
        });
    }

    /** What follows from an act that stands: routing, erasure, closed reports, the words that are searched. */
    private Future<Void> after(Tx tx, ForumSaid said, Written written, RandomId thread, ForumThread built, long now) {
        Future<Void> next = index.put(tx, thread, built);
        if (written.question()) {
            return next.compose(done -> authors.route(tx, thread, said.author(), built, now));
        }
        String post = written.post();
        if (post == null || written.step() == null) {
            return next;
        }
        boolean removed = written.step().equals(ForumStep.REMOVE.code());
        boolean decided = removed
                || written.step().equals(ForumStep.HIDE.code())
                || written.step().equals(ForumStep.KEEP.code())
                || written.step().equals(ForumStep.WARN.code());
        Future<Void> closed = decided ? next.compose(done -> reports.close(tx, post, now)) : next;
        return removed ? closed.compose(done -> store.erase(tx, thread, post)) : closed;
    }

    private Future<Taken> marked(Tx tx, ForumSaid said, ForumMark mark, RandomId thread, Buffer envelope, long now) {
        return store.lock(tx)
                .compose(locked -> store.acts(tx, thread, 0, ForumThread.ACTS_MAX + 1))
                .compose(kept -> {
                    if (kept.isEmpty()) {
                        return done("forum-thread-unknown");
                    }
                    ForumThread built = threads.of(kept);
                    ForumEntry entry = built.post(mark.post());
                    String refused = refused(said, mark, built, entry);
                    if (!refused.isEmpty()) {
                        return done(refused);
                    }
                    return mark.reason() == null
                            ? vote(tx, said.author(), mark, thread, envelope, now)
                            : report(tx, said.author(), mark, thread, envelope, now);
                });
    }

    private static String refused(ForumSaid said, ForumMark mark, ForumThread built, @Nullable ForumEntry entry) {
        if (entry == null) {
            return "forum-post-unknown";
        }
        if (!said.follows(entry.said().digest())) {
            return "forum-chain";
        }
        if (entry.fate() != ForumEntry.Fate.SHOWN) {
            return "forum-removed";
        }
        boolean own = entry.said().author().is(said.author());
        return own ? "forum-own-post" : mark.reason() == null && built.locked() ? "forum-locked" : "";
    }

    private Future<Taken> report(Tx tx, ForumAuthor by, ForumMark mark, RandomId thread, Buffer envelope, long now) {
        return reports.since(tx, by, now - HOUR_SECONDS)
                .compose(lately -> lately >= REPORTS_AN_HOUR_MAX
                        ? done("forum-rate")
                        : reports.add(tx, thread, mark, by, envelope, now).map(fresh -> new Taken("", 0, !fresh)));
    }

    private Future<Taken> vote(Tx tx, ForumAuthor by, ForumMark mark, RandomId thread, Buffer envelope, long now) {
        return store.votesSince(tx, by, now - HOUR_SECONDS).compose(lately -> {
            if (lately >= VOTES_AN_HOUR_MAX) {
                return done("forum-rate");
            }
            return store.vote(tx, thread, mark.post(), by, envelope, now)
                    .compose(first -> first
                            ? Future.succeededFuture(new Taken("", 0, false))
                            : store.voteOf(tx, mark.post(), by)
                                    .map(there -> envelope.equals(there)
                                            ? new Taken("", 0, true)
                                            : Taken.refused("forum-voted")));
        });
    }

    private static Future<Taken> done(String reason) {
        return Future.succeededFuture(Taken.refused(reason));
    }
}
