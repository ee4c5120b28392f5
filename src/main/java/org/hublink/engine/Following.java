package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.EntryBundle;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.Moment;
import org.hublink.protocol.NoteKey;
import org.hublink.protocol.Reason;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.TilePath;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The log as this client knows it: asks the server for checkpoint and leaves, gives them to the {@link LogFollower} to judge,
 * and keeps what was judged in the store.
 *
 * <p>The keys of the log stand in its first leaf, the root statement, whose hash is pinned in the vault.
 */
final class Following {
    static final String TILES = "log/";
    static final String HEAD = "head";
    private static final String CHECKPOINT = "/log/checkpoint";
    private static final String TILE = "/log/tile/";

    private final Home home;
    private final Records records;
    private final Ledger ledger;
    private final Trust trust;
    private @Nullable LogFollower follower;

    Following(Home home, Records records, Ledger ledger) {
        this.home = home;
        this.records = records;
        this.ledger = ledger;
        this.trust = new Trust(ledger);
    }
}
