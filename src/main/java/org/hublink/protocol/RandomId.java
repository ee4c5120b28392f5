package org.hublink.protocol;

import org.hublink.primitives.Bytes;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;

/** The id of a conversation, group, message, content or client instance: 16 random bytes, immutable, ordered by its bytes. */
public final class RandomId implements Comparable<RandomId> {
    public static final int LENGTH = 16;
    /** Stands for no group: the questions about a device's own welcomes. */
    public static final RandomId NONE = new RandomId(new byte[LENGTH]);

    private final byte[] value;

    private RandomId(byte[] value) {
        this.value = value;
    }

    public static RandomId make(Randomness randomness) {
        return new RandomId(randomness.bytes(LENGTH));
    }

    /** Takes 16 bytes as they are; anything else is {@code id-length}. */
    public static RandomId from(byte[] bytes) throws Malformed {
        if (bytes.length != LENGTH) {
            throw new Malformed("id-length");
        }
        return new RandomId(bytes.clone());
    }

    /** Reads 32 lower-case hexadecimal digits. */
    public static RandomId fromHex(String hex) throws Malformed {
        if (hex.length() != 2 * LENGTH) {
            throw new Malformed("id-length");
        }
        return new RandomId(Hex.decode(hex));
    }

    /** A copy of the 16 bytes. */
    public byte[] bytes() {
        return value.clone();
    }

    /** 32 lower-case hexadecimal digits. */
    public String hex() {
        return Hex.encode(value);
    }

    @Override
    public int compareTo(RandomId other) {
        return Bytes.compare(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RandomId id && Bytes.equal(value, id.value);
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
