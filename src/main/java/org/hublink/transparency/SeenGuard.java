package org.hublink.transparency;

import io.vertx.core.Future;
import org.hublink.platform.Database;
import org.hublink.protocol.SignedCheckpoint;

/** Listens to what clients saw: one valid checkpoint that this tree does not hold stops all signing on all nodes (L5). */
final class SeenGuard {
    private final Database database;
    private final LogParts log;
    private final Publisher publisher;
    private final NoteCheck notes;

    SeenGuard(Database database, LogParts log, Publisher publisher, NoteCheck notes) {
        this.database = database;
        this.log = log;
        this.publisher = publisher;
        this.notes = notes;
    }

    /** False if it is not of this log, or not under its keys. */
    Future<Boolean> seen(byte[] note) {
        SignedCheckpoint seen = notes.verified(note).orElse(null);
        if (seen == null) return Future.succeededFuture(false);
        if (holds(seen)) return Future.succeededFuture(true);
        // Another node may have written what we do not know yet.
        return publisher.poll().compose(caughtUp -> {
            if (holds(seen)) return Future.succeededFuture(true);
            log.stop().beyond(true);
            return database.inTransaction(tx ->
                            log.checkpoints().putBeyond(tx, seen, log.clock().now()))
                    .map(true);
        });
    }

    private boolean holds(SignedCheckpoint seen) {
        LogView view = log.view();
        return seen.size() <= view.committed() && view.tree().root(seen.size()).equals(seen.root());
    }
}
