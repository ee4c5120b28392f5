package org.hublink.protocol;

import org.hublink.primitives.Digest;
import org.hublink.primitives.Ed25519;
import org.hublink.primitives.P256;

/** A private signature key. It never prints. */
public final class SigningKey {
    private final byte[] secret;
    private final PublicKey publicKey;

    private SigningKey(byte[] secret, PublicKey publicKey) {
        this.secret = secret;
        this.publicKey = publicKey;
    }

    /** The Ed25519 key of a seed of 32 random bytes. */
    public static SigningKey ed25519(byte[] seed) {
        return new SigningKey(seed.clone(), PublicKey.made(Algorithm.ED25519, Ed25519.publicKey(seed)));
    }

    /** The P-256 key of a scalar of 32 bytes; one that is none is a bug of the caller. */
    public static SigningKey p256(byte[] scalar) {
        return new SigningKey(scalar.clone(), PublicKey.made(Algorithm.P256, P256.publicKey(scalar)));
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    public Digest keyId() {
        return publicKey.keyId();
    }

    /** A signature of 64 bytes. Whoever calls this built the message himself (K3). */
    public byte[] sign(byte[] message) {
        return publicKey.algorithm() == Algorithm.ED25519 ? Ed25519.sign(secret, message) : P256.sign(secret, message);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
