package org.hublink.engine;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.RandomId;

/** Where a group ended for this device, and how far it has come in getting back (PROTOCOL M8). */
final class Cut {
    private static final int CODE_BYTES_MAX = 64;
    private static final int DEVICE_BYTES_MAX = 80;

    /** The last epoch that this device has. */
    final long epoch;

    final String reason;
    /** The commit was judged and refused, as all honest members refuse it; else only this device could not take it. */
    final boolean refused;
    /** SHA-256 of the commit that was not taken. */
    final Digest commit;
    /** Whose commit it was: by its signature where it could be opened, else by the server's word; empty if unknown. */
    final String committer;

    /** Place of that commit in the log; 0 where none came. What stands there is asked for once more. */
    long seq;
    /** The epoch that the server has the group in. */
    long serverEpoch;
    /** Id of the claim that was sent; none before. */
    RandomId claim = RandomId.NONE;
    /** From then on the group may be built anew, epoch seconds; 0 as long as nothing was said. */
    long rebuildAt;
    /** Somebody else has named a successor, which this device was not let into or refused: it builds without a name. */
    boolean slotLost;
    /** The group that this device is about to put in its place. */
    RandomId rebuilding = RandomId.NONE;

    Cut(long epoch, String reason, boolean refused, Digest commit, String committer) {
        this.epoch = epoch;
        this.reason = reason;
        this.refused = refused;
        this.commit = commit;
        this.committer = committer;
    }

    /** True if another entry stands now where the commit stood: this device was lied to, and is not cut off. */
    boolean another(long place, byte[] body) {
        return seq > 0 && place == seq && !isRebuilding() && !Digest.of(body).equals(commit);
    }

    boolean claimed() {
        return !claim.equals(RandomId.NONE);
    }

    boolean isRebuilding() {
        return !rebuilding.equals(RandomId.NONE);
    }

    void write(ByteWriter out) {
        out.u64(epoch).vector(Utf8.encode(reason)).u8(refused ? 1 : 0).bytes(commit.bytes());
        out.vector(Utf8.encode(committer))
                .u64(seq)
                .u64(serverEpoch)
                .bytes(claim.bytes())
                .u64(rebuildAt);
        out.u8(slotLost ? 1 : 0).bytes(rebuilding.bytes());
    }

    static Cut read(ByteReader in) throws Malformed {
        Cut cut = new Cut(
                in.u64(),
                Utf8.decode(in.vector(CODE_BYTES_MAX)),
                in.u8() == 1,
                Digest.from(in.bytes(Digest.LENGTH)),
                Utf8.decode(in.vector(DEVICE_BYTES_MAX)));
        cut.seq = in.u64();
        cut.serverEpoch = in.u64();
        cut.claim = RandomId.from(in.bytes(RandomId.LENGTH));
        cut.rebuildAt = in.u64();
        cut.slotLost = in.u8() == 1;
        cut.rebuilding = RandomId.from(in.bytes(RandomId.LENGTH));
        return cut;
    }
}
