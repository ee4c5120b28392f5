package org.hublink.transparency;

import io.vertx.core.Future;
import java.util.Arrays;
import org.hublink.platform.Tx;

/** Brings the view of the log up to what is committed, whoever wrote it. */
final class CatchUp {
    private final LogView view;
    private final LogStore store;
    private final Stop stop;

    CatchUp(LogView view, LogStore store, Stop stop) {
        this.view = view;
        this.store = store;
        this.stop = stop;
    }

    /**
     * Adds the stored leaves up to {@code size}, committed by others. Fewer leaves than were seen before, or another last
     * leaf, mean that the database went back: nothing is signed any more.
     */
    Future<Void> to(Tx tx, long size) {
        long known = view.committed();
        if (size < known) {
            stop.because(Stop.DATABASE_WENT_BACK);
            return Future.succeededFuture();
        }
        // The last leaf known is read again: a database that was restored and went on has another one there.
        return page(tx, Math.max(known - 1, 0), size, known);
    }

    private Future<Void> page(Tx tx, long from, long size, long known) {
        if (from >= size) {
            view.commit();
            return Future.succeededFuture();
        }
        return store.leaves(tx, from).compose(leaves -> {
            long index = from;
            for (LogStore.Stored leaf : leaves) {
                if (index == size) break;
                if (index < known) {
                    if (!Arrays.equals(leaf.bytes(), view.ledger().bytes(index))) {
                        stop.because(Stop.DATABASE_WENT_BACK);
                        return Future.succeededFuture();
                    }
                } else {
                    view.addStored(leaf.bytes(), leaf.logged());
                }
                index++;
            }
            if (index == from) return Future.failedFuture(new IllegalStateException("leaf " + from + " is missing"));
            return page(tx, index, size, known);
        });
    }
}
