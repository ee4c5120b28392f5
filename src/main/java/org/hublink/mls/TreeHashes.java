package org.hublink.mls;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.hublink.primitives.ByteWriter;
import org.jspecify.annotations.Nullable;

/** Tree hashes (RFC 9420 §7.8), computed when first asked for, and parent hashes (§7.9). */
final class TreeHashes {
    private final CipherSuite suite;
    private final byte[] @Nullable [] known;

    TreeHashes(CipherSuite suite, int nodes) {
        this.suite = suite;
        this.known = new byte[nodes][];
    }

    /** The same hashes for a tree of another width: a node's subtree keeps its index. */
    TreeHashes copy(int nodes) {
        TreeHashes out = new TreeHashes(suite, nodes);
        System.arraycopy(known, 0, out.known, 0, Math.min(nodes, known.length));
        return out;
    }

    /** Drops what depends on a node that changed. */
    void forget(int node, int root) {
        int at = node;
        known[at] = null;
        while (at != root) {
            at = TreeMath.parent(at);
            known[at] = null;
        }
    }

    byte[] of(RatchetTree tree, int node) {
        byte @Nullable [] hash = known[node];
        if (hash == null) {
            hash = compute(tree, node, List.of());
            known[node] = hash;
        }
        return hash;
    }

    /** Parent hash of a parent node with a child of it as sibling (§7.9). */
    byte[] parentHash(RatchetTree tree, ParentNode parent, int sibling) {
        List<Integer> gone = new ArrayList<>();
        for (int leaf : parent.unmergedLeaves()) {
            if (TreeMath.under(2 * leaf, sibling)) {
                gone.add(leaf);
            }
        }
        byte[] original = without(tree, sibling, gone);
        ByteWriter out = new ByteWriter();
        out.vector(parent.encryptionKey()).vector(parent.parentHash()).vector(original);
        return suite.hash().of(out.toBytes());
    }

    /** Tree hash of a subtree as it was before some leaves came. */
    private byte[] without(RatchetTree tree, int node, List<Integer> gone) {
        List<Integer> here = new ArrayList<>();
        for (int leaf : gone) {
            if (TreeMath.under(2 * leaf, node)) {
                here.add(leaf);
            }
        }
        return here.isEmpty() ? of(tree, node) : compute(tree, node, here);
    }

    private byte[] compute(RatchetTree tree, int index, List<Integer> gone) {
        Node node = tree.node(index);
        ByteWriter out = new ByteWriter();
        if (TreeMath.isLeaf(index)) {
            out.u8(1).u32(index / 2);
            Encoded.writeOptional(out, gone.isEmpty() ? node : null);
        } else {
            out.u8(2);
            Encoded.writeOptional(out, node instanceof ParentNode parent ? before(parent, gone) : null);
            out.vector(without(tree, TreeMath.left(index), gone));
            out.vector(without(tree, TreeMath.right(index), gone));
        }
        return suite.hash().of(out.toBytes());
    }

    private static ParentNode before(ParentNode parent, List<Integer> gone) {
        if (gone.isEmpty()) {
            return parent;
        }
        List<Integer> left = new ArrayList<>(parent.unmergedLeaves());
        left.removeAll(new LinkedHashSet<>(gone));
        return parent.withUnmerged(List.copyOf(left));
    }
}
