package org.hublink.browser;

import java.util.List;
import org.hublink.primitives.Aead;
import org.hublink.primitives.Argon2id;
import org.hublink.primitives.Base64;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Ed25519;
import org.hublink.primitives.Hash;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.P256;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;
import org.hublink.primitives.X25519;
import org.hublink.primitives.XWing;
import org.hublink.protocol.SearchText;

/** The primitives by the names that vector files use. */
final class PrimitiveOperations {
    /** Four accents whose order among themselves is canonical; another accent takes its place among them by its class. */
    private static final String ACCENTS = "\u0334\u0327\u0323\u0301";

    private static final int BLOCK_CHARS = 4_000;

    private PrimitiveOperations() {}

    static String run(String op, List<byte[]> in, Home home) throws Malformed {
        return switch (op) {
            case "utf8" -> hex(Utf8.encode(Utf8.decode(in.get(0))));
            case "base64" -> hex(Base64.decode(Utf8.decode(in.get(0))));
            case "json" -> hex(Json.write(Json.read(in.get(0), JsonLimits.DEFAULT, home.text())));
            case "sha256" -> hex(Hash.SHA256.of(in.get(0)));
            case "sha512" -> hex(Hash.SHA512.of(in.get(0)));
            case "hkdf-sha512" -> hex(Hash.SHA512.expand(Hash.SHA512.extract(in.get(0), in.get(1)), in.get(2), 64));
            case "ed25519-public" -> hex(Ed25519.publicKey(in.get(0)));
            case "ed25519-sign" -> hex(Ed25519.sign(in.get(0), in.get(1)));
            case "ed25519-verify" -> String.valueOf(Ed25519.verify(in.get(0), in.get(1), in.get(2)));
            case "p256-public" -> hex(P256.publicKey(in.get(0)));
            case "p256-verify" -> String.valueOf(P256.verify(in.get(0), in.get(1), in.get(2)));
            case "x25519" -> hex(X25519.agree(in.get(0), in.get(1)));
            case "xwing-public" -> hex(Hash.SHA256.of(XWing.publicKey(in.get(0))));
            case "xwing-round" -> xwingRound(in.get(0), home);
            case "aes256gcm-seal" -> hex(Aead.AES_256_GCM.seal(in.get(0), in.get(1), in.get(2), in.get(3)));
            case "aes256gcm-open" -> hex(Aead.AES_256_GCM.open(in.get(0), in.get(1), in.get(2), in.get(3)));
            case "argon2id" -> hex(Argon2id.derive(in.get(0), in.get(1), 1024, 3, 32));
            case "nfc" -> hex(Utf8.encode(home.text().nfc(Utf8.decode(in.get(0)))));
            case "nfkd" -> hex(Utf8.encode(home.text().nfkd(Utf8.decode(in.get(0)))));
            case "lower" -> hex(Utf8.encode(home.text().lower(Utf8.decode(in.get(0)))));
            case "repertoire" -> repertoire(number(in.get(0)), number(in.get(1)), home.text());
            case "tokens" ->
                hex(Utf8.encode(String.join(" ", new SearchText(home.text()).tokens(Utf8.decode(in.get(0))))));
            case "offset" ->
                String.valueOf(
                        home.zones().offsetSeconds(Utf8.decode(in.get(0)), Long.parseLong(Utf8.decode(in.get(1)))));
            case "random", "clock", "signed-text", "aes256gcm-bulk" -> DoorOperations.run(op, in, home);
            default -> throw new Malformed("unknown-operation");
        };
    }

    /** True if what is encapsulated to a key is what its seed opens, and randomness is not repeated. */
    private static String xwingRound(byte[] seed, Home home) throws Malformed {
        XWing.Encapsulated one = XWing.encapsulate(XWing.publicKey(seed), home.randomness());
        XWing.Encapsulated two = XWing.encapsulate(XWing.publicKey(seed), home.randomness());
        boolean opens = hex(XWing.decapsulate(seed, one.ciphertext())).equals(hex(one.secret()));
        return String.valueOf(opens && !hex(one.secret()).equals(hex(two.secret())));
    }

    /** A hash over what the home answers about every known character of a range, alone and under four accents. */
    private static String repertoire(int from, int to, Text text) {
        ByteWriter out = new ByteWriter();
        StringBuilder block = new StringBuilder();
        for (int point = from; point <= to; point++) {
            if (Text.known(point)) {
                out.u32(point).u8(Character.isLetterOrDigit(point) ? 1 : 0);
                block.append('\n')
                        .appendCodePoint(point)
                        .append('\n')
                        .appendCodePoint(point)
                        .append(ACCENTS);
            }
            if (block.length() > BLOCK_CHARS || point == to) {
                String asked = block.append('\n').toString();
                out.bytes(Utf8.encode(text.nfc(asked)));
                out.bytes(Utf8.encode(text.nfkd(asked)));
                out.bytes(Utf8.encode(text.lower(asked)));
                block.setLength(0);
            }
        }
        return hex(Hash.SHA256.of(out.toBytes()));
    }

    static int number(byte[] text) throws Malformed {
        return Integer.parseInt(Utf8.decode(text));
    }

    static String hex(byte[] bytes) {
        return "hex:" + Hex.encode(bytes);
    }
}
