package org.hublink.demo;

import java.util.ArrayList;
import java.util.List;
import org.hublink.client.ServerKeys;
import org.hublink.protocol.Checkpoint;
import org.hublink.protocol.EntryBundle;
import org.hublink.protocol.MerkleHash;
import org.hublink.protocol.MerkleTree;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.TilePath;

/** A log of the liar's own making, under the server's own keys: any leaves, signed as they are. */
final class LogCopy {
    private final String origin;
    private final ServerKeys keys;
    private final List<byte[]> leaves;
    private final MerkleTree tree = new MerkleTree();

    LogCopy(String origin, ServerKeys keys, List<byte[]> leaves) {
        this.origin = origin;
        this.keys = keys;
        this.leaves = new ArrayList<>(leaves);
        leaves.forEach(leaf -> tree.append(MerkleHash.leaf(leaf)));
    }

    /** The same with one leaf more. */
    LogCopy with(byte[] leaf) {
        var more = new ArrayList<>(leaves);
        more.add(leaf);
        return new LogCopy(origin, keys, more);
    }

    /** The first {@code size} leaves. */
    LogCopy first(int size) {
        return new LogCopy(origin, keys, leaves.subList(0, size));
    }

    /** The same with another leaf in the place of the one at {@code index}. */
    LogCopy replaced(int index, byte[] leaf) {
        var changed = new ArrayList<>(leaves);
        changed.set(index, leaf);
        return new LogCopy(origin, keys, changed);
    }

    int size() {
        return leaves.size();
    }

    byte[] leaf(int index) {
        return leaves.get(index).clone();
    }

    /** The note of the whole tree, freshly signed and cosigned at {@code time}. */
    byte[] note(long time) {
        var checkpoint = new Checkpoint(origin, leaves.size(), tree.root());
        return SignedCheckpoint.sign(checkpoint, keys.log(), keys.cosigner(), time)
                .bytes();
    }

    /** The bytes of an entry tile. */
    byte[] tile(TilePath path) {
        int from = (int) path.n() * TilePath.WIDTH_MAX;
        return EntryBundle.write(leaves.subList(from, Math.min(leaves.size(), from + path.width())));
    }
}
