package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tree against one written straight from the definition in RFC 6962 §2.1. */
@net.jqwik.api.Tag("unit")
@Tag("unit")
class MerkleTreeTest {
    private static final int MANY = 700;

    @Test
    void anEmptyTreeHasTheHashOfNothing() {
        assertThat(new MerkleTree().root().hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void everyEarlierRootIsTheNaiveOne() {
        MerkleTree tree = tree(130);
        for (int size = 0; size <= 130; size++) assertThat(tree.root(size)).isEqualTo(naive(0, size));
    }

    @Property(tries = 300)
    void anInclusionProofProvesItsLeafAndNoOther(
            @ForAll @IntRange(min = 1, max = MANY) int size, @ForAll @IntRange(min = 0, max = MANY) int at) {
        int index = at % size;
        MerkleTree tree = tree(size);
        InclusionProof proof = tree.inclusion(index, size);
        assertThat(proof.proves(leaf(index), tree.root())).isTrue();
        assertThat(proof.proves(leaf(index + 1), tree.root())).isFalse();
        assertThat(new InclusionProof(index ^ 1, size, proof.path()).proves(leaf(index), tree.root()))
                .isEqualTo(false);
    }

    @Property(tries = 300)
    void aConsistencyProofJoinsTwoSizesOfOneTree(
            @ForAll @IntRange(min = 1, max = MANY) int to, @ForAll @IntRange(min = 1, max = MANY) int at) {
        int from = 1 + at % to;
        MerkleTree tree = tree(to);
        ConsistencyProof proof = tree.consistency(from, to);
        assertThat(proof.joins(tree.root(from), tree.root())).isTrue();
        assertThat(proof.joins(leaf(1_000), tree.root())).isFalse();
        assertThat(proof.joins(tree.root(from), leaf(1_000))).isFalse();
    }

    @Property(tries = 100)
    void aTruncatedTreeIsTheTreeItWas(
            @ForAll @IntRange(min = 0, max = MANY) int size, @ForAll @IntRange(min = 0, max = MANY) int more) {
        MerkleTree tree = tree(size);
        for (int i = 0; i < more; i++) tree.append(leaf(5_000 + i));
        tree.truncate(size);
        assertThat(tree.size()).isEqualTo(size);
        for (int i = size; i < size + 300; i++) tree.append(leaf(i));
        assertThat(tree.root()).isEqualTo(tree(size + 300).root());
    }

    @Test
    void aTileOfLevelOneHoldsTheRootsOfFullTilesBelow() {
        MerkleTree tree = tree(MANY);
        byte[] level1 = tree.tile(new TilePath(1, 0, 2));
        assertThat(level1)
                .isEqualTo(Bytes.concat(naive(0, 256).bytes(), naive(256, 512).bytes()));
        byte[] partial = tree.tile(new TilePath(0, 2, MANY - 512));
        assertThat(partial).hasSize((MANY - 512) * 32).startsWith(leaf(512).bytes());
        assertThatThrownBy(() -> tree.tile(new TilePath(0, 2, MANY - 511)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static MerkleTree tree(int size) {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < size; i++) tree.append(leaf(i));
        return tree;
    }

    private static Digest leaf(int i) {
        return MerkleHash.leaf(Utf8.encode("leaf " + i));
    }

    private static Digest naive(int low, int high) {
        if (high == low) return Digest.of();
        if (high - low == 1) return leaf(low);
        int k = 1;
        while (k * 2 < high - low) k *= 2;
        List<byte[]> both = new ArrayList<>();
        both.add(naive(low, low + k).bytes());
        both.add(naive(low + k, high).bytes());
        return Digest.of(new byte[] {1}, both.get(0), both.get(1));
    }
}
