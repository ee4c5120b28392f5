package org.hublink.primitives;

import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/**
 * X-Wing (draft-connolly-cfrg-xwing-kem): ML-KEM-768 and X25519 together, safe while either of them is. The private key
 * is a seed of 32 bytes.
 */
public final class XWing {
    public static final int SEED_LENGTH = 32;
    public static final int PUBLIC_KEY_LENGTH = MlKem768.PUBLIC_KEY_LENGTH + 32;
    public static final int CIPHERTEXT_LENGTH = MlKem768.CIPHERTEXT_LENGTH + 32;

    /** The six characters of the draft's figure of an X-wing. */
    private static final byte[] LABEL = {0x5c, 0x2e, 0x2f, 0x2f, 0x5e, 0x5c};

    private XWing() {}

    /** A shared secret of 32 bytes and what carries it. */
    public record Encapsulated(byte[] secret, byte[] ciphertext) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    public static byte[] publicKey(byte[] seed) {
        byte[] expanded = expand(seed);
        return Bytes.concat(
                MlKem768.publicKey(Bytes.slice(expanded, 0, 64)), X25519.publicKey(Bytes.slice(expanded, 64, 96)));
    }

    /** {@code xwing-public-key} for a wrong length, {@code mlkem-public-key} for coefficients out of range. */
    public static Encapsulated encapsulate(byte[] publicKey, Randomness randomness) throws Malformed {
        if (publicKey.length != PUBLIC_KEY_LENGTH) {
            throw new Malformed("xwing-public-key");
        }
        byte[] lattice = Bytes.slice(publicKey, 0, MlKem768.PUBLIC_KEY_LENGTH);
        byte[] curve = Bytes.slice(publicKey, MlKem768.PUBLIC_KEY_LENGTH, PUBLIC_KEY_LENGTH);
        MlKem768.Encapsulated first = MlKem768.encapsulate(lattice, randomness);
        byte[] ephemeral = randomness.bytes(32);
        byte[] curveCiphertext = X25519.publicKey(ephemeral);
        byte[] secret = combine(first.secret(), multiply(ephemeral, curve), curveCiphertext, curve);
        Bytes.zero(ephemeral);
        return new Encapsulated(secret, Bytes.concat(first.ciphertext(), curveCiphertext));
    }

    /** The shared secret; for an altered ciphertext another one. Wrong length: {@code xwing-ciphertext}. */
    public static byte[] decapsulate(byte[] seed, byte[] ciphertext) throws Malformed {
        if (ciphertext.length != CIPHERTEXT_LENGTH) {
            throw new Malformed("xwing-ciphertext");
        }
        byte[] expanded = expand(seed);
        byte[] curveKey = Bytes.slice(expanded, 64, 96);
        byte[] curveCiphertext = Bytes.slice(ciphertext, MlKem768.CIPHERTEXT_LENGTH, CIPHERTEXT_LENGTH);
        byte[] first = MlKem768.decapsulate(
                Bytes.slice(expanded, 0, 64), Bytes.slice(ciphertext, 0, MlKem768.CIPHERTEXT_LENGTH));
        byte[] secret =
                combine(first, multiply(curveKey, curveCiphertext), curveCiphertext, X25519.publicKey(curveKey));
        Bytes.zero(expanded);
        Bytes.zero(curveKey);
        return secret;
    }

    /** The first {@code n} bytes of SHAKE256, with which the draft also derives a seed from key material. */
    static byte[] shake256(byte[] in, int n) {
        SHAKEDigest digest = new SHAKEDigest(256);
        digest.update(in, 0, in.length);
        byte[] out = new byte[n];
        digest.doFinal(out, 0, n);
        return out;
    }

    /** Without the check for zero: the combiner binds both public values, and the draft makes none. */
    private static byte[] multiply(byte[] privateKey, byte[] publicKey) {
        byte[] out = new byte[32];
        org.bouncycastle.math.ec.rfc7748.X25519.scalarMult(privateKey, 0, publicKey, 0, out, 0);
        return out;
    }

    private static byte[] combine(byte[] lattice, byte[] curve, byte[] curveCiphertext, byte[] curvePublic) {
        byte[] in = Bytes.concat(lattice, curve, curveCiphertext, curvePublic, LABEL);
        SHA3Digest digest = new SHA3Digest(256);
        digest.update(in, 0, in.length);
        byte[] out = new byte[32];
        digest.doFinal(out, 0);
        Bytes.zero(in);
        return out;
    }

    private static byte[] expand(byte[] seed) {
        if (seed.length != SEED_LENGTH) {
            throw new IllegalArgumentException("an X-Wing seed has 32 bytes");
        }
        return shake256(seed, 96);
    }
}
