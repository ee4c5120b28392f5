package org.hublink.engine;

import java.util.List;
import org.hublink.protocol.MerkleHash;
import org.hublink.protocol.MerkleTree;
import org.hublink.protocol.NoteKey;
import org.hublink.protocol.Proof;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a server shows of its log, against all that it showed before: a checkpoint is taken only with the leaves that
 * make its root, on top of the tree that is known (L2, L4). Pure; one thread.
 */
final class LogFollower {
    /** L3: sending, adding and joining need a checkpoint no older than this, in seconds. */
    static final long CHECKPOINT_AGE_MAX = 300;

    private static final long CLOCK_SKEW_MAX = 300;

    private final NoteKey log;
    private final NoteKey cosigner;
    private final MerkleTree tree = new MerkleTree();
    private @Nullable SignedCheckpoint head;

    LogFollower(NoteKey log, NoteKey cosigner) {
        this.log = log;
        this.cosigner = cosigner;
    }

    @Nullable
    SignedCheckpoint head() {
        return head;
    }

    /** Judges a checkpoint by itself and against the head; trusted, it still wants its leaves. */
    Verdict<SignedCheckpoint> offered(byte[] note, long now) {
        var verdict = SignedCheckpoint.read(note, log, cosigner);
        var offered = verdict.valueOrNull();
        if (offered == null) {
            return verdict;
        }
        if (offered.cosignedAt() > now + CLOCK_SKEW_MAX) {
            return Verdict.refused(
                    Reason.CLOCK_OFF, "the checkpoint is " + (offered.cosignedAt() - now) + " s ahead of this clock");
        }
        var known = head;
        if (known == null || offered.size() > known.size()) {
            return verdict;
        }
        if (offered.size() < known.size()) {
            return offered.cosignedAt() > known.cosignedAt()
                    ? Verdict.refused(Reason.LOG_SHRUNK, shrunk(known, offered))
                    : Verdict.refused(Reason.CHECKPOINT_STALE, "an older checkpoint than the one already seen");
        }
        return offered.root().equals(known.root())
                ? verdict
                : Verdict.refused(Reason.LOG_FORK, "two trees of " + known.size() + " leaves, both signed");
    }

    /** Reads a checkpoint of one's own store: its signatures hold for ever, its age is no matter. */
    Verdict<SignedCheckpoint> restored(byte[] note) {
        return SignedCheckpoint.read(note, log, cosigner);
    }

    private static String shrunk(SignedCheckpoint known, SignedCheckpoint offered) {
        return "from " + known.size() + " to " + offered.size() + " leaves";
    }

    /** Takes a checkpoint with the leaves between the head and it; refused, nothing has changed. */
    Verdict<SignedCheckpoint> joined(SignedCheckpoint offered, List<byte[]> leaves) {
        long before = tree.size();
        for (var leaf : leaves) {
            tree.append(MerkleHash.leaf(leaf));
        }
        if (tree.size() != offered.size() || !tree.root().equals(offered.root())) {
            tree.truncate(before);
            return Verdict.refused(
                    Reason.LOG_ROOT_MISMATCH, "the leaves served do not make the root of the signed checkpoint");
        }
        head = offered;
        return new Verdict.Trusted<>(offered, new Proof(-1, List.of(log.name(), cosigner.name()), offered.size()));
    }

    /** True if these leaves, from the first on, make the offered root without being what was seen before: two signed histories. */
    boolean forked(SignedCheckpoint offered, List<byte[]> all) {
        var other = new MerkleTree();
        for (var leaf : all) {
            other.append(MerkleHash.leaf(leaf));
        }
        var known = head;
        return known != null
                && other.size() == offered.size()
                && other.root().equals(offered.root())
                && known.size() <= other.size()
                && !other.root(known.size()).equals(known.root());
    }

    /** Compares a peer's checkpoint with the head (L4). */
    Verdict<SignedCheckpoint> gossip(byte[] note, long now) {
        var verdict = SignedCheckpoint.read(note, log, cosigner);
        var named = verdict.valueOrNull();
        var known = head;
        if (named == null || known == null) {
            return verdict;
        }
        if (named.size() > known.size()) {
            return Verdict.refused(
                    Reason.LOG_BEHIND, "a peer was shown " + named.size() + " leaves, this client " + known.size());
        }
        return tree.root(named.size()).equals(named.root())
                ? verdict
                : Verdict.refused(Reason.LOG_FORK, "a peer was shown another tree of " + named.size() + " leaves");
    }

    /** L3, asked before anything is sent, added or joined. */
    Verdict<SignedCheckpoint> maySend(long now) {
        var known = head;
        if (known == null) {
            return Verdict.refused(Reason.CHECKPOINT_STALE, "no checkpoint yet");
        }
        long age = now - known.cosignedAt();
        if (age < -CLOCK_SKEW_MAX) {
            return Verdict.refused(Reason.CLOCK_OFF, "this clock is " + -age + " s behind the log's");
        }
        return age > CHECKPOINT_AGE_MAX
                ? Verdict.refused(Reason.CHECKPOINT_STALE, "the newest checkpoint is " + age + " s old")
                : new Verdict.Trusted<>(known, new Proof(-1, List.of(log.name(), cosigner.name()), known.size()));
    }
}
