package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tree of eight leaves of RFC 9420 appendix C, place by place. */
@Tag("unit")
class TreeMathTest {
    @Test
    void widthsAndRoots() {
        assertThat(TreeMath.nodeWidth(8)).isEqualTo(15);
        int[] full = {1, 2, 4, 4, 8, 8, 8, 8, 16};
        for (int leaves = 1; leaves <= 9; leaves++) {
            assertThat(TreeMath.fullWidth(leaves)).isEqualTo(full[leaves - 1]);
            assertThat(TreeMath.root(leaves)).isEqualTo(full[leaves - 1] - 1);
        }
    }

    @Test
    void theTreeOfEight() {
        int[] levels = {0, 1, 0, 2, 0, 1, 0, 3, 0, 1, 0, 2, 0, 1, 0};
        int[] parents = {1, 3, 1, 7, 5, 3, 5, -1, 9, 11, 9, 7, 13, 11, 13};
        int[] siblings = {2, 5, 0, 11, 6, 1, 4, -1, 10, 13, 8, 3, 14, 9, 12};
        for (int node = 0; node < 15; node++) {
            assertThat(TreeMath.level(node)).isEqualTo(levels[node]);
            assertThat(TreeMath.isLeaf(node)).isEqualTo(levels[node] == 0);
            if (node != 7) {
                assertThat(TreeMath.parent(node)).isEqualTo(parents[node]);
                assertThat(TreeMath.sibling(node)).isEqualTo(siblings[node]);
            }
        }
        int[][] children = {{1, 0, 2}, {3, 1, 5}, {5, 4, 6}, {7, 3, 11}, {9, 8, 10}, {11, 9, 13}, {13, 12, 14}};
        for (int[] node : children) {
            assertThat(TreeMath.left(node[0])).isEqualTo(node[1]);
            assertThat(TreeMath.right(node[0])).isEqualTo(node[2]);
        }
    }

    @Test
    void whoIsUnderWhom() {
        List<Integer> under = new ArrayList<>();
        for (int leaf = 0; leaf < 15; leaf += 2) {
            if (TreeMath.under(leaf, 11)) {
                under.add(leaf);
            }
        }
        assertThat(under).containsExactly(8, 10, 12, 14);
        assertThat(TreeMath.under(4, 4)).isTrue();
        assertThat(TreeMath.under(6, 4)).isFalse();
        assertThat(TreeMath.commonAncestor(0, 2)).isEqualTo(1);
        assertThat(TreeMath.commonAncestor(2, 4)).isEqualTo(3);
        assertThat(TreeMath.commonAncestor(6, 8)).isEqualTo(7);
        assertThat(TreeMath.commonAncestor(14, 8)).isEqualTo(11);
    }

    @Test
    void timesAreUnsigned() throws Malformed {
        byte[] bytes = {(byte) 0x81, 2, 3, 4, (byte) 0x85, 6, 7, 8};
        long time = Times.read(new ByteReader(bytes));
        assertThat(time).isEqualTo(0x8102030485060708L);
        ByteWriter out = new ByteWriter();
        Times.write(out, time);
        assertThat(out.toBytes()).isEqualTo(bytes);
        assertThat(Times.after(-1, 1)).isTrue();
        assertThat(Times.after(1, -1)).isFalse();
        assertThat(Times.after(5, 5)).isFalse();
    }
}
