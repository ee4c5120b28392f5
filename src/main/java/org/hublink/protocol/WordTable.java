package org.hublink.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** A fixed set of folded words, found exactly, by their beginning, or in spite of typing errors. */
public final class WordTable {
    /** From this length on one error is forgiven, and from {@link #TWO_ERRORS_CHARS} on two. */
    public static final int ONE_ERROR_CHARS = 4;

    public static final int TWO_ERRORS_CHARS = 8;

    private static final int TWO_ERRORS = 2;

    private final String[] words;
    private final long[] signatures;

    public WordTable(Collection<String> words) {
        this.words = new TreeSet<>(words).toArray(new String[0]);
        this.signatures = new long[this.words.length];
        for (int i = 0; i < signatures.length; i++) {
            signatures[i] = signature(this.words[i]);
        }
    }

    public int size() {
        return words.length;
    }

    public String word(int i) {
        return words[i];
    }

    /** Its place, or -1. */
    public int find(String word) {
        int i = lowerBound(word);
        return i < words.length && words[i].equals(word) ? i : -1;
    }

    /** The first place at or after the word; the words that begin with it stand from there on. */
    public int lowerBound(String word) {
        int low = 0;
        int high = words.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (words[middle].compareTo(word) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The places of the words nearest to a mistyped one: all at the smallest distance that is allowed and occurs. */
    public List<Integer> nearest(String word) {
        int allowed = errorsAllowed(word);
        List<Integer> found = new ArrayList<>();
        long signature = signature(word);
        int[][] rows = new int[3][word.length() + TWO_ERRORS + 1];
        for (int i = 0; i < words.length && allowed > 0; i++) {
            int longer = Math.abs(words[i].length() - word.length());
            if (longer > allowed || Long.bitCount(signatures[i] ^ signature) > 2 * allowed) {
                continue;
            }
            int distance = distance(word, words[i], allowed, rows);
            if (distance < allowed) {
                found.clear();
                allowed = distance;
            }
            if (distance == allowed) {
                found.add(i);
            }
        }
        return found;
    }

    /** 0 for short words and for numbers, where a neighbour is another thing and not a typing error. */
    public static int errorsAllowed(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= '0' && word.charAt(i) <= '9') {
                return 0;
            }
        }
        return word.length() >= TWO_ERRORS_CHARS ? TWO_ERRORS : word.length() >= ONE_ERROR_CHARS ? 1 : 0;
    }

    /**
     * Letters left out, added, exchanged, or swapped with a neighbour (optimal string alignment).
     *
     * @return {@code max + 1} as soon as it is more than {@code max}
     */
    static int distance(String a, String b, int max) {
        return distance(a, b, max, new int[3][b.length() + 1]);
    }

    /** With rows to work in, each longer than {@code b}; only what lies within {@code max} of the diagonal is looked at. */
    private static int distance(String a, String b, int max, int[][] rows) {
        int width = b.length();
        int far = max + 1;
        if (Math.abs(a.length() - width) > max) {
            return far;
        }
        int[] before = rows[0];
        int[] last = rows[1];
        int[] row = rows[2];
        for (int j = 0; j <= Math.min(width, far); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int from = Math.max(1, i - max);
            int to = Math.min(width, i + max);
            row[from - 1] = from == 1 ? i : far;
            int least = row[from - 1];
            for (int j = from; j <= to; j++) {
                int above = j == i + max ? far : last[j];
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(above, row[j - 1]) + 1, last[j - 1] + cost);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                row[j] = swapped ? Math.min(best, before[j - 2] + 1) : best;
                least = Math.min(least, row[j]);
            }
            if (least > max) {
                return far;
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return Math.min(last[width], far);
    }

    /** One bit a letter (mod 64): each error changes at most two of them. */
    private static long signature(String word) {
        long bits = 0;
        for (int i = 0; i < word.length(); i++) {
            bits |= 1L << (word.charAt(i) & 63);
        }
        return bits;
    }
}
