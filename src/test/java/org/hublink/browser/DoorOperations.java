package org.hublink.browser;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.primitives.Aead;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Hash;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;

/** What a home's doors are asked beside their texts, by the names that {@code doors.json} uses. */
final class DoorOperations {
    /** A browser gives no more random bytes than this at once. */
    private static final int PIECE_BYTES = 65_536;

    /** Bytes by which two random pieces are told apart. */
    private static final int TELLING_BYTES = 16;

    /** 2025 and 2100. */
    private static final long CLOCK_MIN = 1_735_689_600;

    private static final long CLOCK_MAX = 4_102_444_800L;

    private DoorOperations() {}

    static String run(String op, List<byte[]> in, Home home) throws Malformed {
        return switch (op) {
            case "random" -> random(PrimitiveOperations.number(in.get(0)), home);
            case "clock" -> clock(home);
            case "signed-text" ->
                signed(PrimitiveOperations.number(in.get(0)), PrimitiveOperations.number(in.get(1)), home.text());
            default -> bulk(PrimitiveOperations.number(in.get(0)));
        };
    }

    /** As many bytes as were asked for, no piece of them like another one or left as it was before. */
    private static String random(int n, Home home) {
        byte[] bytes = home.randomness().bytes(n);
        byte[] others = home.randomness().bytes(n);
        if (bytes.length != n || others.length != n) return bytes.length + " bytes";
        if (n < TELLING_BYTES) return n + " bytes";
        Map<String, String> seen = new TreeMap<>();
        for (int piece = 0; piece < n; piece += PIECE_BYTES) {
            // The last bytes of each piece: what was not filled is found there.
            int end = Math.min(n, piece + PIECE_BYTES);
            if (end - piece < TELLING_BYTES) break;
            for (byte[] one : new byte[][] {bytes, others}) {
                String tail = PrimitiveOperations.hex(Bytes.slice(one, end - TELLING_BYTES, end));
                String zero = PrimitiveOperations.hex(new byte[TELLING_BYTES]);
                if (tail.equals(zero) || seen.put(tail, "") != null) return "the piece at " + piece + " is not random";
            }
        }
        return n + " bytes, " + seen.size() + " pieces";
    }

    private static String clock(Home home) {
        long one = home.clock().now();
        long two = home.clock().now();
        return one >= CLOCK_MIN && two < CLOCK_MAX && two >= one ? "seconds since 1970" : one + " then " + two;
    }

    /** How many texts of one code point the strict reader takes, and refuses for which reason. */
    private static String signed(int from, int to, Text text) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int point = from; point <= to; point++) {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) continue;
            byte[] json =
                    Utf8.encode('"' + new StringBuilder().appendCodePoint(point).toString() + '"');
            String verdict;
            try {
                Json.read(json, JsonLimits.DEFAULT, text);
                verdict = "taken";
            } catch (Malformed refused) {
                verdict = refused.reason();
            }
            counts.merge(verdict, 1, Integer::sum);
        }
        return counts.toString();
    }

    /** The hash of that many bytes sealed, after they were opened again. */
    private static String bulk(int n) throws Malformed {
        byte[] sealed = Aead.AES_256_GCM.seal(key(), nonce(), aad(), plain(n));
        boolean opened = Bytes.equal(Aead.AES_256_GCM.open(key(), nonce(), aad(), sealed), plain(n));
        return opened ? PrimitiveOperations.hex(Hash.SHA256.of(sealed)) : "does not open";
    }

    static byte[] key() {
        return Digest.of(Utf8.encode("a key for bulk")).bytes();
    }

    static byte[] nonce() {
        return Bytes.slice(Digest.of(Utf8.encode("a nonce for bulk")).bytes(), 0, 12);
    }

    static byte[] aad() {
        return Bytes.slice(Digest.of(Utf8.encode("a content id")).bytes(), 0, 16);
    }

    static byte[] plain(int n) {
        byte[] plain = new byte[n];
        int x = 7;
        for (int i = 0; i < n; i++) {
            x = x * 1_103_515_245 + 12_345;
            plain[i] = (byte) (x >>> 16);
        }
        return plain;
    }
}
