package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Checkpoint;
import org.hublink.protocol.MerkleHash;
import org.hublink.protocol.MerkleTree;
import org.hublink.protocol.NoteKey;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.SigningKey;
import org.hublink.protocol.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A follower against an honest log, and against one that cheats in every way its keys allow (L3, L4). */
@Tag("unit")
class LogFollowerTest {
    private static final String ORIGIN = "hublink.example/log";
    private static final long T = 1_800_000_000L;
    private static final SigningKey LOG = key(1);
    private static final SigningKey COSIGNER = key(2);

    private final List<byte[]> history = leaves("honest", 1_000);
    private final List<byte[]> otherHistory = branched(300);
    private final LogFollower follower = follower();

    @Test
    void anHonestLogIsFollowedStepByStep() {
        for (int size : new int[] {1, 2, 255, 256, 257, 700, 700, 1_000}) follow(follower, history, size, T + size);
        assertThat(follower.head().size()).isEqualTo(1_000);
        assertThat(follower.maySend(T + 1_000).code()).isEqualTo("trusted");
        assertThat(follower.alarm()).isNull();
        assertThat(follower.evidence()).isEmpty();
    }

    @Test
    void aLeafLeftOutOfTheFeedIsARootMismatchAndNoMore() {
        follow(follower, history, 300, T);
        List<byte[]> feed = new ArrayList<>(history.subList(300, 400));
        feed.set(50, Utf8.encode("another leaf"));
        assertThat(join(history, 400, T + 1, feed).code()).isEqualTo("log-root-mismatch");
        feed.remove(50);
        assertThat(join(history, 400, T + 1, feed).code()).isEqualTo("log-root-mismatch");
        assertThat(follower.head().size()).isEqualTo(300);
        follow(follower, history, 400, T + 2);
    }

    @Test
    void aFrozenTreeGrowsStaleBeforeSendingButNotForReading() {
        follow(follower, history, 300, T);
        assertThat(follower.maySend(T + 300).code()).isEqualTo("trusted");
        assertThat(follower.maySend(T + 301).code()).isEqualTo("checkpoint-stale");
        assertThat(follower.offered(note(history, 300, T), T + 9_999).code()).isEqualTo("trusted");
    }

    @Test
    void anOldTreeFreshlySignedIsBehindAtTheFirstGossip() {
        byte[] before = note(history, 500, T);
        follow(follower, history, 300, T + 60);
        assertThat(follower.gossip(before, T + 61).code()).isEqualTo("log-behind");
        assertThat(follower.maySend(T + 62).code()).isEqualTo("log-behind");
        assertThat(follower.evidence()).extracting(LogEvidence::reason).containsExactly(Reason.LOG_SHRUNK);
        assertThat(follower.offered(note(history, 300, T + 90), T + 91).code()).isEqualTo("log-behind");
    }

    @Test
    void aPeerAheadIsForgottenWhenTheTreeHoldsItsRoot() {
        follow(follower, history, 300, T);
        assertThat(follower.gossip(note(history, 500, T + 5), T + 6).code()).isEqualTo("log-behind");
        follow(follower, history, 600, T + 10);
        assertThat(follower.maySend(T + 10).code()).isEqualTo("trusted");
        assertThat(follower.maySend(T + 10 + 290).code()).isEqualTo("trusted");
        assertThat(follower.alarm()).isNull();
    }

    @Test
    void aPeerNotReconciledInTenMinutesIsAFork() {
        follow(follower, history, 300, T);
        follower.gossip(note(history, 500, T + 5), T + 6);
        follow(follower, history, 301, T + 5);
        assertThat(follower.maySend(T + 6 + 600).code()).isEqualTo("log-behind");
        assertThat(follower.maySend(T + 6 + 601).code()).isEqualTo("log-fork");
        assertThat(follower.alarm()).isEqualTo(Reason.LOG_FORK);
        assertThat(follower.evidence()).hasSize(1);
    }

    @Test
    void aPeerAheadOnAnotherBranchIsAForkOnceReached() {
        follow(follower, history, 300, T);
        assertThat(follower.gossip(note(otherHistory, 500, T + 5), T + 6).code())
                .isEqualTo("log-behind");
        follow(follower, history, 600, T + 10);
        assertThat(follower.alarm()).isEqualTo(Reason.LOG_FORK);
        assertThat(follower.maySend(T + 11).code()).isEqualTo("log-fork");
        LogEvidence proof = follower.evidence().get(0);
        assertThat(proof.one()).isEqualTo(note(otherHistory, 500, T + 5));
        assertThat(proof.other()).isEqualTo(note(history, 600, T + 10));
    }

    @Test
    void smallerGossipIsComparedWithTheRootAtItsSize() {
        follow(follower, history, 600, T);
        assertThat(follower.gossip(note(history, 450, T - 60), T).code()).isEqualTo("trusted");
        assertThat(follower.gossip(note(otherHistory, 450, T - 60), T).code()).isEqualTo("log-fork");
        assertThat(follower.gossip(note(history, 450, T + 60), T).code()).isEqualTo("log-shrunk");
    }

    @Test
    void aSmallerTreeWithALaterTimeIsProofAndAnEarlierOneOnlyOld() {
        follow(follower, history, 600, T);
        assertThat(follower.offered(note(history, 500, T - 1), T).code()).isEqualTo("checkpoint-stale");
        assertThat(follower.alarm()).isNull();
        assertThat(follower.offered(note(history, 500, T + 1), T + 1).code()).isEqualTo("log-shrunk");
        assertThat(follower.maySend(T + 2).code()).isEqualTo("log-shrunk");
    }

