package org.hublink.protocol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;

/**
 * Makes {@code invitations.json} and {@code applications.json} of {@code src/test/vectors}: bytes, and the decoder's verdict
 * on them. All keys and salts come from a seed, so every run makes the same files.
 */
final class EnrolmentVectors {
    static final Path FOLDER = Path.of("src/test/vectors");

    private final JsonArray cases = new JsonArray();
    private final Applicant somebody = new Applicant("vectors of enrolment");

    private EnrolmentVectors() {}

    /** File name to its text. */
    static Map<String, String> all() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("invitations.json", text("invitation", new EnrolmentVectors().invitations()));
        files.put("applications.json", text("application", new EnrolmentVectors().applications()));
        return files;
    }

    private static String text(String kind, JsonArray cases) {
        return new JsonObject().put("kind", kind).put("cases", cases).encodePrettily() + "\n";
    }

    private JsonArray invitations() {
        String good = somebody.invitation.fragment();
        byte[] bytes = decoded(good);
        invitation("officer of France", good, "trusted");
        invitation("two roles", role(bytes, 3), "trusted");
        invitation("no role", role(bytes, 0), "invitation-malformed");
        invitation("unknown role", role(bytes, 4), "invitation-malformed");
        invitation("empty", "", "truncated");
        invitation("cut short", Base64.encodeUrl(Bytes.slice(bytes, 0, bytes.length - 1)), "truncated");
        invitation("more behind it", Base64.encodeUrl(Bytes.concat(bytes, new byte[1])), "trailing-bytes");
        invitation("another version", altered(bytes, 0, 2), "invitation-version");
        invitation("country in small letters", altered(bytes, 1, 'f'), "invitation-malformed");
        invitation("country that is no text", altered(bytes, 1, 0xff), "utf8-malformed");
        invitation("expiry beyond 63 bits", altered(bytes, 3, 0x80), "u64-out-of-range");
        invitation("operators out of order", swappedOperators(bytes), "invitation-malformed");
        invitation("padded", good + "=", "base64-malformed");
        invitation("standard alphabet", good.replace('_', '/').replace('-', '+'), "base64-malformed");
        return cases;
    }

    private JsonArray applications() {
        for (boolean persona : new boolean[] {false, true}) {
            Application made = somebody.application(persona);
            byte[] sealed = SealedApplication.seal(made, somebody.invitation, somebody.home.randomness());
            cases.add(application(persona ? "with a persona" : "a device alone", sealed, somebody.invitation, "trusted")
                    .put("digits", String.join(" ", made.digits())));
        }
        byte[] sealed =
                SealedApplication.seal(somebody.application(false), somebody.invitation, somebody.home.randomness());
        Invitation other = new Applicant("somebody else").invitation;
        cases.add(application("under another secret", sealed, other, "aead-open"));
        cases.add(
                application("last byte altered", flipped(sealed, sealed.length - 1), somebody.invitation, "aead-open"));
        cases.add(application("encapsulation altered", flipped(sealed, 9), somebody.invitation, "aead-open"));
        cases.add(application(
                "another version",
                Bytes.concat(new byte[] {2}, Bytes.slice(sealed, 1, sealed.length)),
                somebody.invitation,
                "application-version"));
        cases.add(application(
                "cut within the encapsulation", Bytes.slice(sealed, 0, 700), somebody.invitation, "truncated"));
        Invitation expert = new Invitation(
                "FR",
                Applicant.EXPIRES,
                Applicant.ROOT,
                somebody.invitation.secret(),
                "fr-o-7k2m9q",
                Set.of(Role.EXPERT),
                somebody.invitation.operators());
        cases.add(application("with roles that were not given", sealed, expert, "application-not-as-invited"));
        return cases;
    }

    private static JsonObject application(String name, byte[] sealed, Invitation invitation, String verdict) {
        return new JsonObject()
                .put("name", name)
                .put("invitation", invitation.fragment())
                .put("bytes", Base64.encode(sealed))
                .put("verdict", verdict);
    }

    private void invitation(String name, String fragment, String verdict) {
        cases.add(new JsonObject()
                .put("name", name)
                .put("bytes", Base64.encode(Utf8.encode(fragment)))
                .put("verdict", verdict));
    }

    private static String altered(byte[] bytes, int at, int value) {
        byte[] out = bytes.clone();
        out[at] = (byte) value;
        return Base64.encodeUrl(out);
    }

    /** The byte of the roles stands before the count of operators and their ids. */
    private String role(byte[] bytes, int bits) {
        int operators = somebody.invitation.operators().size();
        return altered(bytes, bytes.length - 32 * operators - 2, bits);
    }

    private String swappedOperators(byte[] bytes) {
        List<Digest> ids = somebody.invitation.operators();
        byte[] head = Bytes.slice(bytes, 0, bytes.length - 64);
        return Base64.encodeUrl(
                Bytes.concat(head, ids.get(1).bytes(), ids.get(0).bytes()));
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] out = bytes.clone();
        out[at] ^= 1;
        return out;
    }

    private static byte[] decoded(String fragment) {
        try {
            return Base64.decodeUrl(fragment);
        } catch (Malformed impossible) {
            throw new AssertionError(impossible);
        }
    }
}
