package org.hublink.officers;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.hublink.platform.Database;
import org.hublink.platform.Tx;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Part;
import org.hublink.protocol.Reason;
import org.hublink.protocol.Signature;
import org.hublink.protocol.Verdict;
import org.hublink.transparency.Appended;
import org.hublink.transparency.Transparency;
import org.jspecify.annotations.Nullable;

/**
 * Gathers signatures of a country's operators under any of its statements, and logs each statement at once when its threshold
 * is full. Every signature is judged when it comes: who is no operator, signs twice, or signs for himself is refused then.
 */
final class Signatures {
    /** Statements of one country that may wait. */
    static final int PENDING_MAX = 5_000;

    static final Duration PENDING_LIFE = Duration.ofDays(14);

    private final Database database;
    private final PendingStore store;
    private final EnrolmentStore applications;
    private final Transparency log;
    private final Clock clock;

    Signatures(Database database, PendingStore store, EnrolmentStore applications, Transparency log, Clock clock) {
        this.database = database;
        this.store = store;
        this.applications = applications;
        this.log = log;
        this.clock = clock;
    }

    /** A signed statement; one that waits already gets the signatures it lacks. */
    Future<Gathered> submit(
            String country, Envelope envelope, List<@Nullable Part> parts, @Nullable Digest invitation) {
        Pending fresh;
        try {
            long now = clock.now();
            fresh = Pending.of(envelope, parts, invitation, false, now, now + PENDING_LIFE.toSeconds());
        } catch (Malformed refused) {
            return refused(refused.reason(), "The statement is not well-formed.");
        }
        if (!fresh.country().equals(country)) {
            return refused(Reason.FOREIGN_COUNTRY.code(), "Your session speaks for another country.");
        }
        return database.inTransaction(tx -> store.lock(tx, fresh.digest(), country, clock.now())
                        .compose(known -> known == null ? first(tx, fresh) : more(tx, known, envelope.signatures())))
                .compose(this::finished);
    }

    /** One more signature under a statement that waits. */
    Future<Gathered> sign(String country, Digest digest, Signature signature) {
        return database.inTransaction(tx -> store.lock(tx, digest, country, clock.now())
                        .compose(known -> known == null
                                ? Future.succeededFuture(new Step(new Gathered.Unknown(), null))
                                : more(tx, known, List.of(signature))))
                .compose(this::finished);
    }

    Future<List<Pending>> list(String country) {
        return database.read(tx -> store.list(tx, country, clock.now(), PENDING_MAX));
    }

    Future<Boolean> withdraw(String country, Digest digest) {
        return database.inTransaction(tx -> store.drop(tx, digest, country));
    }

    /** Logs what is complete and was left behind by a node that died, or by a log that was stopped. */
    Future<Void> finishAll() {
        return database.read(tx -> store.complete(tx, clock.now())).compose(left -> {
            Future<Void> done = Future.succeededFuture();
            for (Pending pending : left) {
                done = done.compose(before -> finish(pending).mapEmpty());
            }
            return done;
        });
    }

    /** The outcome, or the statement that is to be logged once the transaction is committed. */
    private record Step(
            @Nullable Gathered outcome, @Nullable Pending complete) {}

    private Future<Step> first(Tx tx, Pending fresh) {
        return judged(fresh).compose(judged -> {
            Pending pending = judged.pending();
            if (pending == null) {
                return Future.succeededFuture(new Step(judged.outcome(), null));
            }
            return store.count(tx, pending.country()).compose(count -> {
                if (count >= PENDING_MAX) {
                    return Future.succeededFuture(new Step(
                            new Gathered.Refused("pending-too-many", "Too many statements of your country wait."),
                            null));
                }
                return store.put(tx, pending)
                        .map(put -> put
                                ? step(judged)
                                : new Step(
                                        new Gathered.Refused("pending-raced", "Another sent it just now: send again."),
                                        null));
            });
        });
    }

