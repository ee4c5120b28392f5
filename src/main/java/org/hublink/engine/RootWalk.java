package org.hublink.engine;

import java.util.List;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.Moment;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Trust;
import org.jspecify.annotations.Nullable;

/** Walks from the roots that are known to one among leaves that no checkpoint vouches for yet: the holders' signatures do. */
final class RootWalk {
    private RootWalk() {}

    /** What the newest root says that comes after those in the ledger; null if none of the leaves is one that counts. */
    static @Nullable RootFacts among(List<byte[]> leaves, Ledger ledger, Home home) {
        var probe = ledger.demo()
                ? Ledger.forDemo(ledger.pinnedRoot(), home.text())
                : new Ledger(ledger.pinnedRoot(), home.text());
        for (long known : ledger.candidates(Subject.ROOT)) {
            probe.add(ledger.bytes(known));
        }
        long before = probe.size();
        for (var bytes : leaves) {
            try {
                var leaf = Leaf.read(bytes);
                if (leaf.header().facts() instanceof RootFacts) {
                    probe.add(leaf);
                }
            } catch (Malformed ignored) {
                // A malformed leaf names no keys.
            }
        }
        var moment = new Moment(probe.size(), home.clock().now());
        var newest = new Trust(probe).newest(Subject.ROOT, moment).valueOrNull();
        return newest != null && newest.index() >= before && newest.header().facts() instanceof RootFacts facts
                ? facts
                : null;
    }
}
