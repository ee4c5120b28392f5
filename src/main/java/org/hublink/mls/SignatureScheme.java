package org.hublink.mls;

import org.hublink.primitives.Ed25519;
import org.hublink.primitives.P256;

/** Signature schemes of the suites (RFC 9420 §5.1.1). Private keys are 32 bytes: a seed, or a scalar. */
public enum SignatureScheme {
    ED25519,
    ECDSA_SECP256R1_SHA256;

    public byte[] publicKey(byte[] privateKey) {
        return this == ED25519 ? Ed25519.publicKey(privateKey) : P256.publicKey(privateKey);
    }

    byte[] sign(byte[] privateKey, byte[] message) {
        return this == ED25519 ? Ed25519.sign(privateKey, message) : P256.signDer(privateKey, message);
    }

    boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        return this == ED25519
                ? Ed25519.verify(publicKey, message, signature)
                : P256.verifyDer(publicKey, message, signature);
    }
}
