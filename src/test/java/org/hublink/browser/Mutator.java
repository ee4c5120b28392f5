package org.hublink.browser;

import java.util.Arrays;
import java.util.List;
import org.hublink.primitives.Bytes;

/** Alters bytes; what comes out follows from seed, index and corpus alone, in either home. */
final class Mutator {
    private static final int CHANGES_MAX = 4;
    private static final int LENGTH_MAX = 32 * 1024;
    private static final int[] TELLING = {
        0, 1, 0x1f, 0x20, 0x22, 0x2c, 0x2d, 0x2e, 0x30, 0x31, 0x39, 0x3a, 0x41, 0x5b, 0x5c, 0x5d, 0x7b, 0x7d, 0x7f,
        0x80, 0xbf, 0xc0, 0xc2, 0xcc, 0xe2, 0xed, 0xef, 0xf0, 0xf4, 0xfe, 0xff
    };

    private long state;

    private Mutator(long state) {
        this.state = state;
    }

    static byte[] mutant(long seed, int index, List<byte[]> corpus) {
        Mutator mutator = new Mutator(seed * 0x9E3779B97F4A7C15L + index);
        byte[] bytes = corpus.get(mutator.below(corpus.size()));
        if (mutator.below(64) == 0) return mutator.noise(mutator.below(64));
        int changes = mutator.below(CHANGES_MAX + 1);
        for (int i = 0; i < changes; i++) bytes = mutator.change(bytes, corpus);
        return bytes.length > LENGTH_MAX ? Arrays.copyOf(bytes, LENGTH_MAX) : bytes;
    }

    private byte[] change(byte[] in, List<byte[]> corpus) {
        if (in.length == 0) return noise(1 + below(8));
        int at = below(in.length);
        int length = 1 + below(Math.min(in.length - at, 1 << below(8)));
        return switch (below(10)) {
            case 0, 1 -> with(in, at, in[at] ^ 1 << below(8));
            case 2, 3 -> with(in, at, TELLING[below(TELLING.length)]);
            case 4 -> with(in, at, in[at] + 1 - 2 * below(2));
            case 5 -> Bytes.concat(Bytes.slice(in, 0, at), Bytes.slice(in, at + length, in.length));
            case 6 ->
                Bytes.concat(Bytes.slice(in, 0, at), Bytes.slice(in, at, at + length), Bytes.slice(in, at, in.length));
            case 7 -> Bytes.concat(Bytes.slice(in, 0, at), noise(1 + below(6)), Bytes.slice(in, at, in.length));
            case 8 -> Bytes.slice(in, 0, at);
            default -> splice(in, at, corpus.get(below(corpus.size())));
        };
    }

    /** The head of one and the tail of another. */
    private byte[] splice(byte[] head, int at, byte[] other) {
        return Bytes.concat(Bytes.slice(head, 0, at), Bytes.slice(other, below(other.length + 1), other.length));
    }

    private static byte[] with(byte[] in, int at, int value) {
        byte[] out = in.clone();
        out[at] = (byte) value;
        return out;
    }

    private byte[] noise(int n) {
        byte[] out = new byte[n];
        for (int i = 0; i < n; i++) out[i] = (byte) next();
        return out;
    }

    private int below(int n) {
        return (int) ((next() >>> 33) % n);
    }

    /** SplitMix64, as Steele, Lea and Flood published it. */
    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
