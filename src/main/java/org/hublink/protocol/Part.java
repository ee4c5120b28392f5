package org.hublink.protocol;

import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;

/** A piece of a statement that travels beside it and can be erased: 32 random bytes of salt and a body of 0 to 1 MiB. */
public final class Part {
    public static final int SALT_BYTES = 32;
    public static final int BODY_BYTES_MAX = 64 * 1024;
    public static final int MANIFEST_BODY_BYTES_MAX = 1024 * 1024;

    private final byte[] salt;
    private final byte[] body;

    public Part(byte[] salt, byte[] body) {
        if (salt.length != SALT_BYTES || body.length > MANIFEST_BODY_BYTES_MAX) {
            throw new IllegalArgumentException("part");
        }
        this.salt = salt.clone();
        this.body = body.clone();
    }

    /** The largest body of a part of this type, in bytes. */
    public static int bodyBytesMax(StatementType type) {
        return type == StatementType.MANIFEST || type == StatementType.FORUM_HEADS
                ? MANIFEST_BODY_BYTES_MAX
                : BODY_BYTES_MAX;
    }

    /** A copy of the 32 bytes. */
    public byte[] salt() {
        return salt.clone();
    }

    /** A copy of the body. */
    public byte[] body() {
        return body.clone();
    }

    public int bodyLength() {
        return body.length;
    }

    /** SHA-256(salt ‖ body). */
    public Digest digest() {
        return Digest.of(salt, body);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Part part && Bytes.equal(salt, part.salt) && Bytes.equal(body, part.body);
    }

    @Override
    public int hashCode() {
        return digest().hashCode();
    }
}
