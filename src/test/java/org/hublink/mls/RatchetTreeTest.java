package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.primitives.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hublink.primitives.Ed25519;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What each change does to the tree (RFC 9420 §7.7, §12.1.1 to §12.1.3), place by place. */
@Tag("unit")
class RatchetTreeTest {
    private static final CipherSuite SUITE = CipherSuite.X25519_AES128;
    private static final byte[] NOTHING = {};

    static LeafNode leaf(int number) {
        return new LeafNode(
                new byte[] {1, (byte) number},
                new byte[] {2, (byte) number},
                Credential.basic(Utf8.encode("member " + number)),
                new Capabilities(new int[] {1}, new int[] {1}, new int[0], new int[0], new int[] {1}),
                LeafNode.UPDATE,
                0,
                0,
                NOTHING,
                List.of(),
                NOTHING);
    }

    private static RatchetTree of(int members) throws Malformed {
        RatchetTree tree = RatchetTree.of(SUITE, leaf(0));
        for (int i = 1; i < members; i++) {
            tree = tree.add(leaf(i));
        }
        return tree;
    }

    private static byte[] key(int number) {
        return new byte[] {9, (byte) number};
    }

    private static RatchetTree merged(RatchetTree tree, int leaf) throws Malformed {
        List<byte[]> keys = new ArrayList<>();
        for (int node : tree.filteredPath(leaf)) {
            keys.add(key(node));
        }
        return tree.merge(leaf, keys).tree();
    }

    private static ParentNode parent(RatchetTree tree, int node) {
        assertThat(tree.node(node)).isInstanceOf(ParentNode.class);
        return (ParentNode) tree.node(node);
    }

    private static LeafNode signing(int number, byte[] seed) {
        LeafNode like = leaf(number);
        return new LeafNode(
                like.encryptionKey(),
                Ed25519.publicKey(seed),
                like.credential(),
                like.capabilities(),
                LeafNode.UPDATE,
                0,
                0,
                NOTHING,
                List.of(),
                NOTHING);
    }

    @Test
    void aKeyIsDecodedOnceAndGoesWithItsLeaf() throws Malformed {
        byte[] before = {1, 2, 3};
        byte[] byFirst = Ed25519.sign(new byte[32], before);
        RatchetTree old = of(3).withLeaf(1, signing(1, new byte[32]));
        VerifyingKey key = old.verifyingKey(1);
        assertThat(key.verifies(before, byFirst)).isTrue();
        assertThat(old.verifyingKey(1)).isSameAs(key);
        assertThat(old.add(leaf(3)).add(leaf(4)).verifyingKey(1)).isSameAs(key);
        assertThat(merged(old, 2).verifyingKey(1)).isSameAs(key);
        byte[] seed = new byte[32];
        seed[0] = 1;
        for (RatchetTree next : List.of(old.update(1, signing(1, seed)), old.withLeaf(1, signing(1, seed)))) {
            assertThat(next.verifyingKey(1).verifies(before, byFirst)).isFalse();
            assertThat(next.verifyingKey(1).verifies(before, Ed25519.sign(seed, before)))
                    .isTrue();
        }
        assertRefused("leaf-unknown", () -> old.remove(1).verifyingKey(1));
        assertRefused("leaf-unknown", () -> old.verifyingKey(3));
        assertRefused("leaf-unknown", () -> old.verifyingKey(0xffffffffL));
        assertThat(old.verifyingKey(1).verifies(before, byFirst)).isTrue();
    }

    @Test
    void whatIsNoKeyVerifiesNothingHoweverOften() {
        byte[] identity = new byte[32];
        identity[0] = 1;
        byte[] unreduced = new byte[32];
        Arrays.fill(unreduced, (byte) 0xff);
        byte[] forged = new byte[64];
        forged[0] = 1;
        for (byte[] bad : List.of(identity, unreduced, NOTHING, new byte[33])) {
            VerifyingKey key = SUITE.verifyingKey(bad);
            assertThat(key.verifies(NOTHING, forged)).isFalse();
            assertThat(key.verifies(NOTHING, forged)).isFalse();
        }
    }

    @Test
    void aMemberComesToTheFirstPlaceThatIsFree() throws Malformed {
        RatchetTree tree = of(5);
        assertThat(tree.width()).isEqualTo(8);
        assertThat(tree.members()).containsExactly(0, 1, 2, 3, 4);
        assertThat(tree.nextPlace()).isEqualTo(5);
        RatchetTree gap = tree.remove(1).remove(3);
        assertThat(gap.nextPlace()).isEqualTo(1);
        RatchetTree again = gap.add(leaf(7));
        assertThat(again.members()).containsExactly(0, 1, 2, 4);
        assertThat(again.requireLeaf(1).encryptionKey()).isEqualTo(leaf(7).encryptionKey());
        RatchetTree four = of(4);
        assertThat(four.width()).isEqualTo(4);
        assertThat(four.nextPlace()).isEqualTo(4);
        assertThat(four.add(leaf(4)).width()).isEqualTo(8);
    }

    @Test
    void newcomersAreUnmergedInOrderWhereverAKeyStands() throws Malformed {
        RatchetTree tree = merged(of(8).remove(5).remove(6), 0);
        RatchetTree more = tree.add(leaf(20)).add(leaf(21));
        assertThat(parent(more, 7).unmergedLeaves()).containsExactly(5, 6);
        RatchetTree far = merged(of(8), 0).remove(2).remove(5);
        assertThat(far.node(7)).isNull();
        RatchetTree keyed = merged(far, 7);
        RatchetTree both = keyed.add(leaf(30)).add(leaf(31));
        assertThat(parent(both, 7).unmergedLeaves()).containsExactly(2, 5);
        assertThat(both.resolution(7)).containsExactly(7, 4, 10);
        assertThat(both.node(1)).isNotNull();
        assertThat(both.node(3)).isNull();
    }

