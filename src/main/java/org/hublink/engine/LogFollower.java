package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
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
 * make its root, on top of the tree that is known (L2, L4). Peers' checkpoints are remembered until the tree has reached them
 * and holds their root. What proves cheating is kept and stops sending for good. Pure; one thread.
 */
final class LogFollower {
    /** L3: sending, adding and joining need a checkpoint no older than this, in seconds. */
    static final long CHECKPOINT_AGE_MAX = 300;
    /** L4: a peer's checkpoint that the tree has not reached for so long counts as another history, in seconds. */
    static final long RECONCILE_SECONDS_MAX = 600;

    static final int AHEAD_MAX = 32;
    static final int EVIDENCE_MAX = 16;

    private static final long CLOCK_SKEW_MAX = 300;
    private static final int STATE_FORMAT = 1;

    /** A peer's checkpoint beyond the tree, and when it was first heard of. */
    private record Ahead(SignedCheckpoint checkpoint, long heard) {}

    private final MerkleTree tree = new MerkleTree();
    private final List<Ahead> ahead = new ArrayList<>();
    private final List<LogEvidence> evidence = new ArrayList<>();
    private NoteKey log;
    private NoteKey cosigner;
    private @Nullable SignedCheckpoint head;
    private @Nullable Reason alarm;

    LogFollower(NoteKey log, NoteKey cosigner) {
        this.log = log;
        this.cosigner = cosigner;
    }

    @Nullable
    SignedCheckpoint head() {
        return head;
    }

    /** Root of the tree over the first leaves that were seen. */
    Digest root(long size) {
        return tree.root(size);
    }

    /** Why this log is not to be trusted with anything new; null while nothing was proved. */
    @Nullable
    Reason alarm() {
        return alarm;
    }

    /** Pairs of notes under the log's own signatures that cannot both be honest; the oldest first. */
    List<LogEvidence> evidence() {
        return List.copyOf(evidence);
    }

    /** From now on only notes under these keys count: a later root statement named them, in the tree that is known. */
    void keys(NoteKey newLog, NoteKey newCosigner) {
        log = newLog;
        cosigner = newCosigner;
    }

    /** Judges a checkpoint by itself and against the head; trusted, it still wants its leaves. */
    Verdict<SignedCheckpoint> offered(byte[] note, long now) {
        Verdict<SignedCheckpoint> verdict = SignedCheckpoint.read(note, log, cosigner);
        SignedCheckpoint offered = verdict.valueOrNull();
        if (offered == null) return verdict;
        if (offered.cosignedAt() > now + CLOCK_SKEW_MAX) {
            return Verdict.refused(
                    Reason.CLOCK_OFF, "the checkpoint is " + (offered.cosignedAt() - now) + " s ahead of this clock");
        }
        for (Ahead peer : ahead) {
            if (shrank(peer.checkpoint(), offered)) {
                keep(Reason.LOG_SHRUNK, peer.checkpoint(), offered);
                return Verdict.refused(
                        Reason.LOG_BEHIND,
                        "a peer was shown " + peer.checkpoint().size() + " leaves before");
            }
        }
        SignedCheckpoint known = head;
        if (known == null || offered.size() > known.size()) return verdict;
        if (!tree.root(offered.size()).equals(offered.root())) {
            return proved(Reason.LOG_FORK, known, offered, "two trees of " + offered.size() + " leaves, both signed");
        }
        if (offered.size() == known.size()) return verdict;
        return shrank(known, offered)
                ? proved(
                        Reason.LOG_SHRUNK, known, offered, "from " + known.size() + " to " + offered.size() + " leaves")
                : Verdict.refused(Reason.CHECKPOINT_STALE, "an older checkpoint than the one already seen");
    }

    /** Reads a checkpoint of one's own store: its signatures hold for ever, its age is no matter. */
    Verdict<SignedCheckpoint> restored(byte[] note) {
        return SignedCheckpoint.read(note, log, cosigner);
    }

    /** Takes a checkpoint with the leaves between the head and it; refused, nothing has changed. */
    Verdict<SignedCheckpoint> joined(SignedCheckpoint offered, List<byte[]> leaves) {
        long before = tree.size();
        for (byte[] leaf : leaves) tree.append(MerkleHash.leaf(leaf));
        if (tree.size() != offered.size() || !tree.root().equals(offered.root())) {
            tree.truncate(before);
            return Verdict.refused(
                    Reason.LOG_ROOT_MISMATCH, "the leaves served do not make the root of the signed checkpoint");
        }
        SignedCheckpoint known = head;
        boolean older = known != null && offered.size() == known.size() && offered.cosignedAt() < known.cosignedAt();
        if (!older) head = offered;
        reconcile(offered);
        return trusted(offered);
    }

    /** True if these leaves, from the first on, make the offered root without being what was seen before: two signed histories. */
    boolean forked(SignedCheckpoint offered, List<byte[]> all) {
        SignedCheckpoint known = head;
        if (known == null) return false;
        MerkleTree other = new MerkleTree();
        for (byte[] leaf : all) other.append(MerkleHash.leaf(leaf));
        boolean forked = other.size() == offered.size()
                && other.root().equals(offered.root())
                && known.size() <= other.size()
                && !other.root(known.size()).equals(known.root());
        if (forked) proved(Reason.LOG_FORK, known, offered, "");
        return forked;
    }

