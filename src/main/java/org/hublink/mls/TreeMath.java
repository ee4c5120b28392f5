package org.hublink.mls;

/**
 * Indices of the array-based tree (RFC 9420 appendix C). Leaves stand at even places, so leaf i is node 2i; a tree has
 * a power of two of leaves.
 */
final class TreeMath {
    /** More leaves than any group here has, few enough that a tree made to be slow is checked in seconds. */
    static final int LEAVES_MAX = 1 << 14;

    private TreeMath() {}

    static int nodeWidth(int leaves) {
        return 2 * leaves - 1;
    }

    /** The smallest power of two that is at least the count. */
    static int fullWidth(int leaves) {
        int width = 1;
        while (width < leaves) {
            width <<= 1;
        }
        return width;
    }

    static int root(int leaves) {
        return fullWidth(leaves) - 1;
    }

    static boolean isLeaf(int node) {
        return (node & 1) == 0;
    }

    /** 0 for leaves, 1 for their parents, and so on. */
    static int level(int node) {
        return Integer.numberOfTrailingZeros(~node);
    }

    static int left(int node) {
        return node ^ (1 << (level(node) - 1));
    }

    static int right(int node) {
        return node ^ (3 << (level(node) - 1));
    }

    /** The node above; not asked of a root. */
    static int parent(int node) {
        int level = level(node);
        return (node | (1 << level)) & ~(1 << (level + 1));
    }

    static int sibling(int node) {
        int parent = parent(node);
        return node < parent ? right(parent) : left(parent);
    }

    /** True if a leaf's node lies in the subtree under a node (or is it). */
    static boolean under(int leafNode, int node) {
        int half = (1 << level(node)) - 1;
        return leafNode >= node - half && leafNode <= node + half;
    }

    /** The lowest node above both, which are different leaves' nodes. */
    static int commonAncestor(int a, int b) {
        int node = a;
        while (!under(b, node)) {
            node = parent(node);
        }
        return node;
    }
}
