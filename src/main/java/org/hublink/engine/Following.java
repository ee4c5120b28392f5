package org.hublink.engine;

import java.util.List;
import java.util.Objects;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.Moment;
import org.hublink.protocol.NoteKey;
import org.hublink.protocol.Reason;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Subject;
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
    private static final String CHECKPOINT = "/log/checkpoint";
    private static final String PLACE = "log";
    private static final int OK = 200;

    private final Home home;
    private final LogRecords records;
    private final Ledger ledger;
    private final Trust trust;
    private @Nullable LogFollower follower;

    Following(Home home, Records records, Ledger ledger) {
        this.home = home;
        this.records = new LogRecords(records, ledger);
        this.ledger = ledger;
        this.trust = new Trust(ledger);
    }

    Trust trust() {
        return trust;
    }

    Moment moment() {
        return new Moment(ledger.size(), home.clock().now());
    }

    @Nullable
    SignedCheckpoint checkpoint() {
        return follower == null ? null : follower.head();
    }

    List<LogEvidence> contradictions() {
        return follower == null ? List.of() : follower.evidence();
    }

    long size() {
        return ledger.size();
    }

    Digest root() {
        return Objects.requireNonNull(checkpoint(), "nothing followed yet").root();
    }

    Digest root(long ofSize) {
        return follower().root(ofSize);
    }

    /** Takes a stored record; {@link #restore} judges them all when they are there. */
    void load(Row row) throws Malformed {
        records.load(row);
    }

    /** Believes the store as far as its leaves make the root of its checkpoint; else the log is followed anew. */
    void restore(Draft draft, Refusals refusals) {
        var kept = records.taken();
        if (kept == null) {
            return;
        }
        var all = kept.leaves();
        try {
            var begun = begin(draft, all.get(0), refusals);
            var offered = begun == null ? null : restored(begun, all, kept.note());
            if (begun != null && offered != null && all.size() >= offered.size()) {
                var leaves = all.subList(0, (int) offered.size());
                if (begun.joined(offered, leaves) instanceof Verdict.Trusted<SignedCheckpoint>) {
                    begun.restoreState(kept.state());
                    follower = begun;
                    leaves.forEach(ledger::add);
                    newestKeys(begun);
                    return;
                }
            }
        } catch (Malformed broken) {
            refusals.add(draft, PLACE, Reason.MALFORMED, broken.reason());
        }
        draft.alert("store-refused", "the stored log is followed anew");
    }

    /** The stored head, under the keys of the first root or of one that came after it. */
    private static @Nullable SignedCheckpoint restored(LogFollower begun, List<byte[]> leaves, byte[] note) {
        var first = begun.restored(note).valueOrNull();
        for (int i = leaves.size() - 1; first == null && i > 0; i--) {
            try {
                if (Leaf.read(leaves.get(i)).header().facts() instanceof RootFacts facts) {
                    begun.keys(logKey(facts), cosignerKey(facts));
                    first = begun.restored(note).valueOrNull();
                }
            } catch (Malformed ignored) {
                // A malformed leaf names no keys.
            }
        }
        return first;
    }

    /** Takes the log's keys from the newest root that counts. */
    private void newestKeys(LogFollower judge) {
        var root = trust.newest(Subject.ROOT, moment()).valueOrNull();
        if (root != null && root.header().facts() instanceof RootFacts facts) {
            judge.keys(logKey(facts), cosignerKey(facts));
        }
    }

    static NoteKey logKey(RootFacts facts) {
        return new NoteKey(facts.origin(), facts.logKey());
    }

    static NoteKey cosignerKey(RootFacts facts) {
        return NoteKey.cosigner(facts.origin(), facts.cosignerKey());
    }

    /** Asks for the newest checkpoint and the leaves up to it; {@code then} goes on either way, refusals tell how it went. */
    void follow(Draft draft, Refusals refusals, Draft.Then then) {
        draft.fetch(Call.get(CHECKPOINT), (next, status, note) -> {
            if (status != OK) {
                refusals.fail(next, Problem.of("following the log", status, note, home.text()));
                then.go(next);
            } else if (follower == null) {
                bootstrap(next, note, refusals, then);
            } else {
                offered(next, note, refusals, then);
            }
        });
    }

    private void bootstrap(Draft draft, byte[] note, Refusals refusals, Draft.Then then) {
        long size = claimedSize(note);
        if (size < 1) {
            refusals.add(draft, PLACE, Reason.CHECKPOINT_MALFORMED, "no size");
            then.go(draft);
            return;
        }
        var fetch = new LeafFetch(home.text(), 0, Math.min(size, TilePath.WIDTH_MAX), size);
        fetch.start(draft, refusals, (next, leaves) -> {
            follower = leaves == null ? null : begin(next, leaves.get(0), refusals);
            if (follower == null) {
                then.go(next);
            } else {
                offered(next, note, refusals, then);
            }
        });
    }

    /** Reads the log's keys out of the first leaf, which the vault's pin vouches for. */
    private @Nullable LogFollower begin(Draft draft, byte[] first, Refusals refusals) {
        try {
            var leaf = Leaf.read(first);
            if (leaf.headerDigest().equals(ledger.pinnedRoot()) && leaf.header().facts() instanceof RootFacts facts) {
                return new LogFollower(logKey(facts), cosignerKey(facts));
            }
            refusals.add(draft, PLACE, Reason.ROOT_MISMATCH, "the log begins with another root than the vault's");
        } catch (Malformed malformed) {
            refusals.add(draft, PLACE, Reason.ROOT_MISMATCH, malformed.reason());
        }
        return null;
    }

    private void offered(Draft draft, byte[] note, Refusals refusals, Draft.Then then) {
        var judge = follower();
        var verdict = judge.offered(note, home.clock().now());
        if (verdict instanceof Verdict.Refused<SignedCheckpoint> refused) {
            if (refused.reason() == Reason.CHECKPOINT_SIGNATURE && claimedSize(note) > ledger.size()) {
                perhapsNewKeys(draft, note, refused, refusals, then);
                return;
            }
            records.evidence(
                    draft, follower, refused.reason(), note, home.clock().now());
            refusals.add(draft, PLACE, refused);
            then.go(draft);
            return;
        }
        var offered = ((Verdict.Trusted<SignedCheckpoint>) verdict).value();
        var fetch = new LeafFetch(home.text(), ledger.size(), offered.size(), offered.size());
        fetch.start(draft, refusals, (next, leaves) -> {
            if (leaves == null) {
                then.go(next);
            } else {
                join(next, offered, leaves, refusals, then);
            }
        });
    }

    /** A note under other keys: only a root statement among the leaves to come may have named them (L5). */
    private void perhapsNewKeys(
            Draft draft, byte[] note, Verdict.Refused<SignedCheckpoint> refused, Refusals refusals, Draft.Then then) {
        long size = claimedSize(note);
        var fetch = new LeafFetch(home.text(), ledger.size(), size, size);
        fetch.start(draft, refusals, (next, leaves) -> {
            var facts = leaves == null ? null : RootWalk.among(leaves, ledger, home);
            var offered = facts == null ? null : underKeys(facts, note);
            if (leaves != null && offered != null) {
                join(next, offered, leaves, refusals, then);
                return;
            }
            if (leaves != null) {
                refusals.add(next, PLACE, refused);
            }
            then.go(next);
        });
    }

    private @Nullable SignedCheckpoint underKeys(RootFacts facts, byte[] note) {
        var judge = follower();
        judge.keys(logKey(facts), cosignerKey(facts));
        var offered = judge.offered(note, home.clock().now()).valueOrNull();
        if (offered == null) {
            newestKeys(judge);
        }
        return offered;
    }

    private void join(Draft draft, SignedCheckpoint offered, List<byte[]> leaves, Refusals refusals, Draft.Then then) {
        var verdict = follower().joined(offered, leaves);
        if (verdict instanceof Verdict.Refused<SignedCheckpoint> refused) {
            newestKeys(follower());
            whyRefused(draft, offered, refused, refusals, then);
            return;
        }
        long from = ledger.size();
        leaves.forEach(ledger::add);
        newestKeys(follower());
        records.keep(draft, follower(), from);
        var proved = follower().alarm();
        if (proved != null) {
            draft.alert(proved.code(), "the server contradicted itself; nothing is sent under this log any more");
        }
        draft.show(new View.Followed(offered.size(), offered.cosignedAt(), from));
        then.go(draft);
    }

    /** Leaves that do not fit, or another history? The whole log, read anew, tells. */
    private void whyRefused(
            Draft draft,
            SignedCheckpoint offered,
            Verdict.Refused<SignedCheckpoint> refused,
            Refusals refusals,
            Draft.Then then) {
        if (ledger.size() == 0) {
            refusals.add(draft, PLACE, refused);
            then.go(draft);
            return;
        }
        var fetch = new LeafFetch(home.text(), 0, offered.size(), offered.size());
        fetch.start(draft, refusals, (next, all) -> {
            if (all != null && follower().forked(offered, all)) {
                records.evidence(
                        next,
                        follower,
                        Reason.LOG_FORK,
                        offered.note(),
                        home.clock().now());
                refusals.add(next, PLACE, Reason.LOG_FORK, "the log's history is not the one seen before, yet signed");
            } else {
                refusals.add(next, PLACE, refused);
            }
            then.go(next);
        });
    }

    /** Compares a peer's checkpoint with the head. */
    void gossip(Draft draft, byte[] note, Refusals refusals) {
        if (peer(draft, note) instanceof Verdict.Refused<SignedCheckpoint> refused) {
            refusals.add(draft, PLACE, refused);
        }
    }

    /** Compares a checkpoint that a member of a conversation named; what it proves is kept. */
    Verdict<SignedCheckpoint> peer(Draft draft, byte[] note) {
        var judge = follower;
        var verdict = judge == null
                ? Verdict.<SignedCheckpoint>refused(Reason.LOG_BEHIND, "nothing followed yet")
                : judge.gossip(note, home.clock().now());
        if (verdict instanceof Verdict.Refused<SignedCheckpoint> refused) {
            records.evidence(
                    draft, follower, refused.reason(), note, home.clock().now());
        }
        return verdict;
    }

    Verdict<SignedCheckpoint> maySend() {
        var judge = follower;
        return judge == null
                ? Verdict.refused(Reason.CHECKPOINT_STALE, "nothing followed yet")
                : judge.maySend(home.clock().now());
    }

    void maySend(Draft draft, Refusals refusals) {
        if (maySend() instanceof Verdict.Refused<SignedCheckpoint> refused) {
            refusals.add(draft, PLACE, refused);
        }
    }

    private LogFollower follower() {
        if (follower == null) {
            throw new IllegalStateException("no root yet");
        }
        return follower;
    }

    /** What an unverified note says of its size; 0 if nothing sensible. */
    private static long claimedSize(byte[] note) {
        int line = 0;
        long size = 0;
        for (byte b : note) {
            if (b == '\n') {
                line++;
            } else if (line == 1) {
                if (b < '0' || b > '9' || size > Ledger.LEAVES_MAX) {
                    return 0;
                }
                size = size * 10 + b - '0';
            }
            if (line == 2) {
                return size <= Ledger.LEAVES_MAX ? size : 0;
            }
        }
        return 0;
    }
}
