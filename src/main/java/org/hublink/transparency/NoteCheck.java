package org.hublink.transparency;

import java.util.List;
import java.util.Optional;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.NoteKey;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Subject;

/** Knows notes of this log: under the node's keys, or under those that a root statement of this log named once. */
final class NoteCheck {
    private final LogSettings settings;
    private final LogKeys keys;
    private final Ledger ledger;

    NoteCheck(LogSettings settings, LogKeys keys, Ledger ledger) {
        this.settings = settings;
        this.keys = keys;
        this.ledger = ledger;
    }

    /** A note that this node just signed. */
    SignedCheckpoint ours(byte[] note) {
        SignedCheckpoint read = SignedCheckpoint.read(note, settings.logKey(keys), settings.cosignerKey(keys))
                .valueOrNull();
        if (read == null) throw new IllegalStateException("a note of our own does not verify");
        return read;
    }

    Optional<SignedCheckpoint> verified(byte[] note) {
        SignedCheckpoint read = SignedCheckpoint.read(note, settings.logKey(keys), settings.cosignerKey(keys))
                .valueOrNull();
        if (read != null) return Optional.of(read);
        List<Long> roots = ledger.candidates(Subject.ROOT);
        for (int i = 0; i < roots.size(); i++) {
            Leaf leaf = ledger.leaf(roots.get(i));
            if (leaf == null || !(leaf.header().facts() instanceof RootFacts facts)) continue;
            NoteKey log = new NoteKey(facts.origin(), facts.logKey());
            NoteKey cosigner = NoteKey.cosigner(facts.origin(), facts.cosignerKey());
            SignedCheckpoint older = SignedCheckpoint.read(note, log, cosigner).valueOrNull();
            // Replaced keys signed up to the root that replaced them, and a little beyond; nothing else is theirs.
            long last = i + 1 < roots.size() ? roots.get(i + 1) + Sequencer.QUEUE_LEAVES_MAX : Long.MAX_VALUE;
            if (older != null && older.size() <= last) return Optional.of(older);
        }
        return Optional.empty();
    }
}
