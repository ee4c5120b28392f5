package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * What an invitee asks his country's operators for: a device of his own, its card, and perhaps a persona. He chooses all
 * salts himself, so that the header the operators sign is a function of these bytes and he can reveal the card later.
 *
 * <p>Strict JSON {@code {"body":b64,"statement":b64,"mls":b64,"persona":b64}}: a body and one signature of each of the
 * applicant's keys that can sign, each in that key's only form: statement and persona key over the DSSE pre-authentication
 * encoding, the MLS key over RFC 9420's SignContent with the label {@code HublinkApplication}. The sealing key cannot sign;
 * whoever claims another's gains nothing but messages he cannot read.
 */
public final class Application {
    public static final int BYTES_MAX = 16 * 1024;
    public static final String PAYLOAD_TYPE = "application/vnd.hublink.application.v1+json";

    /** Groups of five digits that are compared by phone; 30 digits carry 99.7 bits. */
    public static final int DIGIT_GROUPS = 6;

    private static final String MLS_LABEL = "MLS 1.0 HublinkApplication";
    private static final int SIGNATURE_LENGTH = 64;
    private static final int PART_BYTES_MAX = 6 * 1024;
    private static final JsonLimits LIMITS = new JsonLimits(BYTES_MAX, 4, 64, BYTES_MAX);

    private final byte[] bytes;
    private final Digest invitation;
    private final String country;
    private final Salted<DevicePart> device;
    private final Salted<CardPart> card;
    private final @Nullable Salted<PersonaPart> persona;

    /** A part as it was read, and as it is hashed into a header. */
    public record Salted<T>(T value, Part part) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /** The keys that sign an application; the persona's is there if a persona is asked for. */
    public record Signers(
            SigningKey statement, SigningKey mls, @Nullable SigningKey persona) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    private Application(
            byte[] bytes,
            Digest invitation,
            String country,
            Salted<DevicePart> device,
            Salted<CardPart> card,
            @Nullable Salted<PersonaPart> persona) {
        this.bytes = bytes;
        this.invitation = invitation;
        this.country = country;
        this.device = device;
        this.card = card;
        this.persona = persona;
    }

    /** Makes and signs an application. The keys must be those of the parts; anything else is a bug. */
    public static Application make(
            Invitation invitation,
            DevicePart device,
            CardPart card,
            @Nullable PersonaPart persona,
            Signers signers,
            Home home) {
        Json.Builder body = Json.obj()
                .put("invitation", invitation.id())
                .put("country", invitation.country())
                .put("device", part(device.body(), home))
                .put("card", part(card.body(), home));
        if (persona != null) {
            body.put("persona", part(persona.body(), home));
        }
        byte[] payload = Json.write(body.build());
        Json.Builder out = Json.obj()
                .putBase64("body", payload)
                .putBase64("statement", signers.statement().sign(Envelope.pae(PAYLOAD_TYPE, payload)))
                .putBase64("mls", signers.mls().sign(mlsContent(payload)));
        if (signers.persona() != null) {
            out.putBase64("persona", signers.persona().sign(Envelope.pae(PAYLOAD_TYPE, payload)));
        }
        try {
            return read(Json.write(out.build()), home.text());
        } catch (Malformed bug) {
            throw new IllegalArgumentException(bug);
        }
    }

