package org.hublink.mls;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** A structure of RFC 9420 in its wire form (§2.1). */
interface Encoded {
    void write(ByteWriter out);

    default byte[] encode() {
        ByteWriter out = new ByteWriter();
        write(out);
        return out.toBytes();
    }

    /** Reads one structure; never reads past its end. */
    interface Reader<T> {
        T read(ByteReader in) throws Malformed;
    }

    /** The structure that is the whole of the bytes. */
    static <T> T decode(byte[] bytes, Reader<T> reader) throws Malformed {
        ByteReader in = new ByteReader(bytes);
        T value = reader.read(in);
        in.end();
        return value;
    }

    /** A vector of structures; every one takes at least a byte, so the input bounds their number. */
    static <T> List<T> readList(ByteReader in, Reader<T> reader) throws Malformed {
        ByteReader body = in.within();
        List<T> out = new ArrayList<>();
        while (body.remaining() > 0) {
            out.add(reader.read(body));
        }
        return List.copyOf(out);
    }

    static void writeList(ByteWriter out, List<? extends Encoded> items) {
        ByteWriter body = new ByteWriter();
        for (Encoded item : items) {
            item.write(body);
        }
        out.vector(body);
    }

    static <T> @Nullable T readOptional(ByteReader in, Reader<T> reader) throws Malformed {
        return switch (in.u8()) {
            case 0 -> null;
            case 1 -> reader.read(in);
            default -> throw new Malformed("optional-flag");
        };
    }

    static void writeOptional(ByteWriter out, @Nullable Encoded value) {
        out.u8(value == null ? 0 : 1);
        if (value != null) {
            value.write(out);
        }
    }

    static int[] readU16List(ByteReader in) throws Malformed {
        ByteReader items = in.within();
        if (items.remaining() % 2 != 0) {
            throw new Malformed("truncated");
        }
        int[] out = new int[items.remaining() / 2];
        for (int i = 0; i < out.length; i++) {
            out[i] = items.u16();
        }
        return out;
    }

    static void writeU16List(ByteWriter out, int[] items) {
        out.varint(2 * items.length);
        for (int item : items) {
            out.u16(item);
        }
    }
}
