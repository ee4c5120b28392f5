package org.hublink.mls;

import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** What a welcome gives one newcomer (RFC 9420 §12.4.3.1). */
record GroupSecrets(byte[] joinerSecret, byte @Nullable [] pathSecret, List<PreSharedKeyId> psks) implements Encoded {
    static GroupSecrets read(ByteReader in) throws Malformed {
        byte[] joiner = in.vector();
        byte @Nullable [] path = Encoded.readOptional(in, ByteReader::vector);
        return new GroupSecrets(joiner, path, Encoded.readList(in, PreSharedKeyId::read));
    }

    @Override
    public void write(ByteWriter out) {
        out.vector(joinerSecret).u8(pathSecret == null ? 0 : 1);
        if (pathSecret != null) {
            out.vector(pathSecret);
        }
        Encoded.writeList(out, psks);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
