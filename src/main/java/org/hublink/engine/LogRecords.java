package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.EntryBundle;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.Reason;
import org.hublink.protocol.TilePath;
import org.jspecify.annotations.Nullable;

/** The log in the client's own store: its leaves by tiles, the head with what was judged under it, and proofs of cheating. */
final class LogRecords {
    static final String TILES = "log/";
    static final String HEAD = "head";

    private final Records records;
    private final Ledger ledger;
    private final TreeMap<Long, List<byte[]>> tiles = new TreeMap<>();
    private byte @Nullable [] note;
    private byte @Nullable [] state;

    LogRecords(Records records, Ledger ledger) {
        this.records = records;
        this.ledger = ledger;
    }

    /**
     * What was kept before, not judged yet.
     *
     * @param note the head as it was signed
     * @param state of the {@link LogFollower} that judged it
     */
    record Kept(List<byte[]> leaves, byte[] note, byte[] state) {}

    /** Takes a stored record; {@link #taken} gives them all when they are there. */
    void load(Row row) throws Malformed {
        byte[] plain = records.open(row);
        if (row.name().equals(HEAD)) {
            ByteReader in = new ByteReader(plain);
            note = in.vector();
            state = in.vector();
            in.end();
        } else {
            int count = plain.length < 2 ? 0 : ((plain[0] & 0xff) << 8) | (plain[1] & 0xff);
            var leaves = EntryBundle.read(Bytes.slice(plain, Math.min(2, plain.length), plain.length), count);
            tiles.put((long) tiles.size(), leaves);
        }
    }

    /** What was loaded, once; null where a part of it is missing. */
    @Nullable
    Kept taken() {
        var head = note;
        var judged = state;
        var leaves = new ArrayList<byte[]>();
        tiles.values().forEach(leaves::addAll);
        tiles.clear();
        note = null;
        state = null;
        return head == null || judged == null || leaves.isEmpty() ? null : new Kept(leaves, head, judged);
    }

    /** Writes the tiles that changed, and the checkpoint over them. */
    void keep(Draft draft, LogFollower judge, long from) {
        if (ledger.size() > from) {
            for (long n = from / TilePath.WIDTH_MAX; n * TilePath.WIDTH_MAX < ledger.size(); n++) {
                var leaves = new ArrayList<byte[]>();
                long end = Math.min(ledger.size(), (n + 1) * TilePath.WIDTH_MAX);
                for (long i = n * TilePath.WIDTH_MAX; i < end; i++) {
                    leaves.add(ledger.bytes(i));
                }
                byte[] count = {(byte) (leaves.size() >> 8), (byte) leaves.size()};
                draft.write(records.put(TILES + Names.number(n), Bytes.concat(count, EntryBundle.write(leaves))));
            }
        }
        head(draft, judge);
    }

    private void head(Draft draft, LogFollower judge) {
        var head = judge.head();
        if (head != null) {
            var record = new ByteWriter().vector(head.note()).vector(judge.state());
            draft.write(records.put(HEAD, record.toBytes()));
        }
    }

    /** Proof of cheating stays in the store: what was shown, and the head that it contradicts. */
    void evidence(Draft draft, @Nullable LogFollower judge, Reason reason, byte[] shown, long now) {
        boolean cheating = reason == Reason.LOG_FORK || reason == Reason.LOG_SHRUNK || reason == Reason.LOG_BEHIND;
        var known = judge == null ? null : judge.head();
        if (cheating && judge != null && known != null) {
            var name = "evidence/" + Names.number(now) + "/" + reason.code();
            draft.write(records.put(name, Bytes.concat(known.note(), shown)));
            draft.alert(reason.code(), "the server contradicts itself; both checkpoints are kept");
            head(draft, judge);
        }
    }
}
