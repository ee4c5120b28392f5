package org.hublink.primitives;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.gcm.BasicGCMMultiplier;
import org.bouncycastle.crypto.modes.gcm.GCMMultiplier;
import org.bouncycastle.crypto.modes.gcm.Tables4kGCMMultiplier;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** Authenticated encryption with a nonce of 12 bytes and a tag of 16 (RFC 5116, RFC 8439). */
public enum Aead {
    AES_128_GCM(16),
    AES_256_GCM(32),
    CHACHA20_POLY1305(32);

    /** Bytes of a nonce. */
    public static final int NONCE_LENGTH = 12;

    /** Bytes by which the sealed form is longer. */
    public static final int TAG_LENGTH = 16;

    /** Up to here multiplying bit by bit costs GCM less than its tables do, which are made anew for each key. */
    private static final int WITHOUT_TABLES_BYTES_MAX = 1536;

    private final int keyLength;

    Aead(int keyLength) {
        this.keyLength = keyLength;
    }

    public int keyLength() {
        return keyLength;
    }

    /** Ciphertext and tag. The same key and nonce must never seal two texts. */
    public byte[] seal(byte[] key, byte[] nonce, byte[] aad, byte[] plain) {
        try {
            return run(true, key, nonce, aad, plain);
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The plaintext; {@code aead-open} for anything not sealed with exactly these key, nonce and AAD. */
    public byte[] open(byte[] key, byte[] nonce, byte[] aad, byte[] sealed) throws Malformed {
        if (sealed.length < TAG_LENGTH) {
            throw new Malformed("aead-open");
        }
        try {
            return run(false, key, nonce, aad, sealed);
        } catch (InvalidCipherTextException refused) {
            throw new Malformed("aead-open");
        }
    }

    private static GCMMultiplier multiplier(int text, int aad) {
        return text <= WITHOUT_TABLES_BYTES_MAX && aad <= WITHOUT_TABLES_BYTES_MAX
                ? new BasicGCMMultiplier()
                : new Tables4kGCMMultiplier();
    }

    private byte[] run(boolean seal, byte[] key, byte[] nonce, byte[] aad, byte[] in)
            throws InvalidCipherTextException {
        if (key.length != keyLength || nonce.length != NONCE_LENGTH) {
            throw new IllegalArgumentException("key or nonce of the wrong length");
        }
        AEADCipher cipher = this == CHACHA20_POLY1305
                ? new ChaCha20Poly1305()
                : GCMBlockCipher.newInstance(AESEngine.newInstance(), multiplier(in.length, aad.length));
        cipher.init(seal, new AEADParameters(new KeyParameter(key), 8 * TAG_LENGTH, nonce, aad));
        byte[] out = new byte[seal ? Math.addExact(in.length, TAG_LENGTH) : in.length - TAG_LENGTH];
        int at = cipher.processBytes(in, 0, in.length, out, 0);
        cipher.doFinal(out, at);
        return out;
    }
}
