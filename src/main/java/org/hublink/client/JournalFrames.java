package org.hublink.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.hublink.client.JournalStore.Place;
import org.hublink.engine.Write;
import org.jspecify.annotations.Nullable;

/**
 * The journal's bytes: {@code "HUBJ" 01 generation[16]}, then transactions {@code u32 length, u32 CRC-32C, body}; a body is
 * entries {@code u16 name length, name, u32 value length + 1 or 0 for 'deleted', value}.
 */
final class JournalFrames {
    static final int GENERATION_BYTES = 16;
    static final int HEADER_BYTES = 5 + GENERATION_BYTES;
    private static final int MAGIC = 0x4855424a;
    private static final byte VERSION = 1;
    private static final int FRAME_HEAD = 8;
    private static final int TRANSACTION_BYTES_MAX = 64 << 20;
    private static final int NAME_BYTES_MAX = 1024;

    private JournalFrames() {}

    /** Learns where a record lies; no place: it was deleted. */
    interface Placing {
        void placed(String name, @Nullable Place place);
    }

    static ByteBuffer header(byte[] generation) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .putInt(MAGIC)
                .put(VERSION)
                .put(generation)
                .flip();
    }

    static byte[] readHeader(FileChannel journal, Path folder) throws IOException, Ended {
        var head = read(journal, 0, HEADER_BYTES);
        if (head.getInt() != MAGIC || head.get() != VERSION) {
            throw Ended.local(
                    "store-unknown",
                    "The file " + folder.resolve(JournalStore.JOURNAL)
                            + " is not a store that this version of hub can read.");
        }
        byte[] generation = new byte[GENERATION_BYTES];
        head.get(generation);
        return generation;
    }

    static ByteBuffer frame(List<Write> writes) {
        var names = new ArrayList<byte[]>();
        long length = 0;
        for (var write : writes) {
            byte[] name = write.name().getBytes(StandardCharsets.UTF_8);
            if (name.length == 0 || name.length > NAME_BYTES_MAX) {
                throw new IllegalArgumentException("a record's name of " + name.length + " bytes");
            }
            names.add(name);
            length += 6L + name.length + write.length();
        }
        if (length > TRANSACTION_BYTES_MAX) {
            throw new IllegalArgumentException("a transaction of " + length + " bytes");
        }
        var frame = ByteBuffer.allocate(FRAME_HEAD + (int) length).position(FRAME_HEAD);
        for (int i = 0; i < writes.size(); i++) {
            byte[] value = writes.get(i).value();
            frame.putShort((short) names.get(i).length).put(names.get(i)).putInt(value == null ? 0 : value.length + 1);
            if (value != null) {
                frame.put(value);
            }
        }
        frame.putInt(0, (int) length).putInt(4, sum(frame.slice(FRAME_HEAD, (int) length)));
        return frame.flip();
    }

    /** Tells where each record of {@code writes} lies, when their frame begins at {@code start}. */
    static void places(List<Write> writes, long start, Placing placing) {
        long at = start + FRAME_HEAD;
        for (var write : writes) {
            int name = write.name().getBytes(StandardCharsets.UTF_8).length;
            at += 6L + name;
            placing.placed(
                    write.name(),
                    write.value() == null ? null : new Place(at, write.length(), name + write.length() + 6));
            at += write.length();
        }
    }

    /** Reads all whole transactions and returns where they end: what follows is a torn one. */
    static long replay(FileChannel journal, Path folder, Placing placing) throws IOException, Ended {
        long at = HEADER_BYTES;
        long size = journal.size();
        while (size - at >= FRAME_HEAD) {
            var head = read(journal, at, FRAME_HEAD);
            long length = head.getInt() & 0xffffffffL;
            int sum = head.getInt();
            if (length == 0 || length > TRANSACTION_BYTES_MAX || at + FRAME_HEAD + length > size) {
                return at;
            }
            var body = read(journal, at + FRAME_HEAD, (int) length);
            if (sum(body) != sum) {
                if (at + FRAME_HEAD + length == size) {
                    return at;
                }
                throw Ended.local(
                        "store-damaged",
                        "The store " + folder + " is damaged at byte " + at + "; move it away and sync again.");
            }
            entries(body, at + FRAME_HEAD, placing);
            at += FRAME_HEAD + length;
        }
        return at;
    }

    private static void entries(ByteBuffer body, long start, Placing placing) {
        while (body.hasRemaining()) {
            byte[] name = new byte[body.getShort() & 0xffff];
            body.get(name);
            int length = body.getInt() - 1;
            var place = length < 0 ? null : new Place(start + body.position(), length, name.length + length + 6);
            placing.placed(new String(name, StandardCharsets.UTF_8), place);
            body.position(body.position() + Math.max(0, length));
        }
    }

    static void writeFully(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private static ByteBuffer read(FileChannel file, long at, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                throw new IOException("the journal ends before byte " + (at + length));
            }
        }
        return bytes.flip();
    }

    private static int sum(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }
}
