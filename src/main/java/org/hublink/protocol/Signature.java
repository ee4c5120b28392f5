package org.hublink.protocol;

import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;

/** One signature of 64 bytes and the id of the key that is said to have made it. */
public final class Signature {
    private final Digest keyId;
    private final byte[] value;

    public Signature(Digest keyId, byte[] value) {
        if (value.length != PublicKey.SIGNATURE_BYTES) {
            throw new IllegalArgumentException("a signature has 64 bytes");
        }
        this.keyId = keyId;
        this.value = value.clone();
    }

    public Digest keyId() {
        return keyId;
    }

    /** A copy of the 64 bytes. */
    public byte[] value() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Signature s && keyId.equals(s.keyId) && Bytes.equal(value, s.value);
    }

    @Override
    public int hashCode() {
        return keyId.hashCode();
    }
}
