package org.hublink.mls;

import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;

/** A member's own messages, signed and protected (RFC 9420 §6). */
final class Framing {
    private Framing() {}

    static AuthenticatedContent sign(Epoch epoch, Content content, byte[] authenticatedData, boolean clear) {
        SigningKey key = new SigningKey(epoch.suite().signature(), epoch.signatureKey());
        return sign(epoch, key, content, authenticatedData, clear);
    }

    /**
     * Signs what the member of an epoch says.
     *
     * @param key the one of the epoch, which has perhaps signed before
     */
    static AuthenticatedContent sign(
            Epoch epoch, SigningKey key, Content content, byte[] authenticatedData, boolean clear) {
        FramedContent framed = new FramedContent(
                epoch.context().groupId(),
                epoch.context().epoch(),
                Sender.member(epoch.own()),
                authenticatedData,
                content);
        int wireFormat = clear ? MlsMessage.PUBLIC_MESSAGE : MlsMessage.PRIVATE_MESSAGE;
        return AuthenticatedContent.sign(epoch.suite(), wireFormat, framed, epoch.contextBytes(), key);
    }

    /** The message on the wire. One that no receiver would read is a bug of the caller's. */
    static byte[] protect(Group group, AuthenticatedContent signed, boolean clear, int padding, Randomness randomness) {
        byte[] message =
                new MlsMessage(clear ? inTheClear(group, signed) : sealed(group, signed, padding, randomness)).encode();
        if (message.length > MlsMessage.BYTES_MAX) {
            throw new IllegalArgumentException("a message has at most " + MlsMessage.BYTES_MAX + " bytes");
        }
        return message;
    }

    private static PublicMessage inTheClear(Group group, AuthenticatedContent signed) {
        Epoch epoch = group.epoch();
        return PublicMessage.protect(
                epoch.suite(), signed, epoch.contextBytes(), epoch.secrets().membership());
    }

    private static PrivateMessage sealed(Group group, AuthenticatedContent signed, int padding, Randomness randomness) {
        Epoch epoch = group.epoch();
        try {
            return MessageProtection.protect(
                    epoch.suite(), signed, group.ratchets(), epoch.secrets().senderData(), padding, randomness);
        } catch (Malformed exhausted) {
            throw new IllegalStateException(exhausted);
        }
    }
}
