package org.hublink.mls;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Checks;
import org.hublink.primitives.Malformed;

/** What a newcomer checks of a tree that a stranger hands over (RFC 9420 §12.4.3.1 and §7.9.2). */
final class TreeCheck {
    private TreeCheck() {}

    /** Each parent node was set by one member's path: else {@code parent-hash}. */
    static void parentHashes(RatchetTree tree) throws Malformed {
        for (int i = 1; i < tree.nodeCount(); i += 2) {
            if (tree.node(i) instanceof ParentNode parent) {
                int left = TreeMath.left(i);
                int right = TreeMath.right(i);
                if (chained(tree, parent, left, right) + chained(tree, parent, right, left) != 1) {
                    throw new Malformed("parent-hash");
                }
            }
        }
    }

    /** How many nodes under a child carry the parent's hash and were its neighbours when it was set. */
    private static int chained(RatchetTree tree, ParentNode parent, int child, int sibling) {
        byte[] hash = tree.hashes().parentHash(tree, parent, sibling);
        List<Integer> unmerged = new ArrayList<>();
        for (int leaf : parent.unmergedLeaves()) {
            if (TreeMath.under(2 * leaf, child)) {
                unmerged.add(2 * leaf);
            }
        }
        List<Integer> resolution = tree.resolution(child);
        int found = 0;
        for (Integer node : resolution) {
            Node below = tree.node(node);
            if (below != null && Bytes.equal(below.parentHash(), hash)) {
                Set<Integer> rest = new LinkedHashSet<>(resolution);
                rest.remove(node);
                found += rest.equals(new LinkedHashSet<>(unmerged)) ? 1 : 0;
            }
        }
        return found;
    }

    /** Unmerged leaves are members below, and every parent node between lists them, too. */
    static void unmergedLeaves(RatchetTree tree) throws Malformed {
        for (int i = 1; i < tree.nodeCount(); i += 2) {
            if (tree.node(i) instanceof ParentNode parent) {
                for (int leaf : parent.unmergedLeaves()) {
                    if (tree.leaf(leaf) == null || !TreeMath.under(2 * leaf, i)) {
                        throw new Malformed("unmerged-leaves");
                    }
                    listedBetween(tree, leaf, i);
                }
            }
        }
    }

    private static void listedBetween(RatchetTree tree, int leaf, int top) throws Malformed {
        for (int node = TreeMath.parent(2 * leaf); node != top; node = TreeMath.parent(node)) {
            if (tree.node(node) instanceof ParentNode between
                    && Collections.binarySearch(between.unmergedLeaves(), leaf) < 0) {
                throw new Malformed("unmerged-leaves");
            }
        }
    }

    /** No two nodes share an encryption key, no two members a signature key: else {@code key-not-unique}. */
    static void uniqueKeys(RatchetTree tree) throws Malformed {
        Set<byte[]> encryption = new TreeSet<>(Bytes::compare);
        Set<byte[]> signature = new TreeSet<>(Bytes::compare);
        for (int i = 0; i < tree.nodeCount(); i++) {
            Node node = tree.node(i);
            if (node == null) {
                continue;
            }
            boolean fresh = encryption.add(node.encryptionKey());
            if (node instanceof LeafNode leaf) {
                fresh &= signature.add(leaf.signatureKey());
            }
            if (!fresh) {
                throw new Malformed("key-not-unique");
            }
        }
    }

    /** Keys of a path are none that the tree has or had at the path's start (§12.4.2): else {@code path-key-reused}. */
    static void freshKeys(RatchetTree tree, List<byte[]> keys) throws Malformed {
        Set<byte[]> fresh = new TreeSet<>(Bytes::compare);
        for (byte[] key : keys) {
            fresh.add(key);
        }
        for (int i = 0; i < tree.nodeCount(); i++) {
            Node node = tree.node(i);
            if (node != null && fresh.contains(node.encryptionKey())) {
                throw new Malformed("path-key-reused");
            }
        }
    }

    /** Every leaf is signed for its place in the group: else {@code leaf-signature}. */
    static void leafSignatures(RatchetTree tree, byte[] groupId, Checks by) throws Malformed {
        List<Checks.Check> checks = new ArrayList<>();
        for (int place : tree.members()) {
            LeafNode leaf = tree.requireLeaf(place);
            VerifyingKey key = tree.verifyingKey(place);
            checks.add(() -> leaf.verifies(tree.suite(), key, groupId, place));
        }
        if (!by.all(checks)) {
            throw new Malformed("leaf-signature");
        }
    }
}
