package org.hublink.mls;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/**
 * Who sent a message (RFC 9420 §6).
 *
 * @param index leaf of a member, or place of an external sender; any uint32 until compared; else 0
 */
record Sender(int type, long index) implements Encoded {
    static final int MEMBER = 1;
    static final int EXTERNAL = 2;
    static final int NEW_MEMBER_PROPOSAL = 3;
    static final int NEW_MEMBER_COMMIT = 4;

    static Sender member(long leaf) {
        return new Sender(MEMBER, leaf);
    }

    static Sender read(ByteReader in) throws Malformed {
        int type = in.u8();
        if (type < MEMBER || type > NEW_MEMBER_COMMIT) {
            throw new Malformed("sender-type");
        }
        return new Sender(type, type <= EXTERNAL ? in.u32() : 0);
    }

    @Override
    public void write(ByteWriter out) {
        out.u8(type);
        if (type <= EXTERNAL) {
            out.u32(index);
        }
    }
}
