package org.hublink.primitives;

import org.jspecify.annotations.Nullable;

/** Ed25519 (RFC 8032), pure mode. */
public final class Ed25519 {
    /** Bytes of a private seed and of a public key. */
    public static final int KEY_LENGTH = 32;

    public static final int SIGNATURE_LENGTH = 64;

    private Ed25519() {}

    /** The public key of a seed of 32 bytes. */
    public static byte[] publicKey(byte[] seed) {
        checkSeed(seed);
        byte[] out = new byte[KEY_LENGTH];
        org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, out, 0);
        return out;
    }

    /** A signature of 64 bytes. */
    public static byte[] sign(byte[] seed, byte[] message) {
        checkSeed(seed);
        byte[] out = new byte[SIGNATURE_LENGTH];
        org.bouncycastle.math.ec.rfc8032.Ed25519.sign(seed, 0, message, 0, message.length, out, 0);
        return out;
    }

    /** The seed with its public key worked out once, for many signatures. It shares the seed's array. */
    public static Signer signer(byte[] seed) {
        return new Signer(seed, publicKey(seed));
    }

    /** A private key. Its public key never comes from outside: signing under a wrong one gives the private key away. */
    public static final class Signer {
        private final byte[] seed;
        private final byte[] publicKey;

        private Signer(byte[] seed, byte[] publicKey) {
            this.seed = seed;
            this.publicKey = publicKey;
        }

        /** What {@link Ed25519#sign} makes, in about half its time. */
        public byte[] sign(byte[] message) {
            byte[] out = new byte[SIGNATURE_LENGTH];
            org.bouncycastle.math.ec.rfc8032.Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, out, 0);
            return out;
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /** False for anything malformed, keys of small order among it (they would verify what nobody signed). */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        Verifier verifier = verifier(publicKey);
        return verifier != null && verifier.verify(message, signature);
    }

    /** The key decoded once, for many signatures; null for one that {@link #verify} would refuse. */
    public static @Nullable Verifier verifier(byte[] publicKey) {
        if (publicKey.length != KEY_LENGTH) {
            return null;
        }
        org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint point =
                org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartialExport(publicKey, 0);
        return point == null ? null : new Verifier(point);
    }

    /** A checked public key. */
    public static final class Verifier {
        private final org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint point;

        private Verifier(org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint point) {
            this.point = point;
        }

        public boolean verify(byte[] message, byte[] signature) {
            return signature.length == SIGNATURE_LENGTH
                    && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(signature, 0, point, message, 0, message.length);
        }
    }

    private static void checkSeed(byte[] seed) {
        if (seed.length != KEY_LENGTH) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
        }
    }
}
