package org.hublink.mls;

import org.hublink.primitives.Aead;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;

/** Encrypts and opens private messages (RFC 9420 §6.3). */
final class MessageProtection {
    private static final int REUSE_GUARD = 4;

    private MessageProtection() {}

    /** A message opened; its signature is yet to be checked, and the step to be taken after that. */
    record Opened(AuthenticatedContent content, SecretTree.Step step) {}

    /**
     * Encrypts a signed message. The key is used up before the message is returned.
     *
     * @param padding zero bytes put behind the content
     */
    static PrivateMessage protect(
            CipherSuite suite,
            AuthenticatedContent content,
            SecretTree tree,
            byte[] senderDataSecret,
            int padding,
            Randomness randomness)
            throws Malformed {
        FramedContent framed = content.content();
        int type = framed.content().type();
        int leaf = (int) framed.sender().index();
        SecretTree.Step step = tree.next(leaf, kind(type));
        byte[] guard = randomness.bytes(REUSE_GUARD);
        ByteWriter plain = new ByteWriter();
        framed.content().write(plain);
        content.writeAuth(plain);
        plain.bytes(new byte[padding]);
        byte[] aad = PrivateMessage.contentAad(framed.groupId(), framed.epoch(), type, framed.authenticatedData());
        byte[] ciphertext = suite.aead().seal(step.key(), guarded(step.nonce(), guard), aad, plain.toBytes());
        byte[] senderData =
                new ByteWriter().u32(leaf).u32(step.generation()).bytes(guard).toBytes();
        step.take();
        step.wipe();
        SenderDataKeys keys = SenderDataKeys.of(suite, senderDataSecret, ciphertext);
        byte[] sealed = suite.aead()
                .seal(
                        keys.key(),
                        keys.nonce(),
                        PrivateMessage.senderAad(framed.groupId(), framed.epoch(), type),
                        senderData);
        return new PrivateMessage(
                framed.groupId(), framed.epoch(), type, framed.authenticatedData(), sealed, ciphertext);
    }

    /** Opens a message and changes nothing. Padding that is not zero is {@code padding}. */
    static Opened open(CipherSuite suite, PrivateMessage message, SecretTree tree, byte[] senderDataSecret)
            throws Malformed {
        int type = message.contentType();
        byte[] ciphertext = message.ciphertext();
        SenderDataKeys keys = SenderDataKeys.of(suite, senderDataSecret, ciphertext);
        byte[] senderData = suite.aead()
                .open(
                        keys.key(),
                        keys.nonce(),
                        PrivateMessage.senderAad(message.groupId(), message.epoch(), type),
                        message.encryptedSenderData());
        ByteReader from = new ByteReader(senderData);
        long leaf = from.u32();
        long generation = from.u32();
        byte[] guard = from.bytes(REUSE_GUARD);
        from.end();
        SecretTree.Step step = tree.step(leaf, kind(type), generation);
        byte[] aad = PrivateMessage.contentAad(message.groupId(), message.epoch(), type, message.authenticatedData());
        byte[] plain = suite.aead().open(step.key(), guarded(step.nonce(), guard), aad, ciphertext);
        ByteReader in = new ByteReader(plain);
        FramedContent framed = new FramedContent(
                message.groupId(),
                message.epoch(),
                Sender.member(leaf),
                message.authenticatedData(),
                Content.read(type, in));
        AuthenticatedContent content = AuthenticatedContent.readAuth(MlsMessage.PRIVATE_MESSAGE, framed, in);
        int padding = 0;
        for (byte b : in.bytes(in.remaining())) {
            padding |= b;
        }
        if (padding != 0) {
            throw new Malformed("padding");
        }
        return new Opened(content, step);
    }

    private static SecretTree.Kind kind(int contentType) {
        return contentType == Content.APPLICATION ? SecretTree.Kind.APPLICATION : SecretTree.Kind.HANDSHAKE;
    }

    private static byte[] guarded(byte[] nonce, byte[] guard) {
        byte[] out = nonce.clone();
        for (int i = 0; i < REUSE_GUARD; i++) {
            out[i] ^= guard[i];
        }
        return out;
    }

    /** What one message's sender data is sealed with: it follows from a sample of the ciphertext (§6.3.2). */
    record SenderDataKeys(byte[] key, byte[] nonce) {
        static SenderDataKeys of(CipherSuite suite, byte[] secret, byte[] ciphertext) {
            byte[] sample = Bytes.slice(
                    ciphertext, 0, Math.min(ciphertext.length, suite.hash().length()));
            Expander from = suite.expander(secret);
            return new SenderDataKeys(
                    from.withLabel("key", sample, suite.aead().keyLength()),
                    from.withLabel("nonce", sample, Aead.NONCE_LENGTH));
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }
}
