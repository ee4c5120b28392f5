package org.hublink.mls;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * A message that is signed and not encrypted (RFC 9420 §6.2).
 *
 * @param membershipTag present if a member sent it
 */
record PublicMessage(AuthenticatedContent content, byte @Nullable [] membershipTag) implements MlsMessage.Body {
    static PublicMessage read(ByteReader in) throws Malformed {
        FramedContent framed = FramedContent.read(in);
        AuthenticatedContent content = AuthenticatedContent.readAuth(MlsMessage.PUBLIC_MESSAGE, framed, in);
        boolean member = framed.sender().type() == Sender.MEMBER;
        return new PublicMessage(content, member ? in.vector() : null);
    }

    /**
     * Protects a proposal or commit; application data never travels so.
     *
     * @param context the encoded GroupContext
     */
    static PublicMessage protect(
            CipherSuite suite, AuthenticatedContent content, byte[] context, byte[] membershipKey) {
        if (content.content().content().type() == Content.APPLICATION) {
            throw new IllegalArgumentException("application data is never sent in the clear");
        }
        boolean member = content.content().sender().type() == Sender.MEMBER;
        return new PublicMessage(content, member ? suite.mac(membershipKey, toBeMaced(content, context)) : null);
    }

    /** The content if its membership tag fits; its signature is yet to be checked. */
    AuthenticatedContent unprotect(CipherSuite suite, byte[] context, byte[] membershipKey) throws Malformed {
        if (content.content().content().type() == Content.APPLICATION) {
            throw new Malformed("application-in-the-clear");
        }
        if (membershipTag != null && !suite.macEquals(membershipKey, toBeMaced(content, context), membershipTag)) {
            throw new Malformed("membership-tag");
        }
        return content;
    }

    private static byte[] toBeMaced(AuthenticatedContent content, byte[] context) {
        ByteWriter out = new ByteWriter();
        out.bytes(AuthenticatedContent.toBeSigned(MlsMessage.PUBLIC_MESSAGE, content.content(), context));
        content.writeAuth(out);
        return out.toBytes();
    }

    @Override
    public int wireFormat() {
        return MlsMessage.PUBLIC_MESSAGE;
    }

    @Override
    public void write(ByteWriter out) {
        content.content().write(out);
        content.writeAuth(out);
        if (membershipTag != null) {
            out.vector(membershipTag);
        }
    }
}
