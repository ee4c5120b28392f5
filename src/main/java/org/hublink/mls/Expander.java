package org.hublink.mls;

import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Hash;
import org.hublink.primitives.Utf8;

/** ExpandWithLabel (RFC 9420 §8) of one secret, hashed once for all that is derived from it. Used at once, never kept. */
final class Expander {
    private static final byte[] NOTHING = {};

    private final Hash hash;
    private final Hash.Keyed secret;

    Expander(Hash hash, byte[] secret) {
        this.hash = hash;
        this.secret = hash.keyed(secret);
    }

    /** ExpandWithLabel (§8). */
    byte[] withLabel(String label, byte[] context, int length) {
        byte[] info = new ByteWriter()
                .u16(length)
                .vector(Utf8.encode(CipherSuite.PREFIX + label))
                .vector(context)
                .toBytes();
        return secret.expand(info, length);
    }

    /** DeriveSecret (§8). */
    byte[] secret(String label) {
        return withLabel(label, NOTHING, hash.length());
    }

    /** DeriveTreeSecret (§9.1); a generation is a uint32. */
    byte[] ofGeneration(String label, long generation, int length) {
        return withLabel(label, new ByteWriter().u32(generation).toBytes(), length);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
