package org.hublink.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The finished hashes of one level of a tree, 32 bytes each, in pieces of 256: a full piece is a hash tile as it stands. */
final class HashRow {
    private static final int HASH_BYTES = 32;
    private static final int PIECE_HASHES = 256;

    private final List<byte[]> pieces = new ArrayList<>();
    private long size;

    long size() {
        return size;
    }

    void add(byte[] hash) {
        int slot = (int) (size % PIECE_HASHES);
        if (slot == 0) pieces.add(new byte[PIECE_HASHES * HASH_BYTES]);
        System.arraycopy(hash, 0, pieces.get(pieces.size() - 1), slot * HASH_BYTES, HASH_BYTES);
        size++;
    }

    byte[] get(long i) {
        if (i < 0 || i >= size) throw new IndexOutOfBoundsException("hash " + i + " of " + size);
        int from = (int) (i % PIECE_HASHES) * HASH_BYTES;
        return Arrays.copyOfRange(pieces.get((int) (i / PIECE_HASHES)), from, from + HASH_BYTES);
    }

    /** The first {@code width} hashes of piece {@code n}, one after the other. */
    byte[] piece(long n, int width) {
        if (n < 0 || width < 1 || width > PIECE_HASHES || n * PIECE_HASHES + width > size) {
            throw new IndexOutOfBoundsException("piece " + n + " of width " + width);
        }
        return Arrays.copyOf(pieces.get((int) n), width * HASH_BYTES);
    }

    void truncate(long newSize) {
        if (newSize > size) throw new IndexOutOfBoundsException("longer than it is");
        int keep = (int) ((newSize + PIECE_HASHES - 1) / PIECE_HASHES);
        while (pieces.size() > keep) pieces.remove(pieces.size() - 1);
        size = newSize;
    }
}
