package org.hublink.engine;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;

/**
 * What a message says of a sealed content, so that its reader can fetch, open and check it (PROTOCOL B1).
 *
 * @param id 16 random bytes, the name at the server
 * @param key 32 bytes, of this content alone
 * @param plain SHA-256 of what was sealed, without padding
 * @param sealed SHA-256 of the sealed bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
record ContentName(byte[] id, byte[] key, Digest plain, Digest sealed) {
    static final int ID_BYTES = 16;
    static final int KEY_BYTES = 32;

    static ContentName read(ByteReader in) throws Malformed {
        return new ContentName(
                in.bytes(ID_BYTES),
                in.bytes(KEY_BYTES),
                Digest.from(in.bytes(Digest.LENGTH)),
                Digest.from(in.bytes(Digest.LENGTH)));
    }

    void write(ByteWriter out) {
        out.bytes(id).bytes(key).bytes(plain.bytes()).bytes(sealed.bytes());
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
