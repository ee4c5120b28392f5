package org.hublink.mls;

import org.hublink.primitives.Randomness;

/**
 * Numbers that mean nothing on purpose (RFC 9420 §13.5): listed among one's capabilities, extensions of a leaf, key
 * package or group info, so that others do not forget to ignore what they do not know.
 */
public final class Grease {
    private static final int COUNT = 15;

    private Grease() {}

    /** True for 0x0A0A, 0x1A1A and so on up to 0xEAEA. */
    public static boolean is(int number) {
        return number >>> 8 == (number & 0xff) && (number & 0x0f) == 0x0a && number <= 0xeaea;
    }

    /** One of them. */
    public static int pick(Randomness randomness) {
        int step = (randomness.bytes(1)[0] & 0xff) % COUNT;
        return 0x0a0a + 0x1010 * step;
    }
}
