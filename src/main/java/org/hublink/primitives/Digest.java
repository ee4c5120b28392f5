package org.hublink.primitives;

/** A SHA-256 value: 32 bytes, immutable, ordered by its bytes. */
public final class Digest implements Comparable<Digest> {
    /** Bytes of a digest. */
    public static final int LENGTH = 32;

    private final byte[] value;

    private Digest(byte[] value) {
        this.value = value;
    }

    /** SHA-256 of the concatenation of the parts. */
    public static Digest of(byte[]... parts) {
        return new Digest(Hash.SHA256.of(parts));
    }

    /** Takes 32 bytes as they are; anything else is {@code digest-length}. */
    public static Digest from(byte[] bytes) throws Malformed {
        if (bytes.length != LENGTH) {
            throw new Malformed("digest-length");
        }
        return new Digest(bytes.clone());
    }

    /** Reads 64 lower-case hexadecimal digits. */
    public static Digest fromHex(String hex) throws Malformed {
        if (hex.length() != 2 * LENGTH) {
            throw new Malformed("digest-length");
        }
        return new Digest(Hex.decode(hex));
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return value.clone();
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return Hex.encode(value);
    }

    @Override
    public int compareTo(Digest other) {
        return Bytes.compare(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && Bytes.equal(value, digest.value);
    }

    @Override
    public int hashCode() {
        return (value[0] & 0xff) << 24 | (value[1] & 0xff) << 16 | (value[2] & 0xff) << 8 | (value[3] & 0xff);
    }

    @Override
    public String toString() {
        return hex();
    }
}
