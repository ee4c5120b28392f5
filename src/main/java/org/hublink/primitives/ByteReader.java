package org.hublink.primitives;

/**
 * Reads big-endian binary forms from bytes of unknown origin, front to back. Every length is compared with what is left
 * before anything is allocated. The array is not copied: it must not change while it is read.
 */
public final class ByteReader {
    private final byte[] in;
    private final int start;
    private final int end;
    private int at;

    public ByteReader(byte[] in) {
        this(in, 0, in.length);
    }

    private ByteReader(byte[] in, int start, int end) {
        this.in = in;
        this.start = start;
        this.end = end;
        this.at = start;
    }

    /** Bytes read so far. */
    public int position() {
        return at - start;
    }

    /** Bytes not yet read. */
    public int remaining() {
        return end - at;
    }

    /** Refuses anything left over: {@code trailing-bytes}. */
    public void end() throws Malformed {
        if (at != end) {
            throw new Malformed("trailing-bytes");
        }
    }

    public int u8() throws Malformed {
        need(1);
        return in[at++] & 0xff;
    }

    public int u16() throws Malformed {
        need(2);
        return (int) big(2);
    }

    public int u24() throws Malformed {
        need(3);
        return (int) big(3);
    }

    public long u32() throws Malformed {
        need(4);
        return big(4);
    }

    /** Eight bytes; from 2^63 on refused as {@code u64-out-of-range}, as nothing here counts so far. */
    public long u64() throws Malformed {
        need(8);
        long value = big(8);
        if (value < 0) {
            throw new Malformed("u64-out-of-range");
        }
        return value;
    }

    /** The next {@code n} bytes, copied. */
    public byte[] bytes(int n) throws Malformed {
        need(n);
        byte[] out = Bytes.slice(in, at, at + n);
        at += n;
        return out;
    }

    /** A length of at most 2^30-1 in the shortest of its forms of 1, 2 or 4 bytes (RFC 9420 §2.1.2). */
    public int varint() throws Malformed {
        int first = u8();
        int size = 1 << (first >> 6);
        if (size == 8) {
            throw new Malformed("varint-prefix");
        }
        need(size - 1);
        int value = first & 0x3f;
        for (int i = 1; i < size; i++) {
            value = value << 8 | (in[at++] & 0xff);
        }
        if (size != ByteWriter.varintLength(value)) {
            throw new Malformed("varint-not-minimal");
        }
        return value;
    }

    /** Bytes behind their varint length. */
    public byte[] vector() throws Malformed {
        return vector(Integer.MAX_VALUE);
    }

    /** Bytes behind their varint length, of which there may be {@code max}: else {@code vector-too-long}. */
    public byte[] vector(int max) throws Malformed {
        int length = varint();
        if (length > max) {
            throw new Malformed("vector-too-long");
        }
        return bytes(length);
    }

    /** A reader of the bytes behind their varint length, which are not copied and count as read here. */
    public ByteReader within() throws Malformed {
        int length = varint();
        need(length);
        at += length;
        return new ByteReader(in, at - length, at);
    }

    private long big(int n) {
        long value = 0;
        for (int i = 0; i < n; i++) {
            value = value << 8 | (in[at++] & 0xff);
        }
        return value;
    }

    private void need(int n) throws Malformed {
        if (n < 0 || n > end - at) {
            throw new Malformed("truncated");
        }
    }
}
