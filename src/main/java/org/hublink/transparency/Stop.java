package org.hublink.transparency;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this node may sign and log. Once stopped for a cause of its own it stays so until it is started anew. */
final class Stop {
    /** No {@code log-head} here although the log exists: a new node, or a lost disk. */
    static final String NOT_ADOPTED = "log-head-missing";
    /** {@code log-head} names leaves that the database does not have: it was restored. */
    static final String HEAD_BEYOND = "log-head-beyond";
    /** {@code log-head} and the tree have different roots at one size. */
    static final String HEAD_FORKED = "log-head-forked";
    /** {@code log-head} is not signed by this log's keys. */
    static final String HEAD_FOREIGN = "log-head-foreign";
    /** The database has fewer or other leaves than it had while this node ran. */
    static final String DATABASE_WENT_BACK = "database-went-back";
    /** The stored checkpoint is not of this tree or not under these keys. */
    static final String CHECKPOINT_FOREIGN = "checkpoint-foreign";
    /** The root statement names other keys or another origin than this node has. */
    static final String KEYS_FOREIGN = "log-keys-foreign";
    /** A client has a checkpoint under our signatures that the tree does not hold; ends when the tree holds it. */
    static final String SEEN_BEYOND = "checkpoint-beyond";

    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

    private volatile @Nullable String cause;
    private volatile boolean beyond;

    void because(String code) {
        if (cause == null) {
            cause = code;
            LOG.error("the log is neither signed nor written by this node: {}", code);
        }
    }

    /** Every node reads this from the database, so that all stop and all go on together. */
    void beyond(boolean known) {
        if (known != beyond) LOG.error("checkpoint beyond the tree: {}", known ? "signing stops" : "caught up");
        beyond = known;
    }

    boolean knowsBeyond() {
        return beyond;
    }

    @Nullable
    String code() {
        String own = cause;
        return own != null ? own : beyond ? SEEN_BEYOND : null;
    }
}
