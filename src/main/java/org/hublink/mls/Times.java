package org.hublink.mls;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;

/** Unsigned 64-bit numbers of the wire kept bit for bit, as a lifetime without end is written 2^64-1. */
final class Times {
    private Times() {}

    static long read(ByteReader in) throws Malformed {
        long high = in.u32();
        return high << 32 | in.u32();
    }

    static void write(ByteWriter out, long unsigned) {
        out.bytes(Bytes.u64(unsigned));
    }

    /** True if a is after b, both unsigned. */
    static boolean after(long a, long b) {
        return Long.compareUnsigned(a, b) > 0;
    }
}
