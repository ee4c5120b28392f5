package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Digest;

/** That one leaf stands at {@code index} in the tree of {@code size} leaves (RFC 9162 §2.1.3). */
public record InclusionProof(long index, long size, List<Digest> path) {
    /** Longest path of any tree. */
    public static final int PATH_MAX = 63;

    public InclusionProof {
        path = List.copyOf(path);
    }

    /** Whether it leads from the leaf's hash to the root; false for every broken proof. */
    public boolean proves(Digest leafHash, Digest root) {
        if (index < 0 || index >= size || path.size() > PATH_MAX) return false;
        long node = index;
        long last = size - 1;
        Digest hash = leafHash;
        for (Digest sibling : path) {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last) {
                hash = MerkleHash.node(sibling, hash);
                // A node without a right neighbour rises unchanged to the level where it has a left one.
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = MerkleHash.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}
