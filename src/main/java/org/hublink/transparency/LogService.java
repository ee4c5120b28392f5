package org.hublink.transparency;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hublink.platform.Database;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Part;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Trust;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The room's inside behind its interface: brings every call to the log's own event loop, and keeps its timers. */
final class LogService implements Transparency {
    private static final long POLL_EVERY_MILLIS = 1_000;
    /** Checkpoints are not made more often, however much is logged. */
    private static final long PUBLISH_EVERY_MILLIS = 250;

    private static final String CHANNEL = "hublink_log";
    private static final long HINT_WAITS_MILLIS = 100;
    private static final int WORKERS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private static final Logger LOG = LoggerFactory.getLogger(LogService.class);

    private final Vertx vertx;
    private final Context context;
    private final Database database;
    private final LogParts log;
    private final Publisher publisher;
    private final WorkerExecutor workers;
    private final Sequencer sequencer;
    private long pollTimer;
    private boolean publishSoon;
    private boolean looking;
    private boolean hinted;
    private boolean closed;
    private Supplier<Future<Void>> deaf = Future::succeededFuture;

    LogService(Vertx vertx, Context context, Database database, LogParts log, Publisher publisher) {
        this.vertx = vertx;
        this.context = context;
        this.database = database;
        this.log = log;
        this.publisher = publisher;
        this.workers = vertx.createSharedWorkerExecutor("hublink-log-signatures", WORKERS);
        SignatureAhead ahead = new SignatureAhead(log.view().ledger(), workers);
        this.sequencer = new Sequencer(log, database, ahead, this::publishSoon);
    }

    void start() {
        pollTimer = vertx.setPeriodic(POLL_EVERY_MILLIS, id -> look());
        deaf = database.listen(CHANNEL, from -> {
            if (!log.store().isOwnHint(from)) context.runOnContext(here -> hinted());
        });
    }

    /** Many hints, one look. */
    private void hinted() {
        if (hinted || closed) return;
        hinted = true;
        vertx.setTimer(HINT_WAITS_MILLIS, id -> {
            hinted = false;
            if (!closed) look();
        });
    }

    /** One at a time: while the database is away each takes long, and appends would queue behind all of them. */
    private void look() {
        if (looking) return;
        looking = true;
        publisher
                .poll()
                .compose(polled -> publisher.publish())
                .onFailure(cause -> LOG.warn("the log could not be followed or signed: {}", cause.getMessage()))
                .onComplete(done -> looking = false);
    }

    private void publishSoon() {
        if (publishSoon || closed) return;
        publishSoon = true;
        vertx.setTimer(PUBLISH_EVERY_MILLIS, id -> {
            publishSoon = false;
            if (closed) return;
            publisher.publish().onFailure(cause -> LOG.warn("the tree could not be signed: {}", cause.getMessage()));
        });
    }

    @Override
    public Future<Appended> append(Envelope envelope, List<@Nullable Part> parts) {
        Leaf leaf;
        try {
            leaf = Leaf.of(envelope);
        } catch (Malformed refused) {
            return Future.succeededFuture(
                    new Appended.Refused(Reason.of(refused), String.valueOf(refused.getMessage())));
        }
        return onLoop(() -> sequencer.append(leaf, parts));
    }

    @Override
    public Trust trust() {
        return log.view().trust();
    }

    @Override
    public Moment moment() {
        return new Moment(log.view().committed(), log.clock().now());
    }

    @Override
    public Ledger ledger() {
        return log.view().ledger();
    }

    @Override
    public <T> Future<T> judge(BiFunction<Trust, Moment, T> question) {
        return onLoop(() -> Future.succeededFuture(question.apply(trust(), moment())));
    }

    @Override
    public @Nullable SignedCheckpoint checkpoint() {
        return publisher.shown();
    }

    @Override
    public @Nullable String stopped() {
        return log.stop().code();
    }

    @Override
    public Future<Map<Integer, Part>> parts(long leaf) {
        return database.read(tx -> log.store().parts(tx, List.of(leaf)))
                .map(found -> found.getOrDefault(leaf, Map.of()));
    }

    @Override
    public Future<Boolean> erase(long leaf, int part) {
        return database.inTransaction(tx -> log.store().erase(tx, leaf, part));
    }

    @Override
    public void onLogged(Consumer<LoggedStatement> listener) {
        context.runOnContext(now -> log.view().listen(listener));
    }

    @Override
    public void onShown(Consumer<SignedCheckpoint> listener) {
        context.runOnContext(now -> publisher.listen(listener));
    }

    @Override
    public Future<Void> close() {
        return onLoop(() -> {
            closed = true;
            vertx.cancelTimer(pollTimer);
            return deaf.get().transform(silent -> log.turnstile().empty()).compose(ended -> workers.close());
        });
    }

    <T> Future<T> onLoop(Supplier<Future<T>> work) {
        if (Vertx.currentContext() == context) return work.get();
        Promise<T> promise = Promise.promise();
        context.runOnContext(here -> {
            try {
                work.get().onComplete(promise);
            } catch (RuntimeException bug) {
                promise.fail(bug);
            }
        });
        return promise.future();
    }
}
