package org.hublink.mls;

import java.util.Arrays;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;

/** Reads a fuzzer's bytes as a few changes to something valid, five bytes a change, so that the rest stays valid. */
final class Edits {
    private static final int CHANGES_MAX = 8;
    private static final int CHANGE_BYTES = 5;
    private static final long[] BOUNDS = {
        0, 1, 127, 128, 16_383, 16_384, 0x7fffffffL, 0x80000000L, 0xfffffffeL, 0xffffffffL
    };

    private Edits() {}

    /** The valid bytes with the changes that stand in the input from a place on; none leaves them as they are. */
    static byte[] of(byte[] valid, byte[] in, int from) {
        byte[] out = valid.clone();
        for (int i = 0; i < CHANGES_MAX && from + (i + 1) * CHANGE_BYTES <= in.length; i++) {
            int at = from + i * CHANGE_BYTES;
            int place = (in[at + 1] & 0xff) << 8 | (in[at + 2] & 0xff);
            out = changed(out, in[at] & 7, place % (out.length + 1), in[at + 3], in[at + 4] & 0xff);
        }
        return out;
    }

    private static byte[] changed(byte[] bytes, int kind, int at, byte value, int count) {
        byte[] head = Bytes.slice(bytes, 0, at);
        byte[] tail = Bytes.slice(bytes, at, bytes.length);
        byte[] out = bytes.clone();
        switch (kind) {
            case 0 -> {
                if (at < out.length) out[at] ^= value;
            }
            case 1 -> {
                if (at < out.length) out[at] = value;
            }
            case 2 -> {
                byte[] more = new byte[count];
                Arrays.fill(more, value);
                out = Bytes.concat(head, more, tail);
            }
            case 3 -> out = Bytes.concat(head, Bytes.slice(tail, Math.min(count, tail.length), tail.length));
            case 4 -> out = head;
            case 5 -> {
                long bound = BOUNDS[(value & 0xff) % BOUNDS.length];
                byte[] number = new ByteWriter().u32(bound).toBytes();
                out = Bytes.concat(head, number, Bytes.slice(tail, Math.min(4, tail.length), tail.length));
            }
            case 6 -> {
                int take = Math.min(count, tail.length);
                out = Bytes.concat(head, Bytes.slice(tail, 0, take), tail);
            }
            default -> {
                for (int i = at; i < Math.min(out.length, at + count); i++) out[i] += value;
            }
        }
        return out;
    }
}
