package org.hublink.protocol;

import java.util.Map;
import java.util.TreeMap;

/** Judges leaves in their own place in the log. */
final class Court {
    private final Ledger ledger;
    private final TreeMap<Long, Ignored> found = new TreeMap<>();

    Court(Ledger ledger) {
        this.ledger = ledger;
    }

    void added(int index, StatementType type) {}

    void truncated(long size) {
        found.tailMap(size, true).clear();
    }

    Map<Long, Ignored> found() {
        return found;
    }

    Ledger ledger() {
        return ledger;
    }
}
