package org.hublink.primitives;

/** Writes big-endian binary forms; what it wrote, {@link ByteReader} reads back. A value out of range is a bug. */
public final class ByteWriter {
    /** The largest length a varint can carry (RFC 9420 §2.1.2). */
    public static final int VARINT_MAX = (1 << 30) - 1;

    private byte[] out = new byte[128];
    private int length;

    /** Bytes of the shortest form of a varint. */
    static int varintLength(int value) {
        if (value < 1 << 6) {
            return 1;
        }
        return value < 1 << 14 ? 2 : 4;
    }

    public ByteWriter u8(int value) {
        return big(value, 1);
    }

    public ByteWriter u16(int value) {
        return big(value, 2);
    }

    public ByteWriter u24(int value) {
        return big(value, 3);
    }

    public ByteWriter u32(long value) {
        return big(value, 4);
    }

    public ByteWriter u64(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative");
        }
        return bytes(Bytes.u64(value));
    }

    public ByteWriter bytes(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, out, length, bytes.length);
        length += bytes.length;
        return this;
    }

    /** The shortest form of a length from 0 to 2^30-1. */
    public ByteWriter varint(int value) {
        if (value < 0 || value > VARINT_MAX) {
            throw new IllegalArgumentException("varint out of range");
        }
        int size = varintLength(value);
        long prefix = size == 1 ? 0L : size == 2 ? 0x4000L : 0x80000000L;
        return big(prefix | value, size);
    }

    /** The bytes behind their varint length. */
    public ByteWriter vector(byte[] bytes) {
        return varint(bytes.length).bytes(bytes);
    }

    /** What another writer wrote, behind its varint length. */
    public ByteWriter vector(ByteWriter written) {
        varint(written.length).room(written.length);
        System.arraycopy(written.out, 0, out, length, written.length);
        length += written.length;
        return this;
    }

    /** Bytes written so far. */
    public int size() {
        return length;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Bytes.slice(out, 0, length);
    }

    private ByteWriter big(long value, int n) {
        if (value < 0 || value >>> (8 * n) != 0) {
            throw new IllegalArgumentException("does not fit " + n + " bytes");
        }
        room(n);
        for (int i = n - 1; i >= 0; i--) {
            out[length++] = (byte) (value >>> (8 * i));
        }
        return this;
    }

    private void room(int n) {
        int needed = Math.addExact(length, n);
        if (needed > out.length) {
            byte[] larger = new byte[Math.max(needed, (int) Math.min(2L * out.length, Integer.MAX_VALUE - 8))];
            System.arraycopy(out, 0, larger, 0, length);
            out = larger;
        }
    }
}
