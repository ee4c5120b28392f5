package org.hublink.protocol;

import java.util.Arrays;

/** The leaves that claim to be about one subject: index and version, in order of the log. Grows at its end only. */
final class Versions {
    private int[] index = new int[2];
    private int[] version = new int[2];
    private int count;

    void add(int leaf, int number) {
        if (count == index.length) {
            index = Arrays.copyOf(index, 2 * count);
            version = Arrays.copyOf(version, 2 * count);
        }
        index[count] = leaf;
        version[count++] = number;
    }

    /** Forgets leaves from {@code size} on. */
    void truncate(long size) {
        count = below(size);
    }

    /** How many of them lie below {@code size}. */
    int below(long size) {
        int n = count;
        while (n > 0 && index[n - 1] >= size) {
            n--;
        }
        return n;
    }

    int index(int i) {
        return index[i];
    }

    int version(int i) {
        return version[i];
    }

    /** True if the first {@code n} are versions 1 to n, without doubles or jumps. */
    boolean clean(int n) {
        for (int i = 0; i < n; i++) {
            if (version[i] != i + 1) {
                return false;
            }
        }
        return true;
    }
}