    @Test
    void anUpdateBlanksTheWayUp() throws Malformed {
        RatchetTree tree = merged(merged(of(8), 0), 6);
        RatchetTree next = tree.update(2, leaf(40));
        assertThat(next.requireLeaf(2).encryptionKey()).isEqualTo(leaf(40).encryptionKey());
        assertThat(next.node(5)).isNull();
        assertThat(next.node(3)).isNull();
        assertThat(next.node(7)).isNull();
        assertThat(next.node(1)).isNotNull();
        assertThat(next.node(13)).isNotNull();
        assertThat(tree.node(3)).isNotNull();
    }

    @Test
    void aRemovalBlanksTheWayUpAndCutsAnEmptyHalfOff() throws Malformed {
        RatchetTree tree = merged(of(5), 0);
        RatchetTree next = tree.remove(2);
        assertThat(next.leaf(2)).isNull();
        assertThat(next.node(3)).isNull();
        assertThat(next.node(7)).isNull();
        assertThat(next.node(1)).isNotNull();
        assertThat(next.width()).isEqualTo(8);
        RatchetTree half = tree.remove(4);
        assertThat(half.width()).isEqualTo(4);
        assertThat(half.nodeCount()).isEqualTo(7);
        assertThat(half.node(3)).isNotNull();
        RatchetTree two = of(8).remove(7).remove(6).remove(5).remove(4).remove(2);
        assertThat(two.width()).isEqualTo(4);
        assertThat(two.remove(3).width()).isEqualTo(2);
        assertThat(two.remove(3).remove(1).width()).isEqualTo(1);
        RatchetTree last = of(2).remove(0);
        assertThat(last.width()).isEqualTo(2);
        assertThat(last.members()).containsExactly(1);
    }

    @Test
    void aPathSkipsNodesAboveNobody() throws Malformed {
        RatchetTree tree = of(5);
        assertThat(tree.directPath(4)).containsExactly(9, 11, 7);
        assertThat(tree.filteredPath(4)).containsExactly(7);
        assertThat(tree.filteredPath(0)).containsExactly(1, 3, 7);
        assertThat(tree.resolution(11)).containsExactly(8);
        assertThat(tree.resolution(13)).isEmpty();
        assertThat(RatchetTree.copathChild(7, 4)).isEqualTo(3);
        assertThat(RatchetTree.copathChild(7, 0)).isEqualTo(11);
        assertThat(RatchetTree.copathChild(3, 1)).isEqualTo(5);
        assertRefused("path-length", () -> tree.merge(0, List.of(key(1), key(3))));
        RatchetTree all = merged(tree, 0);
        RatchetTree next = merged(all, 4);
        assertThat(next.node(7)).isNotNull();
        assertThat(parent(next, 7).encryptionKey()).isEqualTo(key(7));
        assertThat(next.node(9)).isNull();
        assertThat(next.node(11)).isNull();
    }

    @Test
    void aPathBlanksWhatItSkips() throws Malformed {
        RatchetTree tree = merged(of(6), 4);
        assertThat(tree.node(9)).isNotNull();
        RatchetTree alone = tree.remove(5).add(leaf(50));
        RatchetTree keyed = merged(alone, 5);
        assertThat(keyed.node(9)).isNotNull();
        RatchetTree merged = merged(keyed.withLeaf(4, leaf(51)), 5);
        assertThat(merged.node(9)).isNotNull();
    }

    @Test
    void anUnmergedLeafIsListedByAllKeysBetween() throws Malformed {
        RatchetTree tree = merged(of(8).remove(3), 0).add(leaf(60));
        assertThat(parent(tree, 3).unmergedLeaves()).containsExactly(3);
        assertThat(parent(tree, 7).unmergedLeaves()).containsExactly(3);
        TreeCheck.unmergedLeaves(tree);
        TreeCheck.uniqueKeys(tree);
    }

    @Test
    void leavesOutsideTheTreeAreUnknown() throws Malformed {
        RatchetTree tree = of(3);
        assertThat(tree.leaf(-1)).isNull();
        assertThat(tree.leaf(3)).isNull();
        assertThat(tree.leaf(4)).isNull();
        assertThat(tree.leaf(1L << 32)).isNull();
        assertRefused("leaf-unknown", () -> tree.requireLeaf(4));
        assertThat(tree.requireLeaf(0)).isNotNull();
    }

    @Test
    void hashesAreKeptOnlyWhereNothingChanged() throws Malformed {
        RatchetTree tree = merged(of(8), 0);
        byte[] before = tree.rootHash();
        byte[] left = tree.hash(3);
        byte[] right = tree.hash(11);
        RatchetTree next = tree.update(7, leaf(70));
        assertThat(next.rootHash()).isNotEqualTo(before);
        assertThat(next.hash(3)).isEqualTo(left);
        assertThat(next.hash(11)).isNotEqualTo(right);
        byte[] encoded = next.encode();
        RatchetTree read = Encoded.decode(encoded, in -> RatchetTree.read(SUITE, in));
        assertThat(read.rootHash()).isEqualTo(next.rootHash());
        assertThat(read.encode()).isEqualTo(encoded);
    }
}
