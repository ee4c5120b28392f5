package org.hublink.transparency;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.hublink.platform.Database;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Text;
import org.hublink.protocol.Checkpoint;
import org.hublink.protocol.SignedCheckpoint;

/**
 * {@code hub log adopt}: the operator says that the tree in the database is the one to sign on from. For a node without
 * {@code log-head}, or, deliberately, after a restore that lost leaves.
 */
public final class LogAdoption {
    private final Context context;
    private final Database database;
    private final LogParts log;
    private final LogHead head;
    private final NoteCheck notes;
    private final Publisher publisher;

    private LogAdoption(Context context, Database database, LogParts log) {
        this.context = context;
        this.database = database;
        this.log = log;
        this.head = new LogHead(log.settings().headFile());
        this.notes = new NoteCheck(log.settings(), log.keys(), log.view().ledger());
        this.publisher = new Publisher(context, database, log, head, notes);
    }

    /**
     * Writes a {@code log-head} for the tree as it is.
     *
     * @param lost true if the operator knows that signed leaves are gone and wants to go on without them
     */
    public static Future<Adopted> adopt(
            Vertx vertx, Database database, LogKeys keys, LogSettings settings, Clock clock, Text text, boolean lost) {
        Context context = vertx.getOrCreateContext();
        Promise<Adopted> promise = Promise.promise();
        context.runOnContext(here -> {
            LogParts log = LogParts.of(settings, keys, clock, text);
            new LogAdoption(context, database, log).run(lost).onComplete(promise);
        });
        return promise.future();
    }

    private Future<Adopted> run(boolean lost) {
        return publisher
                .poll()
                .compose(polled -> context.executeBlocking(head::read))
                .compose(note -> {
                    Optional<SignedCheckpoint> former = note == null ? Optional.empty() : notes.verified(note);
                    Stop stop = log.stop();
                    if (stop.code() == null || stop.code().equals(Stop.SEEN_BEYOND)) {
                        new StartCheck(log, publisher, notes).check(note);
                    }
                    String code = stop.code();
                    boolean mayGoOn = code == null
                            || code.equals(Stop.NOT_ADOPTED)
                            || (lost
                                    && (code.equals(Stop.HEAD_BEYOND)
                                            || code.equals(Stop.HEAD_FORKED)
                                            || code.equals(Stop.SEEN_BEYOND)));
                    boolean seenBeyond = stop.knowsBeyond() && !lost;
                    if (code != null && (!mayGoOn || seenBeyond)) {
                        String shown = seenBeyond ? Stop.SEEN_BEYOND : code;
                        return Future.succeededFuture(new Adopted.Refused(shown, detail(former)));
                    }
                    return write(former, lost);
                });
    }

    private String detail(Optional<SignedCheckpoint> former) {
        long size = log.view().committed();
        return former.map(f -> f.size() + " leaves were signed here, the database has " + size)
                .orElse("the database has " + size + " leaves");
    }

    private Future<Adopted> write(Optional<SignedCheckpoint> former, boolean lost) {
        long size = log.view().committed();
        SignedCheckpoint shown = publisher.shown();
        long time = Math.max(log.clock().now(), shown == null ? 0 : shown.cosignedAt());
        Checkpoint next =
                new Checkpoint(log.settings().origin(), size, log.view().tree().root(size));
        byte[] note = SignedCheckpoint.sign(next, log.keys().log(), log.keys().cosigner(), time)
                .bytes();
        Future<Void> cleared =
                lost ? database.inTransaction(tx -> log.checkpoints().clearAnyBeyond(tx)) : Future.succeededFuture();
        return cleared.compose(done -> context.<Void>executeBlocking(() -> {
                    head.write(note);
                    return null;
                }))
                .map(written -> new Adopted.Done(
                        size, next.root(), former.map(SignedCheckpoint::size).orElse(-1L)));
    }
}
