package org.hublink.mls;

import org.hublink.primitives.Ed25519;
import org.jspecify.annotations.Nullable;

/** A member's private signature key, prepared when it first signs. It shares the key's array. */
final class SigningKey {
    private final SignatureScheme scheme;
    private final byte[] privateKey;
    private Ed25519.@Nullable Signer prepared;

    SigningKey(SignatureScheme scheme, byte[] privateKey) {
        this.scheme = scheme;
        this.privateKey = privateKey;
    }

    byte[] sign(byte[] message) {
        if (scheme != SignatureScheme.ED25519) {
            return scheme.sign(privateKey, message);
        }
        Ed25519.Signer signer = prepared;
        if (signer == null) {
            signer = Ed25519.signer(privateKey);
            prepared = signer;
        }
        return signer.sign(message);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
