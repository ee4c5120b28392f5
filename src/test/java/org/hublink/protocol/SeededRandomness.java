package org.hublink.protocol;

import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Randomness;
import org.hublink.primitives.Utf8;

/** Bytes that follow from a seed, for vectors that must come out the same each time. */
public final class SeededRandomness implements Randomness {
    private final byte[] seed;
    private long counter;

    public SeededRandomness(String seed) {
        this.seed = Utf8.encode(seed);
    }

    @Override
    public byte[] bytes(int n) {
        byte[] out = new byte[n];
        for (int at = 0; at < n; at += Digest.LENGTH) {
            byte[] block = Digest.of(seed, Bytes.u64(counter++)).bytes();
            System.arraycopy(block, 0, out, at, Math.min(Digest.LENGTH, n - at));
        }
        return out;
    }
}
