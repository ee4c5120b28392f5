package org.hublink.primitives;

/** Small acts on byte arrays. */
public final class Bytes {
    private Bytes() {}

    /** A new array holding all parts in order. */
    public static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length = Math.addExact(length, part.length);
        }
        byte[] out = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }

    /** Equality in time that depends on the lengths only. */
    public static boolean equal(byte[] a, byte[] b) {
        if (a.length != b.length) {
            return false;
        }
        int difference = 0;
        for (int i = 0; i < a.length; i++) {
            difference |= a[i] ^ b[i];
        }
        return difference == 0;
    }

    /** Order by unsigned bytes, a prefix first. Not for secrets. */
    public static int compare(byte[] a, byte[] b) {
        int common = Math.min(a.length, b.length);
        for (int i = 0; i < common; i++) {
            if (a[i] != b[i]) {
                return (a[i] & 0xff) < (b[i] & 0xff) ? -1 : 1;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    /** A copy of the bytes {@code from} (inclusive) to {@code to} (exclusive). */
    public static byte[] slice(byte[] bytes, int from, int to) {
        if (from < 0 || to < from || to > bytes.length) {
            throw new IllegalArgumentException("slice out of bounds");
        }
        byte[] out = new byte[to - from];
        System.arraycopy(bytes, from, out, 0, out.length);
        return out;
    }

    /** Overwrites a secret that is no longer needed. */
    public static void zero(byte[] secret) {
        for (int i = 0; i < secret.length; i++) {
            secret[i] = 0;
        }
    }

    /** Eight bytes, big-endian. */
    public static byte[] u64(long value) {
        byte[] out = new byte[8];
        for (int i = 0; i < 8; i++) {
            out[i] = (byte) (value >>> (56 - 8 * i));
        }
        return out;
    }
}
