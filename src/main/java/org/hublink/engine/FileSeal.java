package org.hublink.engine;

import org.hublink.primitives.Aead;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.CaseFile;

/**
 * Seals an attachment chunk by chunk (PROTOCOL B2; STREAM of Hoang, Reyhanitabar, Rogaway and Vizár, 2015): no chunk can
 * be dropped, doubled, moved or taken for the last one. The key is of this file alone.
 */
final class FileSeal {
    static final int KEY_BYTES = 32;

    private static final int PREFIX_BYTES = 7;

    private final byte[] key;
    private final byte[] contentId;
    private final long size;

    /**
     * Seals or opens one file.
     *
     * @param key 32 random bytes, never used for another file
     * @param contentId 16 bytes, authenticated with each chunk
     * @param size bytes of the plaintext, 1 to 1 GiB
     */
    FileSeal(byte[] key, byte[] contentId, long size) {
        if (key.length != KEY_BYTES
                || contentId.length != ContentName.ID_BYTES
                || size < 1
                || size > CaseFile.SIZE_MAX) {
            throw new IllegalArgumentException("key, id or size");
        }
        this.key = key.clone();
        this.contentId = contentId.clone();
        this.size = size;
    }

    int chunks() {
        return (int) ((size + CaseFile.CHUNK_BYTES - 1) / CaseFile.CHUNK_BYTES);
    }

    /** Bytes of plaintext in a chunk. */
    int length(int chunk) {
        return (int) Math.min(CaseFile.CHUNK_BYTES, size - (long) chunk * CaseFile.CHUNK_BYTES);
    }

    byte[] seal(int chunk, byte[] plain) {
        if (chunk < 0 || chunk >= chunks() || plain.length != length(chunk)) {
            throw new IllegalArgumentException("chunk");
        }
        return Aead.AES_256_GCM.seal(key, nonce(chunk), contentId, plain);
    }

    /** {@code chunk-length} or {@code aead-open} for what is not this chunk of this file. */
    byte[] open(int chunk, byte[] sealed) throws Malformed {
        if (chunk < 0 || chunk >= chunks() || sealed.length != length(chunk) + Aead.TAG_LENGTH) {
            throw new Malformed("chunk-length");
        }
        return Aead.AES_256_GCM.open(key, nonce(chunk), contentId, sealed);
    }

    private byte[] nonce(int chunk) {
        boolean last = chunk == chunks() - 1;
        return new ByteWriter()
                .bytes(new byte[PREFIX_BYTES])
                .u32(chunk)
                .u8(last ? 1 : 0)
                .toBytes();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
