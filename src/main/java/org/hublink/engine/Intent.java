package org.hublink.engine;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.ListingId;
import org.hublink.protocol.RandomId;

/**
 * What is still to be done in a group, whichever commits win meanwhile (E6). It is done when the group's state shows it, or
 * when the server has taken the message.
 *
 * @param id of the message that is to be sent; of the intent where a device is to be added
 * @param device to be added; the id of a desk that the group's context is to name; empty for a message
 * @param again the device is a member and has lost the group: it is removed by the same commit (M8)
 * @param bytes key package of the device, number of the desk's party, or {@link MessageBody}
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
record Intent(long number, RandomId group, RandomId id, String device, boolean again, byte[] bytes) {
    static final String PREFIX = "intent/";

    private static final int DEVICE_BYTES_MAX = 80;

    boolean isMessage() {
        return device.isEmpty();
    }

    /** That a desk is to be named; the intents behind it bring its devices. */
    static Intent place(RandomId group, String desk, CaseParty party) {
        return new Intent(0, group, RandomId.NONE, desk, false, new byte[] {(byte) ConversationContext.number(party)});
    }

    boolean isPlace() {
        return ListingId.valid(device);
    }

    static Intent read(byte[] plain) throws Malformed {
        ByteReader in = new ByteReader(plain);
        Intent intent = new Intent(
                in.u64(),
                RandomId.from(in.bytes(RandomId.LENGTH)),
                RandomId.from(in.bytes(RandomId.LENGTH)),
                Utf8.decode(in.vector(DEVICE_BYTES_MAX)),
                in.u8() == 1,
                in.vector());
        in.end();
        return intent;
    }

    byte[] plain() {
        return new ByteWriter()
                .u64(number)
                .bytes(group.bytes())
                .bytes(id.bytes())
                .vector(Utf8.encode(device))
                .u8(again ? 1 : 0)
                .vector(bytes)
                .toBytes();
    }

    String name() {
        return PREFIX + Names.number(number);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
