package org.hublink.mls;

import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** A typed extension, its data kept as it came (RFC 9420 §13.4); unknown ones round-trip. */
public record Extension(int type, byte[] data) implements Encoded {
    static final int APPLICATION_ID = 1;
    static final int RATCHET_TREE = 2;
    static final int REQUIRED_CAPABILITIES = 3;
    static final int EXTERNAL_PUB = 4;
    static final int EXTERNAL_SENDERS = 5;

    /** Extensions of one list. */
    static final int LIST_MAX = 256;

    static Extension read(ByteReader in) throws Malformed {
        return new Extension(in.u16(), in.vector());
    }

    /** A list of at most {@link #LIST_MAX} that names no type twice: else {@code extension-twice}. */
    static List<Extension> readAll(ByteReader in) throws Malformed {
        return list(Encoded.readList(in, Extension::read));
    }

    /** A list of one's own making for a group's context: GREASE is not for it (§13.5), {@code grease-in-group}. */
    static List<Extension> groupList(List<Extension> extensions) throws Malformed {
        for (Extension extension : extensions) {
            if (Grease.is(extension.type)) {
                throw new Malformed("grease-in-group");
            }
        }
        return list(extensions);
    }

    /** The same list if it is bounded and names no type twice. */
    static List<Extension> list(List<Extension> extensions) throws Malformed {
        List<Extension> out = List.copyOf(extensions);
        if (out.size() > LIST_MAX) {
            throw new Malformed("too-many-extensions");
        }
        for (int i = 0; i < out.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (out.get(i).type == out.get(j).type) {
                    throw new Malformed("extension-twice");
                }
            }
        }
        return out;
    }

    static byte[] encodeAll(List<Extension> extensions) {
        ByteWriter out = new ByteWriter();
        Encoded.writeList(out, extensions);
        return out.toBytes();
    }

    static byte @Nullable [] find(List<Extension> extensions, int type) {
        for (Extension extension : extensions) {
            if (extension.type == type) {
                return extension.data;
            }
        }
        return null;
    }

    @Override
    public void write(ByteWriter out) {
        out.u16(type).vector(data);
    }
}
