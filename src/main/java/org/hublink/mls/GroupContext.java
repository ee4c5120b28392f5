package org.hublink.mls;

import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/** What all members of an epoch agree on (RFC 9420 §8.1). */
record GroupContext(
        int suite,
        byte[] groupId,
        long epoch,
        byte[] treeHash,
        byte[] confirmedTranscriptHash,
        List<Extension> extensions)
        implements Encoded {
    static GroupContext read(ByteReader in) throws Malformed {
        MlsMessage.readVersion(in);
        return new GroupContext(in.u16(), in.vector(), in.u64(), in.vector(), in.vector(), Extension.readAll(in));
    }

    @Override
    public void write(ByteWriter out) {
        out.u16(MlsMessage.VERSION).u16(suite).vector(groupId).u64(epoch);
        out.vector(treeHash).vector(confirmedTranscriptHash);
        Encoded.writeList(out, extensions);
    }
}
