package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Digest;

/** That the tree of {@code to} leaves begins with the tree of {@code from} leaves (RFC 9162 §2.1.4). */
public record ConsistencyProof(long from, long to, List<Digest> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /** Whether it joins the two roots; false for every broken proof, and for an empty first tree, which proves nothing. */
    public boolean joins(Digest fromRoot, Digest toRoot) {
        if (from < 1 || to < from || path.size() > InclusionProof.PATH_MAX + 1) return false;
        if (from == to) return path.isEmpty() && fromRoot.equals(toRoot);
        boolean whole = (from & (from - 1)) == 0;
        if (!whole && path.isEmpty()) return false;
        long node = from - 1;
        long last = to - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        // A first tree that is one whole subtree is itself the start; its hash is then not repeated in the proof.
        Digest old = whole ? fromRoot : path.get(0);
        Digest young = old;
        for (int i = whole ? 0 : 1; i < path.size(); i++) {
            Digest step = path.get(i);
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last) {
                old = MerkleHash.node(step, old);
                young = MerkleHash.node(step, young);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                young = MerkleHash.node(young, step);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && old.equals(fromRoot) && young.equals(toRoot);
    }
}