    private Future<Step> more(Tx tx, Pending known, List<Signature> signatures) {
        Envelope envelope = known.envelope();
        for (Signature signature : signatures) {
            boolean there = false;
            for (Signature one : envelope.signatures()) {
                there |= one.keyId().equals(signature.keyId());
            }
            if (!there && envelope.signatures().size() < Envelope.SIGNATURES_MAX) {
                envelope = envelope.with(signature);
            }
        }
        if (known.complete()) {
            return Future.succeededFuture(new Step(null, known));
        }
        return judged(known.with(envelope, false)).compose(judged -> {
            Pending pending = judged.pending();
            return pending == null
                    ? Future.succeededFuture(new Step(judged.outcome(), null))
                    : store.signed(tx, pending).map(step(judged));
        });
    }

    private static Step step(Judged judged) {
        Pending pending = judged.pending();
        return pending != null && pending.complete() ? new Step(null, pending) : new Step(judged.outcome(), null);
    }

    /** Refused: an outcome alone. Waiting: outcome and statement. Complete: the statement alone counts. */
    private record Judged(Gathered outcome, @Nullable Pending pending) {}

    private Future<Judged> judged(Pending pending) {
        Leaf leaf;
        try {
            leaf = Leaf.of(pending.envelope());
        } catch (Malformed refused) {
            return Future.succeededFuture(
                    new Judged(new Gathered.Refused(refused.reason(), "The statement is not well-formed."), null));
        }
        return log.judge((trust, moment) -> {
            Verdict<Leaf> admitted = trust.admits(leaf, pending.parts(), moment);
            if (admitted instanceof Verdict.Trusted<Leaf>) {
                return new Judged(
                        new Gathered.Waits(pending.digest(), List.of()), pending.with(pending.envelope(), true));
            }
            Verdict<Leaf> gathers = trust.gathers(leaf, pending.parts(), moment);
            if (gathers instanceof Verdict.Trusted<Leaf> trusted) {
                List<String> persons = trusted.proof().persons();
                return new Judged(new Gathered.Waits(pending.digest(), persons), pending);
            }
            Verdict.Refused<Leaf> refused = (Verdict.Refused<Leaf>) gathers;
            return new Judged(new Gathered.Refused(refused.reason().code(), refused.detail()), null);
        });
    }

    private Future<Gathered> finished(Step step) {
        Pending complete = step.complete();
        Gathered outcome = step.outcome();
        if (complete != null) {
            return finish(complete);
        }
        return outcome == null
                ? Future.failedFuture(new IllegalStateException("no outcome"))
                : Future.succeededFuture(outcome);
    }

    private Future<Gathered> finish(Pending pending) {
        return log.append(pending.envelope(), pending.parts()).compose(appended -> {
            if (appended instanceof Appended.Unavailable unavailable) {
                return Future.succeededFuture(new Gathered.Unavailable(unavailable.code()));
            }
            Gathered outcome = outcome(pending, appended);
            boolean logged = outcome instanceof Gathered.Logged;
            return database.inTransaction(tx -> store.drop(tx, pending.digest(), pending.country())
                            .compose(dropped -> erase(tx, pending, logged)))
                    .map(outcome);
        });
    }

    private static Gathered outcome(Pending pending, Appended appended) {
        if (appended instanceof Appended.Logged logged) {
            return new Gathered.Logged(pending.digest(), logged.index());
        }
        if (appended instanceof Appended.Already already) {
            return new Gathered.Logged(pending.digest(), already.index());
        }
        if (appended instanceof Appended.Refused refused) {
            return new Gathered.Refused(refused.reason().code(), refused.detail());
        }
        throw new AssertionError(appended);
    }

    private Future<Boolean> erase(Tx tx, Pending pending, boolean logged) {
        Digest invitation = pending.invitation();
        return logged && invitation != null
                ? applications.erase(tx, invitation, pending.country())
                : Future.succeededFuture(false);
    }

    private static Future<Gathered> refused(String code, String detail) {
        return Future.succeededFuture(new Gathered.Refused(code, detail));
    }
}
