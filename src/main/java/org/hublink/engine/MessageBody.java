package org.hublink.engine;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;

/**
 * What a message of a conversation says, inside its MLS encryption.
 *
 * @param kind {@link #ACT} or {@link #CONFIRMATION}
 * @param id of the message, 16 bytes, the same whenever it is sealed anew: shown once
 * @param act envelope of a signed act; empty for the confirmation of an epoch (M9)
 * @param keys of the attachments that the act names, as {@link FileKeys}
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
record MessageBody(int kind, byte[] id, byte[] act, byte[] keys) {
    static final int ACT = 1;
    static final int CONFIRMATION = 2;
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
        boolean known =
                body.kind == ACT || (body.kind == CONFIRMATION && body.act.length == 0 && body.keys.length == 0);
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

    boolean sameId(byte[] other) {
        return Bytes.equal(id, other);
    }

    /** What is said in a case does not print. */
    @Override
    public String toString() {
        return "[hidden]";
    }
}
