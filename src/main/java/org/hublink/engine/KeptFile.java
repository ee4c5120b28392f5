package org.hublink.engine;

import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.CaseFile;
import org.hublink.protocol.RandomId;

/**
 * An attachment of one's own: on its way to the server, or there and not yet named by a step (PROTOCOL B2).
 *
 * @param conversation that it is for
 * @param file as an act will name it; its digest of the sealed bytes counts once it is whole
 * @param key of this file alone
 * @param source where the home has it
 * @param stored chunks that the server has
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
record KeptFile(RandomId conversation, CaseFile file, byte[] key, String source, int stored, boolean whole) {
    static final String PREFIX = "file/";

    private static final int TEXT_BYTES_MAX = 4_096;

    String name() {
        return PREFIX + file.id();
    }

    KeptFile with(int chunks) {
        return new KeptFile(conversation, file, key, source, chunks, false);
    }

    KeptFile finished(Digest sealed) {
        CaseFile all =
                new CaseFile(file.id(), file.name(), file.type(), file.size(), file.chunks(), file.plain(), sealed);
        return new KeptFile(conversation, all, key, source, stored, true);
    }

    static KeptFile read(byte[] plain) throws Malformed {
        ByteReader in = new ByteReader(plain);
        RandomId conversation = RandomId.from(in.bytes(RandomId.LENGTH));
        CaseFile file = new CaseFile(
                RandomId.from(in.bytes(RandomId.LENGTH)).hex(),
                Utf8.decode(in.vector(TEXT_BYTES_MAX)),
                Utf8.decode(in.vector(TEXT_BYTES_MAX)),
                in.u64(),
                count(in),
                Digest.from(in.bytes(Digest.LENGTH)),
                Digest.from(in.bytes(Digest.LENGTH)));
        KeptFile kept = new KeptFile(
                conversation,
                file,
                in.bytes(FileSeal.KEY_BYTES),
                Utf8.decode(in.vector(TEXT_BYTES_MAX)),
                count(in),
                in.u8() == 1);
        in.end();
        return kept;
    }

    private static int count(ByteReader in) throws Malformed {
        long count = in.u32();
        if (count > CaseFile.SIZE_MAX / CaseFile.CHUNK_BYTES) {
            throw new Malformed("file-shape");
        }
        return (int) count;
    }

    byte[] plain() {
        ByteWriter out = new ByteWriter().bytes(conversation.bytes());
        out.bytes(id(file).bytes()).vector(Utf8.encode(file.name())).vector(Utf8.encode(file.type()));
        out.u64(file.size()).u32(file.chunks()).bytes(file.plain().bytes());
        out.bytes(file.sealed().bytes()).bytes(key).vector(Utf8.encode(source));
        return out.u32(stored).u8(whole ? 1 : 0).toBytes();
    }

    static RandomId id(CaseFile file) {
        try {
            return RandomId.fromHex(file.id());
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
