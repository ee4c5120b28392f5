package org.hublink.engine;

import java.util.List;
import org.hublink.mls.Extension;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Part;

/**
 * The LeafNode extension that lets whoever sees a leaf judge it (PROTOCOL M3): where the device's statement stands in the
 * log, and its key part with the salt.
 *
 * @param index leaf of the log
 */
record LeafPart(long index, Part part) {
    /** Of the range for private use (RFC 9420 §17.3). */
    static final int TYPE = 0xf0b1;

    private static final int BODY_BYTES_MAX = 8 * 1024;

    /** The one extension of this type; {@code leaf-part-missing} where there is none, {@code leaf-part-twice} for more. */
    static LeafPart of(List<Extension> extensions) throws Malformed {
        LeafPart found = null;
        for (Extension extension : extensions) {
            if (extension.type() == TYPE) {
                if (found != null) {
                    throw new Malformed("leaf-part-twice");
                }
                found = read(extension.data());
            }
        }
        if (found == null) {
            throw new Malformed("leaf-part-missing");
        }
        return found;
    }

    static LeafPart read(byte[] bytes) throws Malformed {
        ByteReader in = new ByteReader(bytes);
        long index = in.u64();
        Part part = new Part(in.bytes(Part.SALT_BYTES), in.vector(BODY_BYTES_MAX));
        in.end();
        return new LeafPart(index, part);
    }

    Extension extension() {
        return new Extension(
                TYPE,
                new ByteWriter()
                        .u64(index)
                        .bytes(part.salt())
                        .vector(part.body())
                        .toBytes());
    }
}
