package org.hublink.messaging;

import org.hublink.platform.Database;

/**
 * Tells other nodes that something was stored, at most every few milliseconds: whoever hears it waits as long before he looks,
 * and each bell wakes every node. What is stored while the bell rests is told at the end of it. A bell may be lost: every node
 * looks by itself each second.
 */
final class NodeBell {
    static final long REST_MILLIS = 20;

    private final Loop loop;
    private final Database database;
    private final BatchStore store;
    private boolean resting;
    private boolean owed;

    NodeBell(Loop loop, Database database, BatchStore store) {
        this.loop = loop;
        this.database = database;
        this.store = store;
    }

    /** True if a transaction that begins now is to tell it by itself; else {@link #owe} is called once it is committed. */
    boolean rings() {
        if (resting) {
            return false;
        }
        rest();
        return true;
    }

    /** Something was committed that is not told yet. */
    void owe() {
        if (resting) {
            owed = true;
        } else {
            rest();
            database.inOneStatement(store::tell);
        }
    }

    private void rest() {
        resting = true;
        loop.in(REST_MILLIS, () -> {
            resting = false;
            if (owed) {
                owed = false;
                owe();
            }
        });
    }
}
