package org.hublink.primitives;

import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** SHA-2 (FIPS 180-4) with its HMAC (RFC 2104) and HKDF (RFC 5869). */
public enum Hash {
    SHA256(32),
    SHA512(64);

    private final int length;

    Hash(int length) {
        this.length = length;
    }

    /** Bytes of a value. */
    public int length() {
        return length;
    }

    /** Hash of the concatenation of the parts. */
    public byte[] of(byte[]... parts) {
        ExtendedDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] out = new byte[length];
        digest.doFinal(out, 0);
        return out;
    }

    /** HMAC of the concatenation of the parts. */
    public byte[] hmac(byte[] key, byte[]... parts) {
        return keyed(key).hmac(parts);
    }

    /** HKDF-Extract. */
    public byte[] extract(byte[] salt, byte[]... inputKey) {
        return hmac(salt, inputKey);
    }

    /** HKDF-Expand to {@code n} bytes, at most 255 times {@link #length}. */
    public byte[] expand(byte[] prk, byte[] info, int n) {
        return keyed(prk).expand(info, n);
    }

    /** A key hashed once, for several values. It holds the key, and none of it can be overwritten: use it at once. */
    public Keyed keyed(byte[] key) {
        HMac mac = new HMac(digest());
        mac.init(new KeyParameter(key));
        return new Keyed(mac, length);
    }

    /** HMAC and HKDF-Expand under one key. */
    public static final class Keyed {
        private final HMac mac;
        private final int length;

        private Keyed(HMac mac, int length) {
            this.mac = mac;
            this.length = length;
        }

        /** What {@link Hash#hmac} gives. */
        public byte[] hmac(byte[]... parts) {
            for (byte[] part : parts) {
                mac.update(part, 0, part.length);
            }
            byte[] out = new byte[length];
            mac.doFinal(out, 0);
            return out;
        }

        /** What {@link Hash#expand} gives. */
        public byte[] expand(byte[] info, int n) {
            if (n < 0 || n > 255 * length) {
                throw new IllegalArgumentException("HKDF length out of range");
            }
            byte[] out = new byte[n];
            byte[] block = new byte[0];
            for (int at = 0, i = 1; at < n; at += length, i++) {
                byte[] before = block;
                block = hmac(before, info, new byte[] {(byte) i});
                Bytes.zero(before);
                System.arraycopy(block, 0, out, at, Math.min(length, n - at));
            }
            Bytes.zero(block);
            return out;
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    private ExtendedDigest digest() {
        return this == SHA256 ? new SHA256Digest() : new SHA512Digest();
    }
}
