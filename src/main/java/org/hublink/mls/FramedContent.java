package org.hublink.mls;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/** A message before it is authenticated and protected (RFC 9420 §6). */
record FramedContent(byte[] groupId, long epoch, Sender sender, byte[] authenticatedData, Content content)
        implements Encoded {
    static FramedContent read(ByteReader in) throws Malformed {
        byte[] groupId = in.vector();
        long epoch = in.u64();
        Sender sender = Sender.read(in);
        byte[] authenticatedData = in.vector();
        return new FramedContent(groupId, epoch, sender, authenticatedData, Content.read(in.u8(), in));
    }

    @Override
    public void write(ByteWriter out) {
        out.vector(groupId).u64(epoch);
        sender.write(out);
        out.vector(authenticatedData).u8(content.type());
        content.write(out);
    }
}
