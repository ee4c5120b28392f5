package org.hublink.engine;

import org.hublink.primitives.Aead;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;

/**
 * Seals a content once, under a key of its own, padded by Padmé (PROTOCOL B1). The key never seals anything else, so its
 * nonce is fixed; the content's id is authenticated, so that one content cannot be served for another.
 */
final class ContentSeal {
    /** Plaintext of one content; what is larger is an attachment. */
    static final int PLAIN_BYTES_MAX = 4 * 1024 * 1024;

    private static final int LENGTH_BYTES = 4;
    private static final byte[] NONCE = new byte[Aead.NONCE_LENGTH];

    private ContentSeal() {}

    /** A sealed content and what its readers need. */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
    record Sealed(ContentName name, byte[] bytes) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    static Sealed seal(byte[] plain, Randomness randomness) {
        if (plain.length > PLAIN_BYTES_MAX) {
            throw new IllegalArgumentException("too large for a content");
        }
        byte[] id = randomness.bytes(ContentName.ID_BYTES);
        byte[] key = randomness.bytes(ContentName.KEY_BYTES);
        byte[] padded = new ByteWriter()
                .u32(plain.length)
                .bytes(plain)
                .bytes(new byte[padding(plain.length)])
                .toBytes();
        byte[] sealed = Aead.AES_256_GCM.seal(key, NONCE, id, padded);
        return new Sealed(new ContentName(id, key, Digest.of(plain), Digest.of(sealed)), sealed);
    }

    /**
     * What was sealed; {@code content-digest} where the bytes are not those that were named, {@code content-padding} where
     * they are padded in another way, {@code aead-open} where key or id do not fit.
     */
    static byte[] open(ContentName name, byte[] sealed) throws Malformed {
        if (!Digest.of(sealed).equals(name.sealed())) {
            throw new Malformed("content-digest");
        }
        ByteReader in = new ByteReader(Aead.AES_256_GCM.open(name.key(), NONCE, name.id(), sealed));
        long length = in.u32();
        if (length > Math.min(PLAIN_BYTES_MAX, in.remaining())) {
            throw new Malformed("content-padding");
        }
        byte[] plain = in.bytes((int) length);
        byte[] rest = in.bytes(in.remaining());
        if (!Bytes.equal(rest, new byte[padding(plain.length)])) {
            throw new Malformed("content-padding");
        }
        if (!Digest.of(plain).equals(name.plain())) {
            throw new Malformed("content-digest");
        }
        return plain;
    }

    private static int padding(int length) {
        return (int) (Padme.padded(length + LENGTH_BYTES) - length - LENGTH_BYTES);
    }
}
