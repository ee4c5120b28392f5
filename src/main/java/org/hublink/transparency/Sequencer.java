package org.hublink.transparency;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAway;
import org.hublink.platform.DatabaseFull;
import org.hublink.platform.DatabaseUnfit;
import org.hublink.platform.Tx;
import org.hublink.primitives.Clock;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Part;
import org.hublink.protocol.Reason;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/** Takes what is queued, judges it at the end of the log and writes it in one transaction (L7). One event loop. */
final class Sequencer {
    static final int BATCH_LEAVES_MAX = 256;
    static final int QUEUE_LEAVES_MAX = 4_096;
    static final String BUSY = "busy";

    /** One append that waits. */
    private record Waiting(Leaf leaf, List<@Nullable Part> parts, Future<Void> computed, Promise<Appended> promise) {}

    private final Database database;
    private final LogStore store;
    private final LogView view;
    private final CatchUp catchUp;
    private final Turnstile turnstile;
    private final Stop stop;
    private final Clock clock;
    private final SignatureAhead ahead;
    private final Runnable committed;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private boolean running;

    Sequencer(LogParts log, Database database, SignatureAhead ahead, Runnable committed) {
        this.ahead = ahead;
        this.database = database;
        this.store = log.store();
        this.view = log.view();
        this.catchUp = log.catchUp();
        this.turnstile = log.turnstile();
        this.stop = log.stop();
        this.clock = log.clock();
        this.committed = committed;
    }

    Future<Appended> append(Leaf leaf, List<@Nullable Part> parts) {
        String stopped = stop.code();
        if (stopped != null) return Future.succeededFuture(new Appended.Unavailable(stopped));
        if (queue.size() >= QUEUE_LEAVES_MAX) return Future.succeededFuture(new Appended.Unavailable(BUSY));
        Waiting waiting = new Waiting(leaf, parts, ahead.compute(leaf), Promise.promise());
        queue.add(waiting);
        waiting.computed().onComplete(done -> run());
        return waiting.promise().future();
    }

    private void run() {
        if (running) return;
        List<Waiting> batch = new ArrayList<>();
        // In order of arrival: who sent a statement first is judged first.
        while (batch.size() < BATCH_LEAVES_MAX
                && !queue.isEmpty()
                && queue.element().computed().isComplete()) {
            batch.add(queue.remove());
        }
        if (batch.isEmpty()) return;
        running = true;
        batch(batch).onComplete(done -> {
            running = false;
            run();
        });
    }

    private Future<?> batch(List<Waiting> batch) {
        return turnstile
                .enter(() -> database.inTransaction(tx -> inside(tx, batch)).onComplete(done -> {
                    // Still inside the turnstile: nobody sees leaves that were not committed.
                    if (done.succeeded()) view.commit();
                    else view.rollback();
                }))
                .onSuccess(outcomes -> {
                    for (int i = 0; i < batch.size(); i++)
                        batch.get(i).promise().complete(outcomes.get(i));
                    committed.run();
                })
                .recover(cause -> batch.size() == 1 || isOfTheDatabase(cause) ? fail(batch, cause) : singly(batch));
    }

    /** Something in the batch broke it: each goes alone, so that one cannot fail its neighbours. */
    private Future<List<Appended>> singly(List<Waiting> batch) {
        Future<?> last = Future.succeededFuture();
        for (Waiting one : batch)
            last = last.transform(before -> batch(List.of(one)).mapEmpty());
        return last.transform(done -> Future.succeededFuture(List.of()));
    }

    private static Future<List<Appended>> fail(List<Waiting> batch, Throwable cause) {
        for (Waiting one : batch) one.promise().fail(cause);
        return Future.succeededFuture(List.of());
    }

    private static boolean isOfTheDatabase(Throwable cause) {
        return cause instanceof DatabaseAway || cause instanceof DatabaseFull || cause instanceof DatabaseUnfit;
    }

    private Future<List<Appended>> inside(Tx tx, List<Waiting> batch) {
        return store.lockedSize(tx).compose(size -> catchUp.to(tx, size)).compose(caughtUp -> {
            String stopped = stop.code();
            if (stopped != null) {
                Appended no = new Appended.Unavailable(stopped);
                return Future.succeededFuture(batch.stream().map(one -> no).toList());
            }
            long first = view.committed();
            long now = clock.now();
            List<LogStore.Fresh> fresh = new ArrayList<>();
            List<Appended> outcomes = new ArrayList<>();
            for (Waiting one : batch) {
                Appended outcome = judge(one, now);
                outcomes.add(outcome);
                if (outcome instanceof Appended.Logged) fresh.add(new LogStore.Fresh(one.leaf(), one.parts()));
            }
            if (fresh.isEmpty()) return Future.succeededFuture(outcomes);
            return store.write(tx, first, fresh, now).map(outcomes);
        });
    }

    private Appended judge(Waiting one, long now) {
        Leaf leaf = one.leaf();
        Ledger ledger = view.ledger();
        byte[] bytes = leaf.bytes();
        List<Long> same = ledger.candidates(leaf.subject());
        for (int i = same.size() - 1; i >= 0; i--) {
            if (Arrays.equals(bytes, ledger.bytes(same.get(i))))
                return new Appended.Already(same.get(i), leaf.digest());
        }
        if (one.parts().size() != leaf.header().parts().size()) {
            return new Appended.Refused(Reason.PART_MISMATCH, "one part or null for each digest of the header");
        }
        long index = ledger.size();
        Verdict<Leaf> verdict = view.trust().admits(leaf, one.parts(), new Moment(index, now));
        if (verdict instanceof Verdict.Refused<Leaf> refused) {
            return new Appended.Refused(refused.reason(), refused.detail());
        }
        if (view.quotas().exceeded(leaf.header().country(), now)) {
            return new Appended.Refused(
                    Reason.QUOTA_EXCEEDED, "more than " + Transparency.LEAVES_A_DAY_MAX + " leaves of a country today");
        }
        view.add(leaf, now);
        view.learn(index, leaf, one.parts());
        return new Appended.Logged(index, leaf.digest());
    }
}
