package org.hublink.mls;

import org.jspecify.annotations.Nullable;

/**
 * Lets one caller in, and never two: a second use throws, from the same thread or another. The core has no threads and
 * no locks; two registers, written and read in this order, are enough (a splitter, as of Lamport and of Moir and
 * Anderson). Callers that race may all be turned away, and then it stays shut: that is a bug of the caller's.
 */
final class Turn {
    private volatile @Nullable Object last;
    private volatile boolean taken;

    void take() {
        Object me = new Object();
        last = me;
        check();
        taken = true;
        if (last != me) {
            throw new IllegalStateException("this group is in use by two callers at once");
        }
    }

    /** Nothing was changed: the next one may come. Only whoever took the turn gives it back. */
    void giveBack() {
        taken = false;
    }

    void check() {
        if (taken) {
            throw new IllegalStateException("this group was used; go on with the one that followed");
        }
    }
}
