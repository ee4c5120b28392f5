package org.hublink.messaging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.StatementType;

/**
 * Says on every stream that the log has grown by a statement that may take somebody's place away, as soon as a checkpoint that
 * holds it is shown: whoever is connected then removes him at once, and not when he looks next by himself.
 *
 * <p>It names nothing, and no client believes it: a client follows the log as ever. A bell that is kept back costs the seconds
 * until then, a false one costs one look. On the log's event loop.
 */
final class LogBell {
    private static final Set<StatementType> WEIGHTY =
            EnumSet.of(StatementType.REVOCATION, StatementType.DESK, StatementType.AUTHORITY, StatementType.ROOT);

    private final Runnable ring;
    /** Places of what is logged and not shown yet, in their order. */
    private final Deque<Long> waiting = new ArrayDeque<>();

    LogBell(Runnable ring) {
        this.ring = ring;
    }

    void logged(LoggedStatement statement) {
        if (WEIGHTY.contains(statement.header().type())) {
            waiting.add(statement.index());
        }
    }

    void shown(SignedCheckpoint checkpoint) {
        shown(checkpoint.size());
    }

    /** A checkpoint of that many leaves is there to be fetched. */
    void shown(long size) {
        boolean there = false;
        while (!waiting.isEmpty() && waiting.element() < size) {
            waiting.remove();
            there = true;
        }
        if (there) {
            ring.run();
        }
    }
}
