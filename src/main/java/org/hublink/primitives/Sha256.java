package org.hublink.primitives;

import org.bouncycastle.crypto.digests.SHA256Digest;

/** SHA-256 piece by piece, for what is too large to hold. Used once. */
public final class Sha256 {
    private final SHA256Digest digest = new SHA256Digest();
    private boolean finished;

    public Sha256 update(byte[] in, int from, int length) {
        if (finished || from < 0 || length < 0 || length > in.length - from) {
            throw new IllegalArgumentException("finished, or out of bounds");
        }
        digest.update(in, from, length);
        return this;
    }

    public Digest finish() {
        if (finished) {
            throw new IllegalStateException("finished");
        }
        finished = true;
        byte[] out = new byte[Digest.LENGTH];
        digest.doFinal(out, 0);
        try {
            return Digest.from(out);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
