package org.hublink.mls;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/**
 * A parent node (RFC 9420 §7.1).
 *
 * @param unmergedLeaves leaf indices, ascending
 */
record ParentNode(byte[] encryptionKey, byte[] parentHash, List<Integer> unmergedLeaves) implements Node {
    static ParentNode read(ByteReader in) throws Malformed {
        byte[] key = in.vector();
        byte[] hash = in.vector();
        ByteReader items = in.within();
        if (items.remaining() % 4 != 0) {
            throw new Malformed("truncated");
        }
        List<Integer> leaves = new ArrayList<>();
        int before = -1;
        while (items.remaining() > 0) {
            long leaf = items.u32();
            if (leaf <= before || leaf >= TreeMath.LEAVES_MAX) {
                throw new Malformed("unmerged-leaves");
            }
            before = (int) leaf;
            leaves.add(before);
        }
        return new ParentNode(key, hash, List.copyOf(leaves));
    }

    ParentNode withUnmerged(List<Integer> leaves) {
        return new ParentNode(encryptionKey, parentHash, leaves);
    }

    @Override
    public void write(ByteWriter out) {
        out.vector(encryptionKey).vector(parentHash).varint(4 * unmergedLeaves.size());
        for (int leaf : unmergedLeaves) {
            out.u32(leaf);
        }
    }
}
