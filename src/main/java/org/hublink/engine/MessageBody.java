package org.hublink.engine;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;
import org.hublink.primitives.Text;
import org.hublink.protocol.Act;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Transition;

/**
 * What a message of a conversation says, inside its MLS encryption.
 *
 * @param kind {@link #ACT}, {@link #CONFIRMATION} or {@link #HANDED}
 * @param id of the message, 16 bytes, the same whenever it is sealed anew: shown once
 * @param act envelope of a signed act, of somebody else where it is handed over; empty for the confirmation of an epoch (M9)
 * @param keys of the attachments that the act names, as {@link FileKeys}
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
record MessageBody(int kind, byte[] id, byte[] act, byte[] keys) {
    static final int ACT = 1;
    static final int CONFIRMATION = 2;
    /** An act that was said before those came to whom it is told now: by its signer's word, not by the sender's. */
    static final int HANDED = 3;

    static final int ID_BYTES = 16;

    private static final int FORMAT = 1;

    static MessageBody act(byte[] envelope, FileKeys keys, Randomness randomness) {
        return new MessageBody(ACT, randomness.bytes(ID_BYTES), envelope, keys.bytes());
    }

    static MessageBody confirmation(Randomness randomness) {
        return new MessageBody(CONFIRMATION, randomness.bytes(ID_BYTES), new byte[0], new byte[0]);
    }

    /** {@code message-body} for another format, an unknown kind, or a confirmation that says something. */
    static MessageBody read(byte[] bytes) throws Malformed {
        ByteReader in = new ByteReader(bytes);
        if (in.u8() != FORMAT) {
            throw new Malformed("message-body");
        }
        MessageBody body = new MessageBody(
                in.u8(), in.bytes(ID_BYTES), in.vector(MessageSize.BYTES_MAX), in.vector(KeptAct.KEYS_BYTES_MAX));
        in.end();
        FileKeys.read(body.keys);
        boolean known = body.kind == ACT
                || body.kind == HANDED
                || (body.kind == CONFIRMATION && body.act.length == 0 && body.keys.length == 0);
        if (!known) {
            throw new Malformed("message-body");
        }
        return body;
    }

    byte[] bytes() {
        return new ByteWriter()
                .u8(FORMAT)
                .u8(kind)
                .bytes(id)
                .vector(act)
                .vector(keys)
                .toBytes();
    }

    /** True for what a desk that comes later needs: the chain of the case, and who speaks in it. */
    static boolean handed(byte[] envelope, Text text) {
        try {
            String kind = Act.read(Envelope.read(envelope), text).kind();
            return kind.equals(Transition.KIND) || kind.equals(CardAct.KIND);
        } catch (Malformed unreadable) {
            return false;
        }
    }

    /** Who signed it. */
    static String signer(byte[] envelope, Text text) throws Malformed {
        return Act.read(Envelope.read(envelope), text).signer().id();
    }

    boolean sameId(byte[] other) {
        return Bytes.equal(id, other);
    }

    /** What is said in a case does not print. */
    @Override
    public String toString() {
        return "[hidden]";
    }
}