    /**
     * Reads and checks an application whole: {@code bad-signature} if one of its keys did not sign it, the reasons of the
     * parts and of JSON else. That the keys may be trusted is for the operators to find out, by phone.
     */
    public static Application read(byte[] bytes, Text text) throws Malformed {
        Fields outer = Fields.of(Json.read(bytes, LIMITS, text), "application");
        byte[] body = outer.base64("body", 1, BYTES_MAX);
        byte[] statement = outer.base64("statement", SIGNATURE_LENGTH, SIGNATURE_LENGTH);
        byte[] mls = outer.base64("mls", SIGNATURE_LENGTH, SIGNATURE_LENGTH);
        byte[] personaSignature = outer.optionalBase64("persona", SIGNATURE_LENGTH, SIGNATURE_LENGTH);
        outer.end();
        Fields fields = Fields.of(Json.read(body, LIMITS, text), "application body");
        Digest invitation = fields.digest("invitation");
        String country = fields.text("country", 2, 2);
        Part devicePart = part(fields.object("device"));
        Part cardPart = part(fields.object("card"));
        Fields personaFields = fields.optionalObject("persona");
        Part personaPart = personaFields == null ? null : part(personaFields);
        fields.end();
        DevicePart device = DevicePart.read(devicePart.body(), text);
        CardPart card = CardPart.read(cardPart.body(), text);
        Salted<PersonaPart> persona =
                personaPart == null ? null : new Salted<>(PersonaPart.read(personaPart.body(), text), personaPart);
        if (!Country.isCode(country)) {
            throw new Malformed("application-country");
        }
        byte[] pae = Envelope.pae(PAYLOAD_TYPE, body);
        boolean signed = device.statementKey().verify(pae, statement)
                && device.mlsKey().verify(mlsContent(body), mls)
                && personaSigned(persona, pae, personaSignature);
        if (!signed) {
            throw new Malformed("bad-signature", "application");
        }
        if (persona != null && personaKeyIsADeviceKey(persona.value(), device)) {
            throw new Malformed("application-key-twice");
        }
        return new Application(
                bytes.clone(),
                invitation,
                country,
                new Salted<>(device, devicePart),
                new Salted<>(card, cardPart),
                persona);
    }

    /** A copy of the whole application as signed. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Id of the invitation it answers. */
    public Digest invitation() {
        return invitation;
    }

    public String country() {
        return country;
    }

    public Salted<DevicePart> device() {
        return device;
    }

    public Salted<CardPart> card() {
        return card;
    }

    public @Nullable Salted<PersonaPart> persona() {
        return persona;
    }

    /**
     * Six groups of five digits for the phone: SHA-256 over the whole application, five bytes a group, each as a number
     * modulo 100,000.
     */
    public List<String> digits() {
        byte[] hash = Digest.of(bytes).bytes();
        List<String> groups = new ArrayList<>();
        for (int group = 0; group < DIGIT_GROUPS; group++) {
            long value = 0;
            for (int i = 0; i < 5; i++) {
                value = value << 8 | (hash[5 * group + i] & 0xff);
            }
            String digits = Long.toString(value % 100_000);
            groups.add("00000".substring(digits.length()) + digits);
        }
        return groups;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Application that && Bytes.equal(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return invitation.hashCode();
    }

    /** A name is inside. */
    @Override
    public String toString() {
        return "[hidden]";
    }

    /** A persona and its signature are there both, or neither is. */
    private static boolean personaSigned(
            @Nullable Salted<PersonaPart> persona, byte[] pae, byte @Nullable [] signature) {
        if (persona == null || signature == null) {
            return persona == null && signature == null;
        }
        return persona.value().key().verify(pae, signature);
    }

    private static boolean personaKeyIsADeviceKey(PersonaPart persona, DevicePart device) {
        return persona.key().equals(device.statementKey()) || persona.key().equals(device.mlsKey());
    }

    /** RFC 9420 §5.1.2 SignContent: label and content, each behind its varint length. */
    private static byte[] mlsContent(byte[] body) {
        return new ByteWriter().vector(Utf8.encode(MLS_LABEL)).vector(body).toBytes();
    }

    private static Json.Builder part(byte[] body, Home home) {
        return Json.obj()
                .putBase64("salt", home.randomness().bytes(Part.SALT_BYTES))
                .putBase64("body", body);
    }

    private static Part part(Fields fields) throws Malformed {
        byte[] salt = fields.base64("salt", Part.SALT_BYTES, Part.SALT_BYTES);
        byte[] body = fields.base64("body", 1, PART_BYTES_MAX);
        fields.end();
        return new Part(salt, body);
    }
}
