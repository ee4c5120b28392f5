package org.hublink.forum;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.platform.Database;
import org.hublink.platform.Incident;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.ForumHeads;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Part;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.hublink.transparency.Appended;
import org.hublink.transparency.PartShelf;
import org.hublink.transparency.Transparency;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The forum's heads in the log: says where all threads stand, gathers the signatures of two moderators, hands the statement to
 * the log, and serves the newest with what its readers need to judge it.
 */
final class LoggedHeads {
    /** Heads of different moderators that wait for another; the newest are shown. */
    static final int WAITING_MAX = 4;

    static final long WAITING_SECONDS_MAX = 2 * 86_400;

    private static final int KEPT = 2;
    private static final Logger LOG = LoggerFactory.getLogger(LoggedHeads.class);

    private final Database database;
    private final HeadsStore store;
    private final Transparency log;
    private final PartShelf faces;
    private final Clock clock;
    private volatile @Nullable Read newest;

    /** The part that was asked for last: all ask for the same. */
    private record Read(long leaf, Part part) {}

    LoggedHeads(Database database, HeadsStore store, Transparency log, PartShelf faces, Clock clock) {
        this.database = database;
        this.store = store;
        this.log = log;
        this.faces = faces;
        this.clock = clock;
    }

    /** What a reader gets: the part of those that he knows as logged, what waits, and the faces of who signed. */
    record Seen(@Nullable Part part, List<HeadsStore.Waiting> waiting, Map<Long, Part> faces) {}

    /** What became of a signature; {@code leaf} is -1 while it waits, {@code reason} empty where it counts. */
    record Signed(String reason, long leaf, List<String> persons) {
        static Signed refused(String reason) {
            return new Signed(reason, -1, List.of());
        }
    }

    /** All threads as they stand; null if there are more than heads can name. */
    Future<@Nullable ForumHeads> now() {
        return database.read(store::now)
                .map(heads -> heads.size() > ForumHeads.THREADS_MAX ? null : new ForumHeads(heads));
    }

    /**
     * What there is to see.
     *
     * @param leaf of the newest heads that the reader's log has: a younger reader's are others
     */
    Future<Seen> seen(long leaf) {
        return log.judge((trust, moment) -> trust.nextVersion(ForumHeads.SUBJECT))
                .compose(next ->
                        database.read(tx -> store.waiting(tx, next, clock.now() - WAITING_SECONDS_MAX, WAITING_MAX)))
                .compose(waiting -> log.judge((trust, moment) -> signers(trust, moment, leaf, waiting))
                        .compose(faces::fetch)
                        .compose(found -> part(leaf).map(part -> new Seen(part, waiting, found))));
    }

    /** Leaves of the personas that signed. */
    private static Set<Long> signers(Trust trust, Moment moment, long leaf, List<HeadsStore.Waiting> waiting) {
        Set<Long> leaves = new LinkedHashSet<>();
        for (HeadsStore.Waiting one : waiting) {
            face(leaves, trust, one.country() + "/" + one.handle(), moment);
        }
        Leaf read = leaf >= 0 && leaf < moment.size() ? trust.ledger().leaf(leaf) : null;
        if (read != null && read.subject().equals(ForumHeads.SUBJECT)) {
            Moment then = new Moment(leaf, read.header().issued());
            Moment after = new Moment(leaf + 1, read.header().issued());
            if (trust.at(ForumHeads.SUBJECT, read.header().version(), after)
                    instanceof Verdict.Trusted<LoggedStatement> trusted) {
                trusted.proof().persons().forEach(person -> face(leaves, trust, person, then));
            }
        }
        return leaves;
    }

    private static void face(Set<Long> leaves, Trust trust, String person, Moment moment) {
        LoggedStatement face = trust.newest(persona(person), moment).valueOrNull();
        if (face != null) {
            leaves.add(face.index());
        }
    }

    /** {@code FR/harbour-17}. */
    private static Subject persona(String person) {
        return new Subject(StatementType.PERSONA, person.substring(0, 2), person.substring(3));
    }