    @Test
    void anotherTreeOfTheSameSizeIsAFork() {
        follow(follower, history, 600, T);
        assertThat(follower.offered(note(otherHistory, 600, T + 1), T + 1).code())
                .isEqualTo("log-fork");
    }

    @Test
    void aLongerTreeOnAnotherBranchIsToldFromABrokenFeedByItsWholeHistory() {
        follow(follower, history, 600, T);
        SignedCheckpoint offered =
                follower.offered(note(otherHistory, 700, T + 1), T + 1).valueOrNull();
        assertThat(follower.joined(offered, otherHistory.subList(600, 700)).code())
                .isEqualTo("log-root-mismatch");
        assertThat(follower.forked(offered, history.subList(0, 700))).isFalse();
        assertThat(follower.alarm()).isNull();
        assertThat(follower.forked(offered, otherHistory.subList(0, 700))).isTrue();
        assertThat(follower.maySend(T + 2).code()).isEqualTo("log-fork");
    }

    @Test
    void aClockThatIsOffIsToldAsSuch() {
        follow(follower, history, 300, T);
        assertThat(follower.offered(note(history, 301, T + 301), T).code()).isEqualTo("clock-off");
        assertThat(follower.offered(note(history, 301, T + 300), T).code()).isEqualTo("trusted");
        assertThat(follower.maySend(T - 301).code()).isEqualTo("clock-off");
    }

    @Test
    void othersNotesAreRefusedByReason() {
        follow(follower, history, 300, T);
        byte[] foreign = SignedCheckpoint.sign(checkpoint(history, 301), key(3), COSIGNER, T)
                .bytes();
        assertThat(follower.offered(foreign, T).code()).isEqualTo("checkpoint-signature");
        assertThat(follower.gossip(foreign, T).code()).isEqualTo("checkpoint-signature");
        assertThat(follower.gossip(new byte[0], T).code()).isEqualTo("checkpoint-malformed");
    }

    @Test
    void newKeysCountFromTheRootStatementOn() {
        follow(follower, history, 300, T);
        NoteKey log = new NoteKey(ORIGIN, key(5).publicKey());
        follower.keys(log, NoteKey.cosigner(ORIGIN, key(6).publicKey()));
        assertThat(follower.offered(note(history, 301, T), T).code()).isEqualTo("checkpoint-signature");
        byte[] fresh = SignedCheckpoint.sign(checkpoint(history, 301), key(5), key(6), T)
                .bytes();
        assertThat(follower.offered(fresh, T).code()).isEqualTo("trusted");
    }

    @Test
    void whatWasProvedAndHeardOutlivesARestart() throws Malformed {
        follow(follower, history, 300, T);
        follower.gossip(note(history, 500, T + 5), T + 6);
        LogFollower again = follower();
        follow(again, history, 300, T);
        again.restoreState(follower.state());
        assertThat(again.maySend(T + 7).code()).isEqualTo("log-behind");
        assertThat(again.maySend(T + 7 + 600).code()).isEqualTo("log-fork");
        LogFollower third = follower();
        follow(third, history, 300, T);
        third.restoreState(again.state());
        assertThat(third.alarm()).isEqualTo(Reason.LOG_FORK);
        assertThat(third.evidence()).isEqualTo(again.evidence());
        byte[] cut = Arrays.copyOf(again.state(), again.state().length - 1);
        assertThatThrownBy(() -> follower().restoreState(cut)).isInstanceOf(Malformed.class);
    }

    private static void follow(LogFollower follower, List<byte[]> leaves, int size, long time) {
        SignedCheckpoint offered =
                follower.offered(note(leaves, size, time), time).valueOrNull();
        assertThat(offered).isNotNull();
        long from = follower.head() == null ? 0 : follower.head().size();
        assertThat(follower.joined(offered, leaves.subList((int) from, size)).code())
                .isEqualTo("trusted");
    }

    private Verdict<SignedCheckpoint> join(List<byte[]> leaves, int size, long time, List<byte[]> feed) {
        SignedCheckpoint offered =
                follower.offered(note(leaves, size, time), time).valueOrNull();
        return follower.joined(offered, feed);
    }

    private static byte[] note(List<byte[]> leaves, int size, long time) {
        return SignedCheckpoint.sign(checkpoint(leaves, size), LOG, COSIGNER, time)
                .bytes();
    }

    private static Checkpoint checkpoint(List<byte[]> leaves, int size) {
        MerkleTree tree = new MerkleTree();
        for (byte[] leaf : leaves.subList(0, size)) tree.append(MerkleHash.leaf(leaf));
        return new Checkpoint(ORIGIN, size, tree.root());
    }

    private List<byte[]> branched(int at) {
        List<byte[]> other = new ArrayList<>(history.subList(0, at));
        other.addAll(leaves("other", 1_000 - at));
        return other;
    }

    private static List<byte[]> leaves(String name, int n) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < n; i++) leaves.add(Utf8.encode(name + " " + i));
        return leaves;
    }

    private static LogFollower follower() {
        return new LogFollower(new NoteKey(ORIGIN, LOG.publicKey()), NoteKey.cosigner(ORIGIN, COSIGNER.publicKey()));
    }

    private static SigningKey key(int fill) {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) fill);
        return SigningKey.ed25519(seed);
    }
}