    /** Compares a peer's checkpoint with the tree (L4); beyond it, it is remembered until the tree is there. */
    Verdict<SignedCheckpoint> gossip(byte[] note, long now) {
        Verdict<SignedCheckpoint> verdict = SignedCheckpoint.read(note, log, cosigner);
        SignedCheckpoint named = verdict.valueOrNull();
        SignedCheckpoint known = head;
        if (named == null || known == null) return verdict;
        if (named.size() > known.size()) {
            if (shrank(named, known)) keep(Reason.LOG_SHRUNK, named, known);
            remember(named, now);
            return Verdict.refused(
                    Reason.LOG_BEHIND, "a peer was shown " + named.size() + " leaves, this client " + known.size());
        }
        if (!tree.root(named.size()).equals(named.root())) {
            return proved(
                    Reason.LOG_FORK, known, named, "a peer was shown another tree of " + named.size() + " leaves");
        }
        return shrank(known, named)
                ? proved(Reason.LOG_SHRUNK, known, named, "a peer was shown fewer leaves later")
                : verdict;
    }

    /** L3 and L4, asked before anything is sent, added or joined. */
    Verdict<SignedCheckpoint> maySend(long now) {
        SignedCheckpoint known = head;
        if (known == null) return Verdict.refused(Reason.CHECKPOINT_STALE, "no checkpoint yet");
        for (Ahead peer : ahead) {
            if (alarm == null && now - peer.heard() > RECONCILE_SECONDS_MAX) {
                proved(Reason.LOG_FORK, known, peer.checkpoint(), "");
            }
        }
        Reason proved = alarm;
        if (proved != null) return Verdict.refused(proved, "this log was seen cheating; the proof is kept");
        if (!ahead.isEmpty()) return Verdict.refused(Reason.LOG_BEHIND, "peers were shown more leaves");
        long age = now - known.cosignedAt();
        if (age < -CLOCK_SKEW_MAX) {
            return Verdict.refused(Reason.CLOCK_OFF, "this clock is " + -age + " s behind the log's");
        }
        return age > CHECKPOINT_AGE_MAX
                ? Verdict.refused(Reason.CHECKPOINT_STALE, "the newest checkpoint is " + age + " s old")
                : trusted(known);
    }

    /** What must outlive a restart beside head and leaves: peers' checkpoints, proofs, the alarm. */
    byte[] state() {
        Reason proved = alarm;
        ByteWriter out = new ByteWriter().u8(STATE_FORMAT);
        out.vector(Utf8.encode(proved == null ? "" : proved.code())).u16(ahead.size());
        for (Ahead peer : ahead) out.u64(peer.heard()).vector(peer.checkpoint().note());
        out.u16(evidence.size());
        for (LogEvidence one : evidence) one.into(out);
        return out.toBytes();
    }

    /** Takes the state back into a follower that has its leaves again; what the tree has reached since falls away. */
    void restoreState(byte[] state) throws Malformed {
        ByteReader in = new ByteReader(state);
        if (in.u8() != STATE_FORMAT) throw new Malformed("follower-format");
        String code = Utf8.decode(in.vector(64));
        for (int n = in.u16(); n > 0; n--) {
            long heard = in.u64();
            SignedCheckpoint peer = restored(in.vector()).valueOrNull();
            // A note under keys that are no longer the log's says nothing any more.
            if (peer != null && ahead.size() < AHEAD_MAX) ahead.add(new Ahead(peer, heard));
        }
        for (int n = in.u16(); n > 0; n--) {
            LogEvidence one = LogEvidence.read(in);
            if (evidence.size() < EVIDENCE_MAX) evidence.add(one);
        }
        in.end();
        if (!code.isEmpty()) alarm = Reason.of(new Malformed(code));
        SignedCheckpoint known = head;
        if (known != null) reconcile(known);
    }

    /** A smaller tree with a later time than a larger one is proof of cheating (L4). */
    private static boolean shrank(SignedCheckpoint larger, SignedCheckpoint smaller) {
        return smaller.size() < larger.size() && smaller.cosignedAt() > larger.cosignedAt();
    }

    private void remember(SignedCheckpoint named, long now) {
        for (Ahead peer : ahead) {
            if (peer.checkpoint().checkpoint().equals(named.checkpoint())) return;
        }
        // The oldest are nearest to their ten minutes; a flood of new ones must not push them out.
        if (ahead.size() < AHEAD_MAX) ahead.add(new Ahead(named, now));
    }

    private void reconcile(SignedCheckpoint reached) {
        for (Ahead peer : List.copyOf(ahead)) {
            SignedCheckpoint named = peer.checkpoint();
            if (named.size() > tree.size()) continue;
            ahead.remove(peer);
            if (!tree.root(named.size()).equals(named.root())) proved(Reason.LOG_FORK, named, reached, "");
        }
    }

    private Verdict<SignedCheckpoint> proved(
            Reason reason, SignedCheckpoint one, SignedCheckpoint other, String detail) {
        alarm = reason;
        keep(reason, one, other);
        return Verdict.refused(reason, detail);
    }

    private void keep(Reason reason, SignedCheckpoint one, SignedCheckpoint other) {
        LogEvidence pair = new LogEvidence(reason, one.note(), other.note());
        if (evidence.size() < EVIDENCE_MAX && !evidence.contains(pair)) evidence.add(pair);
    }

    private Verdict<SignedCheckpoint> trusted(SignedCheckpoint checkpoint) {
        return new Verdict.Trusted<>(
                checkpoint, new Proof(-1, List.of(log.name(), cosigner.name()), checkpoint.size()));
    }
}