    /** Null if it was erased, or the leaf is another. */
    private Future<@Nullable Part> part(long leaf) {
        Read known = newest;
        if (known != null && known.leaf() == leaf) {
            return Future.succeededFuture(known.part());
        }
        return log.judge((trust, moment) ->
                        trust.ledger().candidates(ForumHeads.SUBJECT).contains(leaf))
                .compose(ours -> ours ? log.parts(leaf) : Future.succeededFuture(Map.<Integer, Part>of()))
                .map(parts -> {
                    Part part = parts.get(0);
                    if (part != null) {
                        newest = new Read(leaf, part);
                    }
                    return part;
                });
    }

    /** Takes heads that one moderator signed, or two: those wait, these are logged. */
    Future<Signed> take(Envelope envelope, Part part) {
        Leaf leaf;
        ForumHeads heads;
        try {
            leaf = Leaf.of(envelope);
            heads = ForumHeads.read(part.body());
        } catch (Malformed refused) {
            return Future.succeededFuture(Signed.refused(refused.reason()));
        }
        if (!leaf.subject().equals(ForumHeads.SUBJECT)) {
            return Future.succeededFuture(Signed.refused("unknown-type"));
        }
        List<@Nullable Part> parts = new ArrayList<>();
        parts.add(part);
        return log.judge((trust, moment) -> trust.gathers(leaf, parts, moment)).compose(judged -> {
            if (judged instanceof Verdict.Refused<Leaf> refused) {
                return Future.succeededFuture(Signed.refused(refused.reason().code()));
            }
            List<String> persons = ((Verdict.Trusted<Leaf>) judged).proof().persons();
            return database.read(tx -> store.agree(tx, heads))
                    .compose(agrees -> !agrees
                            ? Future.succeededFuture(Signed.refused("forum-not-as-logged"))
                            : persons.size() < ForumHeads.MODERATORS
                                    ? waits(leaf, envelope, part, persons)
                                    : logged(envelope, parts, persons));
        });
    }

    private Future<Signed> waits(Leaf leaf, Envelope envelope, Part part, List<String> persons) {
        Subject by = persona(persons.get(0));
        return database.inTransaction(tx -> store.put(
                        tx,
                        by.country(),
                        by.id(),
                        leaf.header().version(),
                        Buffer.buffer(envelope.bytes()),
                        part,
                        clock.now()))
                .map(stored -> new Signed("", -1, persons));
    }

    private Future<Signed> logged(Envelope envelope, List<@Nullable Part> parts, List<String> persons) {
        return log.append(envelope, parts).map(appended -> {
            if (appended instanceof Appended.Logged logged) {
                return new Signed("", logged.index(), persons);
            }
            if (appended instanceof Appended.Already already) {
                return new Signed("", already.index(), persons);
            }
            return Signed.refused(
                    appended instanceof Appended.Refused refused
                            ? refused.reason().code()
                            : "log-unavailable");
        });
    }

    /** Tidies up behind heads that are logged, by whatever way; on the log's event loop. */
    void follow(LoggedStatement statement) {
        if (statement.header().type() == StatementType.FORUM_HEADS) {
            tidied(statement).onFailure(cause -> LOG.warn("old heads could not be dropped: {}", Incident.line(cause)));
        }
    }

    /** Older ones than the last two say nothing more. */
    private Future<Void> tidied(LoggedStatement statement) {
        return log.judge((trust, moment) -> trust.ledger().candidates(ForumHeads.SUBJECT))
                .compose(all -> {
                    if (all.isEmpty() || all.get(all.size() - 1) != statement.index()) {
                        return Future.succeededFuture();
                    }
                    int version = statement.header().version();
                    Future<Void> cleared = database.inTransaction(tx -> store.clear(tx, version));
                    return all.size() <= KEPT
                            ? cleared
                            : cleared.compose(done ->
                                    log.erase(all.get(all.size() - KEPT - 1), 0).mapEmpty());
                });
    }
}
