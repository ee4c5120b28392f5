package org.hublink.transparency;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hublink.platform.Database;
import org.hublink.platform.Tx;
import org.hublink.primitives.Clock;
import org.hublink.protocol.Checkpoint;
import org.hublink.protocol.Note;
import org.hublink.protocol.SignedCheckpoint;
import org.jspecify.annotations.Nullable;

/**
 * Shows the tree under ever new checkpoints: signs what is committed, puts the note on the node's own disk, then on the one
 * row of the database by compare-and-set, and only then shows it (L5). One event loop.
 */
final class Publisher {
    /** Age at which a cosignature is made anew though nothing was logged; L3 asks for one every 30 s. */
    static final long COSIGN_EVERY_SECONDS = 15;

    private static final long NEVER = Long.MAX_VALUE;

    private final Context context;
    private final Database database;
    private final LogParts log;
    private final LogView view;
    private final Stop stop;
    private final Clock clock;
    private final LogHead head;
    private final NoteCheck notes;
    private final List<Consumer<SignedCheckpoint>> listeners = new ArrayList<>();
    // Read by the door's threads too.
    private volatile @Nullable SignedCheckpoint shown;
    private boolean publishing;
    private long retireAfter = NEVER;

    Publisher(Context context, Database database, LogParts log, LogHead head, NoteCheck notes) {
        this.context = context;
        this.database = database;
        this.log = log;
        this.view = log.view();
        this.stop = log.stop();
        this.clock = log.clock();
        this.head = head;
        this.notes = notes;
    }

    @Nullable
    SignedCheckpoint shown() {
        return shown;
    }

    /** Sees what other nodes did: leaves, the shown checkpoint, and whether one beyond the tree is known. */
    Future<Void> poll() {
        return log.turnstile().enter(() -> {
            SignedCheckpoint before = shown;
            return database.read(tx -> log.store()
                            .size(tx)
                            .compose(size -> log.catchUp().to(tx, size))
                            .compose(caughtUp -> log.checkpoints().current(tx))
                            .compose(row -> {
                                take(row, before);
                                return log.checkpoints().beyond(tx);
                            }))
                    .compose(this::weigh);
        });
    }

    /** Signs and shows the tree if it grew or the cosignature grows old; true if there was something to do. */
    Future<Boolean> publish() {
        SignedCheckpoint before = shown;
        long size = view.committed();
        boolean due =
                before == null || size > before.size() || clock.now() - before.cosignedAt() >= COSIGN_EVERY_SECONDS;
        if (publishing || !due || stop.code() != null) return Future.succeededFuture(false);
        if (before != null
                && (size < before.size() || !view.tree().root(before.size()).equals(before.root()))) {
            stop.because(Stop.CHECKPOINT_FOREIGN);
            return Future.succeededFuture(false);
        }
        publishing = true;
        Checkpoint next =
                new Checkpoint(log.settings().origin(), size, view.tree().root(size));
        // Never an earlier time than the last one's: a smaller tree with a later time would be proof of cheating.
        long time = before == null ? clock.now() : Math.max(clock.now(), before.cosignedAt());
        Note note = SignedCheckpoint.sign(next, log.keys().log(), log.keys().cosigner(), time);
        SignedCheckpoint signed = notes.ours(note.bytes());
        return context.<Void>executeBlocking(() -> {
                    head.write(signed.note());
                    return null;
                })
                .compose(onDisk -> database.inTransaction(tx -> log.checkpoints()
                        .forward(tx, before, signed, note.signatures().get(1))
                        .compose(moved -> moved ? hint(tx).map(true) : Future.succeededFuture(false))))
                .compose(moved -> {
                    if (!moved) return poll().map(true);
                    show(signed);
                    return Future.succeededFuture(true);
                })
                .onComplete(done -> publishing = false);
    }

    private Future<Void> hint(Tx tx) {
        return log.store().hint(tx);
    }

    /** The keys of this node end with the root statement at this index: nothing is signed once it was shown. */
    void retireAfter(long index) {
        retireAfter = index;
        SignedCheckpoint now = shown;
        if (now != null && now.size() > index) log.stop().because(Stop.KEYS_FOREIGN);
    }

    private void show(SignedCheckpoint signed) {
        SignedCheckpoint now = shown;
        boolean newer = now == null
                || signed.size() > now.size()
                || (signed.size() == now.size() && signed.cosignedAt() > now.cosignedAt());
        if (newer) shown = signed;
        if (signed.size() > retireAfter) stop.because(Stop.KEYS_FOREIGN);
        if (newer) listeners.forEach(one -> one.accept(signed));
    }

    /** Is told each checkpoint that is newer than all before it. */
    void listen(Consumer<SignedCheckpoint> listener) {
        listeners.add(listener);
    }

    /**
     * Takes the stored checkpoint as the shown one, if it is of this tree and under our keys.
     *
     * @param before what was shown before the row was read; a row behind it means that the database went back
     */
    private void take(Optional<StoredCheckpoint> stored, @Nullable SignedCheckpoint before) {
        long size = stored.map(StoredCheckpoint::size).orElse(-1L);
        long cosigned = stored.map(StoredCheckpoint::cosigned).orElse(-1L);
        if (before != null && (size < before.size() || cosigned < before.cosignedAt())) {
            stop.because(Stop.DATABASE_WENT_BACK);
            return;
        }
        if (stored.isEmpty() || (before != null && size == before.size() && cosigned == before.cosignedAt())) return;
        Optional<SignedCheckpoint> signed = notes.verified(stored.get().note());
        boolean fits = signed.isPresent()
                && signed.get().size() == size
                && size <= view.committed()
                && view.tree().root(size).equals(signed.get().root());
        if (fits) show(signed.get());
        else stop.because(Stop.CHECKPOINT_FOREIGN);
    }

    private Future<Void> weigh(Optional<StoredCheckpoint> beyond) {
        if (beyond.isEmpty()) {
            stop.beyond(false);
            return Future.succeededFuture();
        }
        StoredCheckpoint row = beyond.get();
        boolean caughtUp =
                row.size() <= view.committed() && view.tree().root(row.size()).equals(row.root());
        if (!caughtUp) {
            stop.beyond(true);
            return Future.succeededFuture();
        }
        return database.inTransaction(tx -> log.checkpoints().clearBeyond(tx, row))
                .onSuccess(cleared -> stop.beyond(false));
    }
}
