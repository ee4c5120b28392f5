package org.hublink.engine;

import org.hublink.primitives.Base64;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.P256;
import org.hublink.primitives.Randomness;
import org.hublink.protocol.Algorithm;
import org.hublink.protocol.PublicKey;
import org.hublink.protocol.SigningKey;

/** A private signature key as a vault keeps it: an Ed25519 seed or a P-256 scalar of 32 bytes. It never prints. */
public final class OwnKey {
    private static final int SECRET_LENGTH = 32;

    private final Algorithm algorithm;
    private final byte[] secret;
    private final SigningKey signing;

    private OwnKey(Algorithm algorithm, byte[] secret) {
        this.algorithm = algorithm;
        this.secret = secret;
        this.signing = algorithm == Algorithm.ED25519 ? SigningKey.ed25519(secret) : SigningKey.p256(secret);
    }

    /** A key of 32 secret bytes: {@code key-length}, or {@code key-scalar} for what is no P-256 key. */
    public static OwnKey of(Algorithm algorithm, byte[] secret) throws Malformed {
        if (secret.length != SECRET_LENGTH) {
            throw new Malformed("key-length");
        }
        if (algorithm == Algorithm.P256 && !P256.validScalar(secret)) {
            throw new Malformed("key-scalar");
        }
        return new OwnKey(algorithm, secret.clone());
    }

    /** A new Ed25519 key. */
    public static OwnKey ed25519(Randomness randomness) {
        return new OwnKey(Algorithm.ED25519, randomness.bytes(SECRET_LENGTH));
    }

    public SigningKey signing() {
        return signing;
    }

    public PublicKey publicKey() {
        return signing.publicKey();
    }

    /** A copy of the 32 secret bytes, for the signatures that MLS makes itself. */
    byte[] mlsSecret() {
        return secret.clone();
    }

    /** The form inside a vault: {@code ed25519:<base64 of the secret>}. */
    String secretText() {
        return algorithm.label() + ":" + Base64.encode(secret);
    }

    static OwnKey read(String text) throws Malformed {
        for (Algorithm algorithm : Algorithm.values()) {
            String label = algorithm.label() + ":";
            if (text.startsWith(label)) {
                return of(algorithm, Base64.decode(text.substring(label.length())));
            }
        }
        throw new Malformed("key-text");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OwnKey key && algorithm == key.algorithm && Bytes.equal(secret, key.secret);
    }

    @Override
    public int hashCode() {
        return publicKey().hashCode();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
