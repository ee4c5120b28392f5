package org.hublink.engine;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.RandomId;

/**
 * A record of a desk's archive (PROTOCOL B4): an act as the filer found it, and his signed word for it. Nobody takes the word:
 * the act is judged again by whoever reads it.
 *
 * @param filing envelope of the act {@code archive-record}
 * @param context of the group that the act was found in
 * @param act envelope of the act that was filed
 * @param keys of the attachments that it names
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
record ArchiveRecord(byte[] filing, byte[] context, byte[] act, byte[] keys) {
    static final String KIND = "archive-record";
    /** Sealed bytes that the server takes. */
    static final int SEALED_BYTES_MAX = 64 * 1024;

    private static final int FORMAT = 1;
    private static final int CONTEXT_BYTES_MAX = 2_048;
    private static final int DESK_CHARS_MAX = 40;
    private static final int DEVICE_CHARS = 64;
    private static final int ID_CHARS = 32;

    /**
     * What the filer signs; his former record of the case stands in the act's {@code follows}.
     *
     * @param act SHA-256 of the envelope that is filed
     * @param context SHA-256 of the context
     * @param device whose leaf the act came from
     */
    record Filing(String desk, Digest act, Digest context, String group, long epoch, String device, String message) {
        static Filing read(Json.Obj body) throws Malformed {
            Fields in = Fields.of(body, KIND);
            Filing filing = new Filing(
                    in.text("desk", 1, DESK_CHARS_MAX),
                    in.digest("act"),
                    in.digest("context"),
                    in.text("group", ID_CHARS, ID_CHARS),
                    in.integer("epoch", 0, Json.INTEGER_MAX),
                    in.text("device", DEVICE_CHARS, DEVICE_CHARS),
                    in.text("message", ID_CHARS, ID_CHARS));
            in.end();
            return filing;
        }

        static Filing of(String desk, KeptAct kept, byte[] context) {
            KeptAct.Found found = kept.found();
            return new Filing(
                    desk,
                    Digest.of(kept.envelope()),
                    Digest.of(context),
                    found.group().hex(),
                    found.epoch(),
                    found.device(),
                    found.message().hex());
        }

        /** Where the act was found, by the filer's word. */
        KeptAct.Found found(long arrived) throws Malformed {
            return new KeptAct.Found(RandomId.fromHex(message), RandomId.fromHex(group), epoch, device, arrived);
        }

        Json.Obj json() {
            return Json.obj()
                    .put("desk", desk)
                    .put("act", act)
                    .put("context", context)
                    .put("group", group)
                    .put("epoch", epoch)
                    .put("device", device)
                    .put("message", message)
                    .build();
        }
    }

    /** {@code archive-record} for another format or padding; {@code content-digest} is the reader's to find. */
    static ArchiveRecord read(byte[] plain) throws Malformed {
        ByteReader in = new ByteReader(plain);
        if (in.u8() != FORMAT) {
            throw new Malformed("archive-record");
        }
        ArchiveRecord record = new ArchiveRecord(
                in.vector(Envelope.BYTES_MAX),
                in.vector(CONTEXT_BYTES_MAX),
                in.vector(Envelope.BYTES_MAX),
                in.vector(KeptAct.KEYS_BYTES_MAX));
        FileKeys.read(record.keys);
        if (!Bytes.equal(in.bytes(in.remaining()), new byte[padding(record)])) {
            throw new Malformed("archive-record");
        }
        return record;
    }

    byte[] plain() {
        return new ByteWriter()
                .bytes(inner(this))
                .bytes(new byte[padding(this)])
                .toBytes();
    }

    private static byte[] inner(ArchiveRecord record) {
        return new ByteWriter()
                .u8(FORMAT)
                .vector(record.filing)
                .vector(record.context)
                .vector(record.act)
                .vector(record.keys)
                .toBytes();
    }

    private static int padding(ArchiveRecord record) {
        int length = inner(record).length;
        return (int) (Padme.padded(length) - length);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
