package org.hublink.primitives;

/** X25519 (RFC 7748). */
public final class X25519 {
    /** Bytes of a private key, a public key and a shared value. */
    public static final int KEY_LENGTH = 32;

    private X25519() {}

    public static byte[] publicKey(byte[] privateKey) {
        check(privateKey);
        byte[] out = new byte[KEY_LENGTH];
        org.bouncycastle.math.ec.rfc7748.X25519.scalarMultBase(privateKey, 0, out, 0);
        return out;
    }

    /** The shared value; {@code x25519-public-key} for a wrong length or a point that leads to zero. */
    public static byte[] agree(byte[] privateKey, byte[] publicKey) throws Malformed {
        check(privateKey);
        byte[] out = new byte[KEY_LENGTH];
        if (publicKey.length != KEY_LENGTH
                || !org.bouncycastle.math.ec.rfc7748.X25519.calculateAgreement(privateKey, 0, publicKey, 0, out, 0)) {
            throw new Malformed("x25519-public-key");
        }
        return out;
    }

    private static void check(byte[] privateKey) {
        if (privateKey.length != KEY_LENGTH) {
            throw new IllegalArgumentException("an X25519 private key has 32 bytes");
        }
    }
}
