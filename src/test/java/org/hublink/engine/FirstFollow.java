package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.EntryBundle;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.NoteKey;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.TilePath;
import org.hublink.protocol.Verdict;

/** What a new client does with the log that it has just read: for benchmarks, without a store. */
public final class FirstFollow {
    /** Gives the bytes behind a path of the log, such as {@code checkpoint} or {@code tile/entries/000}. */
    public interface Source {
        byte[] get(String path);

        /** Several at once, in order. */
        List<byte[]> all(List<String> paths);
    }

    private FirstFollow() {}

    /** Follows from nothing into the ledger; the size reached. */
    public static long run(Source source, Ledger ledger, long now) throws Malformed {
        byte[] note = source.get("checkpoint");
        byte[] first = EntryBundle.read(
                        source.get("tile/" + TilePath.entries(0, 1).text()), 1)
                .get(0);
        Leaf root = Leaf.read(first);
        if (!root.headerDigest().equals(ledger.pinnedRoot()) || !(root.header().facts() instanceof RootFacts facts)) {
            throw new IllegalStateException("another root");
        }
        LogFollower follower = new LogFollower(
                new NoteKey(facts.origin(), facts.logKey()), NoteKey.cosigner(facts.origin(), facts.cosignerKey()));
        SignedCheckpoint offered = follower.offered(note, now).valueOrNull();
        if (offered == null) throw new IllegalStateException("no checkpoint");
        List<String> paths = new ArrayList<>();
        List<Integer> widths = new ArrayList<>();
        for (long n = 0; TilePath.widthIn(TilePath.ENTRIES, n, offered.size()) > 0; n++) {
            int width = TilePath.widthIn(TilePath.ENTRIES, n, offered.size());
            paths.add("tile/" + TilePath.entries(n, width).text());
            widths.add(width);
        }
        List<byte[]> leaves = new ArrayList<>();
        List<byte[]> bundles = source.all(paths);
        for (int i = 0; i < bundles.size(); i++) leaves.addAll(EntryBundle.read(bundles.get(i), widths.get(i)));
        if (!(follower.joined(offered, leaves) instanceof Verdict.Trusted<SignedCheckpoint>)) {
            throw new IllegalStateException("the leaves do not make the root");
        }
        leaves.forEach(ledger::add);
        return offered.size();
    }
}
