package org.hublink.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/**
 * What members of a group have claimed and nobody has answered yet (PROTOCOL M8), and what of it stood open when a successor
 * was named: that is the cause by which a rebuilt group is judged, the same for all who read the same log.
 */
final class Claims {
    private static final int CLAIMS_MAX = 128;
    private static final int DEVICE_BYTES_MAX = 80;

    /** Of whom nobody has heard that the commit which ended {@code epoch} could be taken. */
    private record Open(long epoch, Digest commit) {}

    /** When and how often somebody was taken in again. */
    private record Back(long epoch, int times) {}

    private final Map<String, Open> open = new LinkedHashMap<>();
    private final Map<String, Open> atSuccessor = new LinkedHashMap<>();
    private final Map<String, Back> readded = new LinkedHashMap<>();
    private @Nullable RandomId successor;

    void heard(String device, long epoch, Digest commit) {
        if (open.size() < CLAIMS_MAX || open.containsKey(device)) {
            open.put(device, new Open(epoch, commit));
        }
    }

    /** The device was taken in again at the beginning of an epoch: the epoch of its claim, -1 if none was heard. */
    long answered(String device, long epoch) {
        Open claim = open.remove(device);
        if (readded.size() < CLAIMS_MAX || readded.containsKey(device)) {
            Back before = readded.getOrDefault(device, new Back(0, 0));
            readded.put(device, new Back(epoch, before.times() + 1));
        }
        return claim == null ? -1 : claim.epoch();
    }

    /** The epoch at whose beginning the device was last taken in again; -1 if it never was. */
    long readded(String device) {
        Back back = readded.get(device);
        return back == null ? -1 : back.epoch();
    }

    int answers(String device) {
        Back back = readded.get(device);
        return back == null ? 0 : back.times();
    }

    /** The log names a group that takes over; the first counts. */
    void succeeded(RandomId group) {
        if (successor == null) {
            successor = group;
            atSuccessor.putAll(open);
        }
    }

    @Nullable
    RandomId successor() {
        return successor;
    }

    /** True if a member's claim is the cause for this group. */
    boolean founds(RandomId group, ConversationContext.Predecessor before) {
        Open cause = new Open(before.epoch(), before.commit());
        RandomId named = successor;
        boolean byName = named != null && named.equals(group);
        return (byName ? atSuccessor : open).containsValue(cause);
    }

    void write(ByteWriter out) {
        RandomId named = successor;
        out.bytes((named == null ? RandomId.NONE : named).bytes());
        write(out, open);
        write(out, atSuccessor);
        out.u16(readded.size());
        readded.forEach((device, back) ->
                out.vector(Utf8.encode(device)).u64(back.epoch()).u32(back.times()));
    }

    private static void write(ByteWriter out, Map<String, Open> claims) {
        out.u16(claims.size());
        claims.forEach((device, claim) -> out.vector(Utf8.encode(device))
                .u64(claim.epoch())
                .bytes(claim.commit().bytes()));
    }

    void read(ByteReader in) throws Malformed {
        byte[] named = in.bytes(RandomId.LENGTH);
        successor = Bytes.equal(named, RandomId.NONE.bytes()) ? null : RandomId.from(named);
        read(in, open);
        read(in, atSuccessor);
        for (int n = in.u16(); n > 0; n--) {
            readded.put(Utf8.decode(in.vector(DEVICE_BYTES_MAX)), new Back(in.u64(), (int) in.u32()));
        }
    }

    private static void read(ByteReader in, Map<String, Open> claims) throws Malformed {
        for (int n = in.u16(); n > 0; n--) {
            claims.put(
                    Utf8.decode(in.vector(DEVICE_BYTES_MAX)), new Open(in.u64(), Digest.from(in.bytes(Digest.LENGTH))));
        }
    }
}
