package org.hublink.prove;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hublink.client.HttpHome;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.EntryBundle;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.MerkleHash;
import org.hublink.protocol.MerkleTree;
import org.hublink.protocol.NoteKey;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Subject;
import org.hublink.protocol.TilePath;
import org.jspecify.annotations.Nullable;

/** The whole log as the server shows it at one moment, read anew from the first leaf. */
final class FaultsLog {
    private static final int OK = 200;

    private final MerkleTree tree = new MerkleTree();
    private final List<Leaf> leaves = new ArrayList<>();

    private FaultsLog() {}

    /** The checkpoint that is shown now; null while nobody answers. */
    static @Nullable SignedCheckpoint shown(HttpHome http, NoteKey log, NoteKey cosigner) {
        HttpHome.Answer answer = http.call("GET", "/log/checkpoint", Map.of(), null);
        return answer.status() == OK
                ? SignedCheckpoint.read(answer.body(), log, cosigner).valueOrNull()
                : null;
    }

    static FaultsLog read(HttpHome http, SignedCheckpoint under) throws IOException, Malformed {
        FaultsLog log = new FaultsLog();
        for (long n = 0; n * TilePath.WIDTH_MAX < under.size(); n++) {
            int width = TilePath.widthIn(TilePath.ENTRIES, n, under.size());
            String path = "/log/tile/" + TilePath.entries(n, width).text();
            HttpHome.Answer answer = http.call("GET", path, Map.of(), null);
            if (answer.status() != OK) throw new IOException(path + " was answered " + answer.status());
            for (byte[] leaf : EntryBundle.read(answer.body(), width)) {
                log.tree.append(MerkleHash.leaf(leaf));
                log.leaves.add(Leaf.read(leaf));
            }
        }
        if (!log.tree.root().equals(under.root())) throw new IOException("the leaves do not make the signed root");
        return log;
    }

    /** How many of what was promised are not there, not whole or elsewhere. */
    int lost(Map<Long, String> acknowledged) {
        int lost = 0;
        for (Map.Entry<Long, String> one : acknowledged.entrySet()) {
            boolean there = one.getKey() < leaves.size()
                    && leaves.get(one.getKey().intValue()).digest().hex().equals(one.getValue());
            if (!there) lost++;
        }
        return lost;
    }

    /** How many checkpoints ever shown are of another history, or of a longer one. */
    int forked(List<SignedCheckpoint> seen) {
        int forked = 0;
        for (SignedCheckpoint one : seen) {
            boolean ours = one.size() <= tree.size() && tree.root(one.size()).equals(one.root());
            if (!ours) forked++;
        }
        return forked;
    }

    int size() {
        return leaves.size();
    }

    Map<Subject, Integer> versions() {
        Map<Subject, Integer> newest = new HashMap<>();
        for (Leaf leaf : leaves) newest.merge(leaf.subject(), leaf.header().version(), Math::max);
        return newest;
    }
}
