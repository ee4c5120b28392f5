package org.hublink.mls;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/**
 * The name of a pre-shared key (RFC 9420 §8.4).
 *
 * @param type 1 external, 2 resumption
 * @param usage of a resumption key: 1 application, 2 re-init, 3 branch; else 0
 * @param id the external key's id, or the group of a resumption key
 * @param epoch of a resumption key; else 0
 */
record PreSharedKeyId(int type, int usage, byte[] id, long epoch, byte[] nonce) implements Encoded {
    static final int EXTERNAL = 1;
    static final int RESUMPTION = 2;

    static final int APPLICATION = 1;
    static final int REINIT = 2;
    static final int BRANCH = 3;

    /** True for the key that ties a new group to the one that it follows. */
    boolean ofSuccession() {
        return type == RESUMPTION && usage != APPLICATION;
    }

    static PreSharedKeyId read(ByteReader in) throws Malformed {
        int type = in.u8();
        if (type == EXTERNAL) {
            return new PreSharedKeyId(type, 0, in.vector(), 0, in.vector());
        }
        if (type != RESUMPTION) {
            throw new Malformed("psk-type");
        }
        int usage = in.u8();
        if (usage < APPLICATION || usage > BRANCH) {
            throw new Malformed("psk-usage");
        }
        return new PreSharedKeyId(type, usage, in.vector(), in.u64(), in.vector());
    }

    @Override
    public void write(ByteWriter out) {
        out.u8(type);
        if (type == EXTERNAL) {
            out.vector(id);
        } else {
            out.u8(usage).vector(id).u64(epoch);
        }
        out.vector(nonce);
    }
}
