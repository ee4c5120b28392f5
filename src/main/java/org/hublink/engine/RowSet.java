package org.hublink.engine;

/** A set of row numbers of an index, one bit a row. */
final class RowSet {
    private final long[] bits;

    private RowSet(long[] bits) {
        this.bits = bits;
    }

    static RowSet empty(int rows) {
        return new RowSet(new long[(rows + 63) / 64]);
    }

    static RowSet all(int rows) {
        RowSet all = empty(rows);
        for (int i = 0; i < rows; i++) {
            all.add(i);
        }
        return all;
    }

    RowSet copy() {
        long[] copy = new long[bits.length];
        System.arraycopy(bits, 0, copy, 0, bits.length);
        return new RowSet(copy);
    }

    void add(int row) {
        bits[row >> 6] |= 1L << (row & 63);
    }

    void addAll(int[] rows) {
        for (int row : rows) {
            add(row);
        }
    }

    void addAll(RowSet other) {
        for (int i = 0; i < bits.length; i++) {
            bits[i] |= other.bits[i];
        }
    }

    void keep(RowSet other) {
        for (int i = 0; i < bits.length; i++) {
            bits[i] &= other.bits[i];
        }
    }

    boolean has(int row) {
        return (bits[row >> 6] >>> (row & 63) & 1) != 0;
    }

    boolean isEmpty() {
        for (long word : bits) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    int size() {
        int size = 0;
        for (long word : bits) {
            size += Long.bitCount(word);
        }
        return size;
    }

    /** How many rows both sets have. */
    int common(RowSet other) {
        int size = 0;
        for (int i = 0; i < bits.length; i++) {
            size += Long.bitCount(bits[i] & other.bits[i]);
        }
        return size;
    }

    int[] rows() {
        int[] rows = new int[size()];
        int at = 0;
        for (int i = 0; i < bits.length; i++) {
            long word = bits[i];
            while (word != 0) {
                rows[at++] = i * 64 + Long.numberOfTrailingZeros(word);
                word &= word - 1;
            }
        }
        return rows;
    }
}
