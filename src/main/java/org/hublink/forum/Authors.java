package org.hublink.forum;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hublink.platform.Database;
import org.hublink.platform.Incident;
import org.hublink.platform.Tx;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.Act;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.ForumAuthor;
import org.hublink.protocol.ForumEntry;
import org.hublink.protocol.ForumJudge;
import org.hublink.protocol.ForumSaid;
import org.hublink.protocol.ForumThread;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Part;
import org.hublink.protocol.PersonaPart;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Reason;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Verdict;
import org.hublink.transparency.PartShelf;
import org.hublink.transparency.Transparency;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who speaks: judges acts by the log, and knows which experts there are. */
final class Authors {
    /** Experts to whom a new question is shown first. */
    static final int ROUTED_MAX = 3;

    private static final String PERSONA = "persona:";
    private static final Logger LOG = LoggerFactory.getLogger(Authors.class);

    private final Transparency log;
    private final PartShelf faces;
    private final Database database;
    private final PersonaStore store;
    private final Text text;
    private final Set<Subject> moved = new LinkedHashSet<>();
    private boolean awaited;
    private Future<?> last = Future.succeededFuture();

    Authors(Transparency log, PartShelf faces, Database database, PersonaStore store, Text text) {
        this.log = log;
        this.faces = faces;
        this.database = database;
        this.store = store;
        this.text = text;
    }

    /** Judges an act's author and signature as of now. */
    Future<Verdict<ForumSaid>> judge(Envelope envelope) {
        Act.Signer signer;
        try {
            signer = Act.read(envelope, text).signer();
        } catch (Malformed refused) {
            return Future.succeededFuture(Verdict.refused(refused));
        }
        if (signer.type() != Act.SignerType.PERSONA) {
            return Future.succeededFuture(Verdict.refused(Reason.ACT_SIGNER, "the forum knows personas only"));
        }
        return known(signer)
                .compose(found -> log.judge((trust, moment) -> new ForumJudge(trust, faces).judge(envelope, moment)));
    }

    /** Whoever signed, with his face at hand; null if the log knows no such persona now. */
    private Future<@Nullable LoggedStatement> known(Act.Signer signer) {
        return newest(new Subject(StatementType.PERSONA, signer.country(), signer.id()))
                .compose(found -> found == null
                        ? Future.succeededFuture()
                        : faces.fetch(found.index()).map(part -> found));
    }

    private Future<@Nullable LoggedStatement> newest(Subject subject) {
        return log.judge((trust, moment) -> trust.newest(subject, moment).valueOrNull());
    }

    /** Follows personas and what ends them; on the log's event loop. */
    void logged(LoggedStatement statement) {
        StatementType type = statement.header().type();
        String id = statement.header().id();
        String country = statement.header().country();
        if (type == StatementType.PERSONA) {
            moved(new Subject(StatementType.PERSONA, country, id));
        } else if (type == StatementType.REVOCATION && id.startsWith(PERSONA)) {
            moved(new Subject(StatementType.PERSONA, country, id.substring(PERSONA.length())));
        }
    }

    /** Those that move while others are being listed are listed together after them: at a start all of them. */
    private synchronized void moved(Subject subject) {
        moved.add(subject);
        if (!awaited) {
            awaited = true;
            last = last.transform(before -> listed());
        }
    }

    private synchronized Set<Subject> taken() {
        Set<Subject> subjects = new LinkedHashSet<>(moved);
        moved.clear();
        awaited = false;
        return subjects;
    }

    /** What could not be listed is tried again with the next that moves. */
    private synchronized void failed(Set<Subject> subjects, Throwable cause) {
        moved.addAll(subjects);
        LOG.warn("{} personas could not be listed: {}", subjects.size(), Incident.line(cause));
    }

    /** A persona as it counts now; no part if it counts no longer. */
    private record Listed(
            Subject subject, long leaf, @Nullable PersonaPart part) {}

    /** Lists all that moved as they count now, in one transaction. */
    private Future<Void> listed() {
        Set<Subject> subjects = taken();
        List<Listed> found = new ArrayList<>();
        Future<Void> all = Future.succeededFuture();
        for (Subject subject : subjects) {
            all = all.compose(before -> look(subject).map(one -> {
                if (one != null) {
                    found.add(one);
                }
                return null;
            }));
        }
        return all.compose(looked -> database.inTransaction(tx -> {
                    Future<Void> written = Future.succeededFuture();
                    for (Listed one : found) {
                        written = written.compose(before -> write(tx, one));
                    }
                    return written;
                }))
                .onFailure(cause -> failed(subjects, cause));
    }

    private Future<Void> write(Tx tx, Listed one) {
        PersonaPart part = one.part();
        return part == null
                ? store.drop(tx, one.subject().country(), one.subject().id())
                : store.put(tx, one.subject().country(), part, one.leaf());
    }

    /** Null if its part is not at hand or cannot be read: whoever judges one of its acts is told so. */
    private Future<@Nullable Listed> look(Subject subject) {
        return newest(subject)
                .compose(newest -> newest == null
                        ? Future.<@Nullable Listed>succeededFuture(new Listed(subject, -1, null))
                        : faces.fetch(newest.index()).map(part -> read(subject, newest.index(), part)));
    }

    private @Nullable Listed read(Subject subject, long leaf, @Nullable Part part) {
        try {
            return part == null ? null : new Listed(subject, leaf, PersonaPart.read(part.body(), text));
        } catch (Malformed notAFace) {
            return null;
        }
    }

    /** Shows a new question to the experts who have least at hand, never to who asks. */
    Future<Void> route(Tx tx, RandomId thread, ForumAuthor asker, ForumThread built, long now) {
        ForumEntry question = built.question();
        if (question == null || question.post().language() == null) {
            return Future.succeededFuture();
        }
        return store.experts(tx, question.post().tags(), question.post().language(), ROUTED_MAX + 1)
                .compose(found -> {
                    List<ForumAuthor> to = new ArrayList<>();
                    for (ForumAuthor one : found) {
                        if (!one.is(asker) && to.size() < ROUTED_MAX) {
                            to.add(one);
                        }
                    }
                    return store.route(tx, thread, to, now);
                });
    }

    Future<List<ForumAuthor>> experts(Tx tx, List<String> topics, String language, int limit) {
        return store.experts(tx, topics, language, limit);
    }

    Future<List<ForumAuthor>> routed(Tx tx, RandomId thread) {
        return store.routed(tx, thread);
    }
}
