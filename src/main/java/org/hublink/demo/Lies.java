package org.hublink.demo;

import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.hublink.client.HttpHome;
import org.hublink.demo.Liar.Lie;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Part;
import org.hublink.protocol.TilePath;
import org.jspecify.annotations.Nullable;

/** The lies of a dishonest server, one by one. */
final class Lies {
    private static final String CHECKPOINT = "/log/checkpoint";
    private static final String TILE = "/log/tile/";
    private static final String LISTINGS = "/api/v1/directory/listings/fetch";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private Lies() {}

    /** Another log than the server's, freshly signed each time it is asked for. */
    static Lie log(LogCopy copy, LongSupplier now) {
        return log(copy, () -> copy.note(now.getAsLong()));
    }

    /** A log that stands still: the same note for ever, and the leaves up to it. */
    static Lie frozen(LogCopy copy, byte[] note) {
        return log(copy, () -> note);
    }

    private interface Note {
        byte[] bytes();
    }

    private static Lie log(LogCopy copy, Note note) {
        return new Lie() {
            @Override
            public HttpHome.@Nullable Answer instead(String path) {
                if (path.equals(CHECKPOINT)) {
                    return new HttpHome.Answer(OK, note.bytes());
                }
                return path.startsWith(TILE) ? tile(copy, path.substring(TILE.length())) : null;
            }
        };
    }

    /** The honest checkpoint, but leaves of another log: one of them is left out. */
    static Lie leaves(LogCopy copy) {
        return new Lie() {
            @Override
            public HttpHome.@Nullable Answer instead(String path) {
                return path.startsWith(TILE) ? tile(copy, path.substring(TILE.length())) : null;
            }
        };
    }

    private static HttpHome.Answer tile(LogCopy copy, String name) {
        try {
            var path = TilePath.read(name);
            return TilePath.widthIn(TilePath.ENTRIES, path.n(), copy.size()) < path.width()
                    ? new HttpHome.Answer(NOT_FOUND, new byte[0])
                    : new HttpHome.Answer(OK, copy.tile(path));
        } catch (Malformed malformed) {
            return new HttpHome.Answer(NOT_FOUND, malformed.reason().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Listings changed on their way: the body of one of them, by its id. */
    static Lie listing(String id, BiFunction<byte[], byte[], Part> change) {
        var mark = ("\"id\":\"" + id + "\"").getBytes(StandardCharsets.UTF_8);
        return new Lie() {
            @Override
            public byte[] changed(String path, byte[] honest) {
                return path.equals(LISTINGS) ? rewritten(honest, mark, change) : honest;
            }
        };
    }

    private static byte[] rewritten(byte[] honest, byte[] mark, BiFunction<byte[], byte[], Part> change) {
        try {
            var in = new ByteReader(honest);
            var out = new ByteWriter();
            while (in.remaining() > 0) {
                byte[] salt = in.bytes(Part.SALT_BYTES);
                byte[] body = in.bytes((int) in.u32());
                var part = contains(body, mark) ? change.apply(salt, body) : new Part(salt, body);
                out.bytes(part.salt()).u32(part.bodyLength()).bytes(part.body());
            }
            return out.toBytes();
        } catch (Malformed notListings) {
            return honest;
        }
    }

    private static boolean contains(byte[] body, byte[] mark) {
        return new String(body, StandardCharsets.UTF_8).contains(new String(mark, StandardCharsets.UTF_8));
    }
}
