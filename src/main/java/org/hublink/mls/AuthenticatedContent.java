package org.hublink.mls;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * A message with its sender's signature, and a commit's confirmation tag (RFC 9420 §6.1).
 *
 * @param wireFormat the protection it is signed for
 * @param confirmationTag present in a commit and nowhere else
 */
record AuthenticatedContent(int wireFormat, FramedContent content, byte[] signature, byte @Nullable [] confirmationTag)
        implements Encoded {
    private static final String LABEL = "FramedContentTBS";

    static AuthenticatedContent read(ByteReader in) throws Malformed {
        int wireFormat = in.u16();
        FramedContent content = FramedContent.read(in);
        return readAuth(wireFormat, content, in);
    }

    /** The authentication behind a content already read (FramedContentAuthData). */
    static AuthenticatedContent readAuth(int wireFormat, FramedContent content, ByteReader in) throws Malformed {
        byte[] signature = in.vector();
        boolean commit = content.content().type() == Content.COMMIT;
        return new AuthenticatedContent(wireFormat, content, signature, commit ? in.vector() : null);
    }

    void writeAuth(ByteWriter out) {
        out.vector(signature);
        if (confirmationTag != null) {
            out.vector(confirmationTag);
        }
    }

    @Override
    public void write(ByteWriter out) {
        out.u16(wireFormat);
        content.write(out);
        writeAuth(out);
    }

    /**
     * FramedContentTBS: the context of the epoch is part of it for whoever is or becomes a member.
     *
     * @param context the encoded GroupContext
     */
    static byte[] toBeSigned(int wireFormat, FramedContent content, byte[] context) {
        ByteWriter out = new ByteWriter();
        out.u16(MlsMessage.VERSION).u16(wireFormat);
        content.write(out);
        int sender = content.sender().type();
        if (sender == Sender.MEMBER || sender == Sender.NEW_MEMBER_COMMIT) {
            out.bytes(context);
        }
        return out.toBytes();
    }

    /** Signs; a commit's confirmation tag comes later, as it depends on the signature. */
    static AuthenticatedContent sign(
            CipherSuite suite, int wireFormat, FramedContent content, byte[] context, byte[] privateKey) {
        return sign(suite, wireFormat, content, context, new SigningKey(suite.signature(), privateKey));
    }

    static AuthenticatedContent sign(
            CipherSuite suite, int wireFormat, FramedContent content, byte[] context, SigningKey key) {
        byte[] signed = suite.signWithLabel(key, LABEL, toBeSigned(wireFormat, content, context));
        return new AuthenticatedContent(wireFormat, content, signed, null);
    }

    AuthenticatedContent withTag(byte[] tag) {
        return new AuthenticatedContent(wireFormat, content, signature, tag);
    }

    boolean verifies(CipherSuite suite, VerifyingKey key, byte[] context) {
        return suite.verifyWithLabel(key, LABEL, toBeSigned(wireFormat, content, context), signature);
    }

    /** ProposalRef (§5.2). */
    byte[] proposalReference(CipherSuite suite) {
        return suite.refHash("MLS 1.0 Proposal Reference", encode());
    }
}
