package org.hublink.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A subject's statements in the order of their versions (S2). Signatures are checked for the one that is asked for;
 * where leaves claim equal or jumped versions, all of the subject are checked and only a chain without gaps counts.
 */
final class Chain {
    /** A leaf that counts, or why none does. */
    record Link(int index, Finding finding) {}

    private static final Link NONE = new Link(-1, Finding.refused(Reason.NOT_LOGGED, "no such statement"));

    private final Ledger ledger;
    private final Court court;

    Chain(Ledger ledger) {
        this.ledger = ledger;
        this.court = ledger.court();
    }

    /** The newest one before this size. */
    Link newest(Subject subject, long size) {
        return find(subject, size, 0);
    }

    /** The one of this version, from 1. */
    Link at(Subject subject, int version, long size) {
        return find(subject, size, version);
    }

    /** The version of the newest one, 0 for none. */
    int version(Subject subject, long size) {
        Link link = newest(subject, size);
        Leaf leaf = link.finding().counts() ? ledger.leaf(link.index()) : null;
        return leaf == null ? 0 : leaf.header().version();
    }

    /** Looks at all leaves of a subject, so that every one that does not count is noted with its reason. */
    void audit(Subject subject) {
        Versions versions = ledger.versions(subject);
        if (versions != null) {
            int n = versions.below(ledger.size());
            walk(versions, n, 0);
        }
    }

    private Link find(Subject subject, long size, int wanted) {
        Versions versions = ledger.versions(subject);
        int n = versions == null ? 0 : versions.below(size);
        if (versions == null || n == 0) {
            return NONE;
        }
        if (power(subject.type()) || attested(subject.type()) || !versions.clean(n)) {
            return walk(versions, n, wanted);
        }
        if (wanted > 0) {
            return wanted > n ? NONE : link(versions.index(wanted - 1));
        }
        Link newest = link(versions.index(n - 1));
        // One that cannot be judged yet is waited for: nothing older serves instead (S6).
        for (int i = n - 2;
                i >= 0 && !newest.finding().counts() && newest.finding().reason() != Reason.PART_WITHHELD;
                i--) {
            Link older = link(versions.index(i));
            newest = older.finding().counts() ? older : newest;
        }
        return newest;
    }

    private Link walk(Versions versions, int n, int wanted) {
        Link found = null;
        Link refused = NONE;
        int version = 0;
        for (int i = 0; i < n; i++) {
            Link link = link(versions.index(i));
            Reason order = order(versions.version(i), version);
            boolean asked = wanted == 0 || wanted == versions.version(i);
            if (link.finding().counts() && order == null) {
                version++;
                found = asked ? link : found;
            } else if (asked && !link.finding().counts()) {
                refused = link;
            } else if (order != null && link.finding().counts()) {
                court.outOfOrder(link.index(), order);
                refused = asked ? new Link(link.index(), Finding.refused(order, "out of order")) : refused;
            }
        }
        return found == null ? refused : found;
    }

    private static @Nullable Reason order(int version, int newest) {
        if (version == newest + 1) {
            return null;
        }
        if (version > newest) {
            return Reason.VERSION_JUMP;
        }
        return version == newest ? Reason.VERSION_DUPLICATE : Reason.VERSION_OLD;
    }

    private Link link(int index) {
        return new Link(index, court.finding(index));
    }

    private static boolean power(StatementType type) {
        return type == StatementType.ROOT || type == StatementType.AUTHORITY || type == StatementType.REVOCATION;
    }

    /** Whether an attestation counts can depend on parts that are not at hand, so none is taken unchecked. */
    private static boolean attested(StatementType type) {
        return type == StatementType.ATTESTATION;
    }
}
