package org.hublink.mls;

import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/**
 * A member's signed view of an epoch (RFC 9420 §12.4.3).
 *
 * @param signer leaf index, any uint32 until compared with the tree
 */
record GroupInfo(
        GroupContext context, List<Extension> extensions, byte[] confirmationTag, long signer, byte[] signature)
        implements MlsMessage.Body {
    private static final String LABEL = "GroupInfoTBS";
    private static final byte[] NOTHING = {};

    static GroupInfo read(ByteReader in) throws Malformed {
        return new GroupInfo(GroupContext.read(in), Extension.readAll(in), in.vector(), in.u32(), in.vector());
    }

    @Override
    public int wireFormat() {
        return MlsMessage.GROUP_INFO;
    }

    @Override
    public void write(ByteWriter out) {
        writeUnsigned(out);
        out.vector(signature);
    }

    private void writeUnsigned(ByteWriter out) {
        context.write(out);
        Encoded.writeList(out, extensions);
        out.vector(confirmationTag).u32(signer);
    }

    private byte[] toBeSigned() {
        ByteWriter out = new ByteWriter();
        writeUnsigned(out);
        return out.toBytes();
    }

    static GroupInfo signed(
            CipherSuite suite,
            GroupContext context,
            List<Extension> extensions,
            byte[] confirmationTag,
            int signer,
            byte[] privateKey) {
        GroupInfo unsigned = new GroupInfo(context, extensions, confirmationTag, signer, NOTHING);
        byte[] signature = suite.signWithLabel(privateKey, LABEL, unsigned.toBeSigned());
        return new GroupInfo(context, extensions, confirmationTag, signer, signature);
    }

    boolean verifies(CipherSuite suite, VerifyingKey signerKey) {
        return suite.verifyWithLabel(signerKey, LABEL, toBeSigned(), signature);
    }
}
