package org.hublink.protocol;

import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;

/** The two hashes of RFC 6962 §2.1: leaves and nodes are told apart by their first byte. */
public final class MerkleHash {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    /** Root of a tree without leaves. */
    static final Digest EMPTY = Digest.of();

    private MerkleHash() {}

    public static Digest leaf(byte[] leaf) {
        return Digest.of(LEAF, leaf);
    }

    static byte[] node(byte[] left, byte[] right) {
        return Digest.of(NODE, left, right).bytes();
    }

    static Digest node(Digest left, Digest right) {
        return Digest.of(NODE, left.bytes(), right.bytes());
    }

    /** Takes 32 bytes of our own making as they are. */
    static Digest digest(byte[] hash) {
        try {
            return Digest.from(hash);
        } catch (Malformed impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
