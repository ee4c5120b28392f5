package org.hublink.transparency;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hublink.platform.Tx;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Part;
import org.hublink.protocol.StatementType;

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
            List<Long> keyed = new ArrayList<>();
            for (LogStore.Stored leaf : leaves) {
                if (index == size) break;
                if (index < known) {
                    if (!Arrays.equals(leaf.bytes(), view.ledger().bytes(index))) {
                        stop.because(Stop.DATABASE_WENT_BACK);
                        return Future.succeededFuture();
                    }
                } else {
                    view.addStored(leaf.bytes(), leaf.logged());
                    if (keyed(index)) keyed.add(index);
                }
                index++;
            }
            if (index == from) return Future.failedFuture(new IllegalStateException("leaf " + from + " is missing"));
            long next = index;
            return learn(tx, keyed).compose(learned -> page(tx, next, size, known));
        });
    }

    private boolean keyed(long index) {
        Leaf leaf = view.ledger().leaf(index);
        return leaf != null
                && (leaf.header().type() == StatementType.DEVICE
                        || leaf.header().type() == StatementType.PERSONA);
    }

    /** Whose keys they are stands in their parts. What was erased is not known any more. */
    private Future<Void> learn(Tx tx, List<Long> keyed) {
        if (keyed.isEmpty()) return Future.succeededFuture();
        return store.parts(tx, keyed).map(found -> {
            for (long index : keyed) {
                Leaf leaf = view.ledger().leaf(index);
                Part first = found.getOrDefault(index, Map.of()).get(0);
                if (leaf != null && first != null) view.learn(index, leaf, List.of(first));
            }
            return null;
        });
    }
}
