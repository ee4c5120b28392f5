package org.hublink.mls;

import org.hublink.primitives.Ed25519;
import org.jspecify.annotations.Nullable;

/** A public signature key, decoded when it first verifies. What is no key decodes to nothing and verifies nothing. */
final class VerifyingKey {
    private final SignatureScheme scheme;
    private final byte[] publicKey;
    private Ed25519.@Nullable Verifier prepared;

    VerifyingKey(SignatureScheme scheme, byte[] publicKey) {
        this.scheme = scheme;
        this.publicKey = publicKey;
    }

    boolean verifies(byte[] message, byte[] signature) {
        if (scheme != SignatureScheme.ED25519) {
            return scheme.verify(publicKey, message, signature);
        }
        Ed25519.Verifier verifier = prepared;
        if (verifier == null) {
            verifier = Ed25519.verifier(publicKey);
            prepared = verifier;
        }
        return verifier != null && verifier.verify(message, signature);
    }
}
