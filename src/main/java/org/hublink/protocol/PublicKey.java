package org.hublink.protocol;

import org.hublink.primitives.Base64;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Ed25519;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.P256;
import org.jspecify.annotations.Nullable;

/** A public signature key with its algorithm. Its text is {@code ed25519:<base64>} or {@code p256:<base64>}. */
public final class PublicKey {
    /** Bytes of every signature. */
    public static final int SIGNATURE_BYTES = 64;

    private final Algorithm algorithm;
    private final byte[] bytes;
    private final Digest keyId;
    private Ed25519.@Nullable Verifier verifier;

    private PublicKey(Algorithm algorithm, byte[] bytes) {
        this.algorithm = algorithm;
        this.bytes = bytes;
        this.keyId = Digest.of(new byte[] {(byte) algorithm.code()}, bytes);
    }

    /** A key of the algorithm's length: else {@code key-length}, or {@code p256-public-key} for what is no point. */
    public static PublicKey of(Algorithm algorithm, byte[] bytes) throws Malformed {
        if (bytes.length != algorithm.keyBytes()) {
            throw new Malformed("key-length");
        }
        if (algorithm == Algorithm.P256) {
            P256.checkPublicKey(bytes);
        }
        return new PublicKey(algorithm, bytes.clone());
    }

    /** Reads the text form; what it is not is {@code key-text}. */
    public static PublicKey read(String text) throws Malformed {
        for (Algorithm algorithm : Algorithm.values()) {
            String label = algorithm.label() + ":";
            if (text.startsWith(label) && text.length() <= 128) {
                return of(algorithm, Base64.decode(text.substring(label.length())));
            }
        }
        throw new Malformed("key-text");
    }

    /** A key whose bytes the caller made himself. */
    static PublicKey made(Algorithm algorithm, byte[] bytes) {
        return new PublicKey(algorithm, bytes);
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    /** A copy of the 32 or 65 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** SHA-256 of the algorithm's code and the key (K2). */
    public Digest keyId() {
        return keyId;
    }

    /** True if the signature of 64 bytes over the message is this key's. */
    public boolean verify(byte[] message, byte[] signature) {
        if (algorithm == Algorithm.P256) {
            return P256.verify(bytes, message, signature);
        }
        // A key of an operator stands under thousands of leaves: decoding it each time costs a seventh of the whole.
        Ed25519.Verifier known = verifier;
        if (known == null) {
            known = Ed25519.verifier(bytes);
            verifier = known;
        }
        return known != null && known.verify(message, signature);
    }

    /** The text form. */
    public String text() {
        return algorithm.label() + ":" + Base64.encode(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey key && algorithm == key.algorithm && Bytes.equal(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return keyId.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
