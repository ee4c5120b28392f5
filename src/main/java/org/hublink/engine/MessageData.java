package org.hublink.engine;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/**
 * The authenticated data of a message (PROTOCOL M7): the newest checkpoint that its sender knew, so that no server can show
 * two members of a group two logs for long.
 *
 * @param checkpoint note with log signature and cosignature
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
record MessageData(byte[] checkpoint) {
    private static final int FORMAT = 1;

    /** {@code message-data-format} for another format. */
    static MessageData read(byte[] bytes) throws Malformed {
        ByteReader in = new ByteReader(bytes);
        if (in.u8() != FORMAT) {
            throw new Malformed("message-data-format");
        }
        MessageData data = new MessageData(in.vector(CommitData.NOTE_BYTES_MAX));
        in.end();
        return data;
    }

    byte[] bytes() {
        return new ByteWriter().u8(FORMAT).vector(checkpoint).toBytes();
    }
}
