package org.hublink.protocol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Utf8;

/**
 * Makes {@code envelopes.json}, {@code headers.json} and {@code leaves.json} of {@code src/test/vectors}: bytes, and the
 * decoder's verdict on them. {@link LedgerVectors} makes the other two. All keys come from names, so every run makes
 * the same files.
 */
final class StatementVectors {
    static final Path FOLDER = Path.of("src/test/vectors");

    private final JsonArray cases = new JsonArray();

    private StatementVectors() {}

    public static void main(String[] args) throws IOException {
        for (Map.Entry<String, String> file : all().entrySet()) {
            Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
        }
    }

    /** File name to its text. */
    static Map<String, String> all() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("envelopes.json", text("envelope", new StatementVectors().envelopes()));
        files.put("headers.json", text("header", new StatementVectors().headers()));
        files.put("leaves.json", text("leaf", new StatementVectors().leaves()));
        files.putAll(LedgerVectors.all());
        return files;
    }

    private static String text(String kind, JsonArray cases) {
        return new JsonObject().put("kind", kind).put("cases", cases).encodePrettily() + "\n";
    }

    private JsonArray envelopes() {
        Header header = new Realm().header(StatementType.DESK, "FR", "FR-CSE-247", 1);
        Envelope good = Realm.sign(header, "fr-a", "fr-b");
        String text = new String(good.bytes(), StandardCharsets.UTF_8);
        one("two signatures", text, "trusted");
        one("space between tokens", text.replace("\",\"", "\", \""), "trusted");
        one("empty", "", "json-truncated");
        one("cut short", text.substring(0, text.length() - 1), "json-truncated");
        one("more behind it", text + "{}", "json-trailing");
        one("no object", "[]", "json-wrong-type");
        one("key twice", text.replaceFirst("\\{", "{\"payload\":\"AA==\","), "json-duplicate-key");
        one("unknown key", text.replaceFirst("\\{", "{\"x\":1,"), "json-unknown-key");
        one("unknown key in a signature", text.replace("{\"keyid\"", "{\"x\":1,\"keyid\""), "json-unknown-key");
        one("payload missing", text.replaceFirst("\"payload\":\"[^\"]*\",", ""), "json-missing-key");
        one("payload empty", text.replaceFirst("\"payload\":\"[^\"]*\"", "\"payload\":\"\""), "json-out-of-range");
        one("payload in URL base64", text.replaceFirst("\"payload\":\"ey", "\"payload\":\"-_"), "base64-malformed");
        one("payload is a number", text.replaceFirst("\"payload\":\"[^\"]*\"", "\"payload\":7"), "json-wrong-type");
        one("payload type with a blank", text.replace("application/", "application /"), "envelope-type");
        one("payload type beyond ASCII", text.replace("application/", "äpplication/"), "not-ascii");
        one("no signature", text.replaceFirst("\\[.*\\]", "[]"), "json-out-of-range");
        one("signature of 63 bytes", text.replaceFirst("\"sig\":\"[^\"]*\"", sig(63)), "json-out-of-range");
        one("signature of 65 bytes", text.replaceFirst("\"sig\":\"[^\"]*\"", sig(65)), "json-out-of-range");
        one("key id of 63 digits", text.replaceFirst("\"keyid\":\"[0-9a-f]", "\"keyid\":\""), "json-out-of-range");
        one("key id in capitals", text.replaceFirst("\"keyid\":\"[^\"]*\"", id("A")), "hex-malformed");
        one("key id twice", text.replaceAll("\"keyid\":\"[^\"]*\"", id("a")), "duplicate-key-id");
        String[] nine = new String[9];
        for (int i = 0; i < 9; i++) nine[i] = "{" + id(Integer.toString(i)) + "," + sig(64) + "}";
        one("nine signatures", text.replaceFirst("\\[.*\\]", "[" + String.join(",", nine) + "]"), "json-out-of-range");
        String eight = String.join(",", List.of(nine).subList(0, 8));
        one("eight signatures", text.replaceFirst("\\[.*\\]", "[" + eight + "]"), "trusted");
        one("nested", "[".repeat(100), "json-too-deep");
        bytes("overlong UTF-8", Bytes.concat(new byte[] {(byte) 0xc0, (byte) 0xfb}, good.bytes()), "not-ascii");
        return cases;
    }

    private JsonArray headers() {
        Realm realm = new Realm();
        String desk = header(realm.header(StatementType.DESK, "FR", "FR-CSE-247", 7));
        one("desk", desk, "trusted");
        String root = header(Realm.rootHeader(1, "r1", "r2", "r3"));
        one("root", root, "trusted");
        String authority = header(Realm.authorityHeader("FR", 1, 2, "fr-a", "fr-b", "fr-c"));
        one("authority", authority, "trusted");
        String revocation = header(Realm.revocationHeader("FR", "device:ab", 1, RevocationFacts.Mode.HOLD, 12));
        one("revocation", revocation, "trusted");
        one("device", header(realm.deviceHeader("FR", "laptop", "fr-o-1", 1)), "trusted");
        one("blank between tokens", desk.replaceFirst(",", ", "), "header-form");
        one(
                "keys in another order",
                desk.replace("\"version\":7,", "").replaceFirst("\\{", "{\"version\":7,"),
                "header-form");
        one("escaped letter", desk.replace("FR-CSE", "\\u0046R-CSE"), "header-form");
        one("unknown type", desk.replace("\"desk\"", "\"decree\""), "unknown-type");
        one("key twice", desk.replaceFirst("\\{", "{\"version\":7,"), "json-duplicate-key");
        one("unknown key", desk.replaceFirst("\\{", "{\"x\":7,"), "json-unknown-key");
        one("version missing", desk.replace("\"version\":7,", ""), "json-missing-key");
        one("version as text", desk.replace("\"version\":7", "\"version\":\"7\""), "json-wrong-type");
        one("version zero", desk.replace("\"version\":7", "\"version\":0"), "json-out-of-range");
        one("version with a fraction", desk.replace("\"version\":7", "\"version\":7.0"), "json-number");
        one("version beyond its bound", desk.replace("\"version\":7", "\"version\":1000001"), "json-out-of-range");
        one("expires when issued", desk.replaceFirst("\"expires\":\\d+", issued(desk)), "header-time");
        one("negative time", desk.replaceFirst("\"issued\":", "\"issued\":-"), "json-out-of-range");
        one("country in small letters", desk.replace("\"FR\"", "\"fr\""), "header-country");
        one("country of three letters", desk.replace("\"FR\"", "\"FRA\""), "json-out-of-range");
        one("root with a country", root.replace("\"id\"", "\"country\":\"FR\",\"id\""), "json-unknown-key");
        one("desk id with a blank", desk.replace("FR-CSE-247", "FR CSE-247"), "header-id");
        one("id with an accent", desk.replace("FR-CSE-247", "FR-CSÉ-247"), "not-ascii");
        one("part digest cut", desk.replaceFirst("\\[\"..", "[\""), "digest-length");
        one("five parts", desk.replaceFirst("\\[(\"[0-9a-f]+\")\\]", "[$1,$1,$1,$1,$1]"), "json-out-of-range");
        one("facts where none belong", desk.replace("\"facts\":{}", "\"facts\":{\"a\":1}"), "json-unknown-key");
        one("facts missing", desk.replace(",\"facts\":{}", ""), "json-missing-key");
        one("threshold above the operators", authority.replace("\"threshold\":2", "\"threshold\":4"), "header-facts");
        one("threshold zero", authority.replace("\"threshold\":2", "\"threshold\":0"), "json-out-of-range");
        one("operator twice", authority.replace("\"fr-b\"", "\"fr-a\""), "header-facts");
        one("key twice in one authority", sameKey(authority), "header-facts");
        one("key of unknown algorithm", authority.replaceFirst("ed25519:", "ed448:"), "key-text");
        one("key too short", authority.replaceFirst("ed25519:....", "ed25519:"), "key-length");
        one("unknown mode", revocation.replace("\"hold\"", "\"pause\""), "json-unknown-code");
        one("unknown target", revocation.replace("device:ab", "country:ab"), "header-id");
        one("negative last index", revocation.replace("\"last\":12", "\"last\":-1"), "json-out-of-range");
        one("log key among the root keys", root.replace(key("log"), key("r1")), "header-facts");
        one("origin with a blank", root.replace("hublink.example", "hub link"), "header-facts");
        return cases;
    }

    private JsonArray leaves() {
        Header header = new Realm().header(StatementType.DESK, "FR", "FR-CSE-247", 1);
        byte[] good = Realm.leaf(Realm.sign(header, "fr-a", "fr-b")).bytes();
        int signatures = good.length - 2 * 96;
        bytes("two signatures", good, "trusted");
        bytes("empty", new byte[0], "truncated");
        bytes("another form", with(good, 0, 2), "leaf-form");
        bytes("header length beyond the end", with(good, 1, 0xff), "truncated");
        bytes("one byte short", Bytes.slice(good, 0, good.length - 1), "truncated");
        bytes("one byte more", Bytes.concat(good, new byte[1]), "trailing-bytes");
        bytes("no signature", Bytes.concat(Bytes.slice(good, 0, signatures - 1), new byte[1]), "leaf-form");
        bytes("nine signatures claimed", with(good, signatures - 1, 9), "leaf-form");
        byte[] first = Bytes.slice(good, signatures, signatures + 96);
        byte[] second = Bytes.slice(good, signatures + 96, good.length);
        byte[] head = Bytes.slice(good, 0, signatures);
        bytes("key ids descending", Bytes.concat(head, second, first), "leaf-order");
        bytes("key id twice", Bytes.concat(head, first, first), "duplicate-key-id");
        bytes("header of no JSON", with(good, 3, '['), "json-syntax");
        bytes("1,024 bytes", new byte[Leaf.BYTES_MAX], "leaf-form");
        bytes("1,025 bytes", new byte[Leaf.BYTES_MAX + 1], "leaf-too-large");
        return cases;
    }

    private void one(String name, String text, String verdict) {
        bytes(name, Utf8.encode(text), verdict);
    }

    private void bytes(String name, byte[] bytes, String verdict) {
        cases.add(new JsonObject()
                .put("name", name)
                .put("bytes", Base64.encode(bytes))
                .put("verdict", verdict));
    }

    private static String header(Header header) {
        return new String(header.bytes(), StandardCharsets.UTF_8);
    }

    private static String issued(String header) {
        int at = header.indexOf("\"issued\":") + "\"issued\":".length();
        return "\"expires\":" + header.substring(at, header.indexOf(',', at));
    }

    private static String sameKey(String authority) {
        return authority.replace(key("fr-b"), key("fr-a"));
    }

    private static String key(String name) {
        return Realm.key(name).publicKey().text();
    }

    private static String sig(int bytes) {
        return "\"sig\":\"" + Base64.encode(new byte[bytes]) + "\"";
    }

    private static String id(String digit) {
        return "\"keyid\":\"" + digit.repeat(64) + "\"";
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] out = bytes.clone();
        out[at] = (byte) value;
        return out;
    }
}
