package org.hublink.mls;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/** A message that is signed and encrypted (RFC 9420 §6.3). {@link MessageProtection} makes and opens it. */
record PrivateMessage(
        byte[] groupId,
        long epoch,
        int contentType,
        byte[] authenticatedData,
        byte[] encryptedSenderData,
        byte[] ciphertext)
        implements MlsMessage.Body {
    static PrivateMessage read(ByteReader in) throws Malformed {
        byte[] groupId = in.vector();
        long epoch = in.u64();
        int contentType = in.u8();
        if (contentType < Content.APPLICATION || contentType > Content.COMMIT) {
            throw new Malformed("content-type");
        }
        return new PrivateMessage(groupId, epoch, contentType, in.vector(), in.vector(), in.vector());
    }

    /** PrivateContentAAD. */
    static byte[] contentAad(byte[] groupId, long epoch, int contentType, byte[] authenticatedData) {
        return new ByteWriter()
                .vector(groupId)
                .u64(epoch)
                .u8(contentType)
                .vector(authenticatedData)
                .toBytes();
    }

    /** SenderDataAAD. */
    static byte[] senderAad(byte[] groupId, long epoch, int contentType) {
        return new ByteWriter().vector(groupId).u64(epoch).u8(contentType).toBytes();
    }

    @Override
    public int wireFormat() {
        return MlsMessage.PRIVATE_MESSAGE;
    }

    @Override
    public void write(ByteWriter out) {
        out.vector(groupId).u64(epoch).u8(contentType);
        out.vector(authenticatedData).vector(encryptedSenderData).vector(ciphertext);
    }
}
