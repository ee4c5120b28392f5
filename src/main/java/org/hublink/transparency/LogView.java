package org.hublink.transparency;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.MerkleHash;
import org.hublink.protocol.MerkleTree;
import org.hublink.protocol.Part;
import org.hublink.protocol.Trust;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log in memory: leaves, tree, quotas, and how much of it is committed. One event loop; changed behind the turnstile. */
final class LogView {
    private static final Logger LOG = LoggerFactory.getLogger(LogView.class);

    /** What was added since the last commit. */
    private record Fresh(@Nullable Leaf leaf, long logged) {}

    private final Ledger ledger;
    private final MerkleTree tree = new MerkleTree();
    private final Trust trust;
    private final Quotas quotas = new Quotas();
    private final List<Fresh> fresh = new ArrayList<>();
    private final List<Consumer<LoggedStatement>> listeners = new ArrayList<>();

    LogView(Ledger ledger, Trust trust) {
        this.ledger = ledger;
        this.trust = trust;
    }

    Ledger ledger() {
        return ledger;
    }

    MerkleTree tree() {
        return tree;
    }

    Trust trust() {
        return trust;
    }

    Quotas quotas() {
        return quotas;
    }

    /** Leaves known to be committed. */
    long committed() {
        return ledger.size() - fresh.size();
    }

    /** Adds a leaf that another node, or this one before a restart, committed. */
    void addStored(byte[] bytes, long logged) {
        Leaf leaf;
        try {
            leaf = Leaf.read(bytes);
        } catch (Malformed strange) {
            leaf = null;
        }
        add(bytes, MerkleHash.leaf(bytes), leaf, logged);
    }

    /** Adds a leaf that the open transaction is about to write. */
    void add(Leaf leaf, long logged) {
        byte[] bytes = leaf.bytes();
        add(bytes, leaf.merkleHash(), leaf, logged);
    }

    /** Remembers whose keys a leaf's parts name; those that are not at hand say nothing. */
    void learn(long index, Leaf leaf, List<@Nullable Part> parts) {
        Part first = parts.isEmpty() ? null : parts.get(0);
        if (first != null) trust.learn(new LoggedStatement(index, leaf), first);
    }

    private void add(byte[] bytes, Digest hash, @Nullable Leaf leaf, long logged) {
        if (leaf == null) ledger.add(bytes);
        else ledger.add(leaf);
        tree.append(hash);
        fresh.add(new Fresh(leaf, logged));
        if (leaf != null) quotas.count(leaf.header().country(), logged);
    }

    /** All that was added is committed: the listeners hear of it. */
    void commit() {
        long index = committed();
        List<Fresh> told = List.copyOf(fresh);
        fresh.clear();
        for (Fresh one : told) {
            if (one.leaf() != null) tell(new LoggedStatement(index, one.leaf()));
            index++;
        }
    }

    /** The transaction failed: forget what was added. What was committed after all comes back by catching up. */
    void rollback() {
        long keep = committed();
        for (Fresh one : fresh) {
            if (one.leaf() != null) quotas.uncount(one.leaf().header().country(), one.logged());
        }
        fresh.clear();
        ledger.truncate(keep);
        tree.truncate(keep);
    }

    void listen(Consumer<LoggedStatement> listener) {
        for (long i = 0; i < committed(); i++) {
            Leaf leaf = ledger.leaf(i);
            if (leaf != null) tell(listener, new LoggedStatement(i, leaf));
        }
        listeners.add(listener);
    }

    private void tell(LoggedStatement statement) {
        for (Consumer<LoggedStatement> listener : listeners) tell(listener, statement);
    }

    private static void tell(Consumer<LoggedStatement> listener, LoggedStatement statement) {
        try {
            listener.accept(statement);
        } catch (RuntimeException bug) {
            LOG.error("a listener of the log failed at leaf {}", statement.index(), bug);
        }
    }
}
