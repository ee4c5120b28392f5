package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.jspecify.annotations.Nullable;

/**
 * What a device, persona or operator says without the log: one signature, unchecked here. {@link Trust#act} judges it.
 *
 * @param id 16 random bytes in hexadecimal
 * @param context the room that it belongs to
 * @param checkpointSize leaves that the signer knew
 * @param checkpointRoot root of the tree over them
 * @param time seconds since 1970, the signer's claim
 * @param follows SHA-256 of the payload of the act before it, or null
 */
public record Act(
        String kind,
        String id,
        String context,
        Signer signer,
        long checkpointSize,
        Digest checkpointRoot,
        long time,
        @Nullable Digest follows,
        Json.Obj body) {
    public static final int CONTEXT_CHARS_MAX = 200;
    private static final int ID_CHARS = 32;
    private static final String TYPE_HEAD = "application/vnd.hublink.act.";
    private static final String TYPE_TAIL = ".v1+json";
    private static final JsonLimits LIMITS = new JsonLimits(Envelope.PAYLOAD_BYTES_MAX, 10, 8192, 32 * 1024);

    /** Who may sign an act. */
    public enum SignerType {
        DEVICE("device"),
        PERSONA("persona"),
        OPERATOR("operator");

        private final String code;

        SignerType(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /**
     * The signer by his statement; an operator by the version of his country's authority statement.
     *
     * @param country two capital letters
     */
    public record Signer(SignerType type, String country, String id, int version) {
        public Signer {
            if (!Ids.country(country) || !Ids.plain(id) || version < 1 || version > Header.VERSION_MAX) {
                throw new IllegalArgumentException("act-signer");
            }
        }
    }

    public Act {
        boolean fine = Ids.kind(kind)
                && id.length() == ID_CHARS
                && Ids.plain(id)
                && !context.isEmpty()
                && context.length() <= CONTEXT_CHARS_MAX
                && checkpointSize >= 1
                && checkpointSize <= Header.NUMBER_MAX
                && time >= 0
                && time <= Header.NUMBER_MAX;
        if (!fine) {
            throw new IllegalArgumentException("act");
        }
    }

    /** The payload type of this kind of act. */
    public static String payloadType(String kind) {
        return TYPE_HEAD + kind + TYPE_TAIL;
    }

    /** Reads the act in an envelope of one signature; other bytes with the same meaning are {@code act-form}. */
    public static Act read(Envelope envelope, Text text) throws Malformed {
        if (envelope.signatures().size() != 1) {
            throw new Malformed("spare-signature", "act");
        }
        byte[] payload = envelope.payload();
        Fields in = Fields.of(Json.read(payload, LIMITS, text), "act");
        String kind = in.text("kind", 1, 40);
        if (!Ids.kind(kind) || !envelope.payloadType().equals(payloadType(kind))) {
            throw new Malformed("unknown-type", "act");
        }
        String id = Hex.encode(in.hex("id", ID_CHARS / 2));
        String context = in.text("context", 1, CONTEXT_CHARS_MAX);
        Signer signer = signer(in.object("signer"));
        Fields checkpoint = in.object("checkpoint");
        long size = checkpoint.integer("size", 1, Header.NUMBER_MAX);
        Digest root = checkpoint.digest("root");
        checkpoint.end();
        long time = in.integer("time", 0, Header.NUMBER_MAX);
        Digest follows = in.json("follows") instanceof Json.Null ? null : in.digest("follows");
        if (!(in.json("body") instanceof Json.Obj body)) {
            throw new Malformed("json-wrong-type", "act.body");
        }
        in.end();
        Act act = new Act(kind, id, context, signer, size, root, time, follows, body);
        if (!Bytes.equal(act.payload(), payload)) {
            throw new Malformed("act-form", "act");
        }
        return act;
    }

    /** The bytes that are signed. */
    public byte[] payload() {
        return Json.write(Json.obj()
                .put("kind", kind)
                .put("id", id)
                .put("context", context)
                .put(
                        "signer",
                        Json.obj()
                                .put("type", signer.type().code())
                                .put("country", signer.country())
                                .put("id", signer.id())
                                .put("version", signer.version()))
                .put("checkpoint", Json.obj().put("size", checkpointSize).put("root", checkpointRoot))
                .put("time", time)
                .put("follows", follows == null ? new Json.Null() : new Json.Str(follows.hex()))
                .put("body", body)
                .build());
    }

    /** SHA-256 of the payload: what the next act names in {@code follows}. */
    public Digest digest() {
        return Digest.of(payload());
    }

    /** Builds and signs; the only way to a signed act (K3). */
    public Envelope signedBy(SigningKey key) {
        byte[] payload = payload();
        if (payload.length > Envelope.PAYLOAD_BYTES_MAX) {
            throw new IllegalArgumentException("act too large");
        }
        String type = payloadType(kind);
        Signature signature = new Signature(key.keyId(), key.sign(Envelope.pae(type, payload)));
        return new Envelope(type, payload, List.of(signature));
    }

    private static Signer signer(Fields in) throws Malformed {
        String type = in.oneOf("type", "device", "persona", "operator");
        String country = in.text("country", 2, 2);
        String id = in.text("id", 1, Ids.ID_CHARS_MAX);
        int version = (int) in.integer("version", 1, Header.VERSION_MAX);
        in.end();
        if (!Ids.country(country) || !Ids.plain(id)) {
            throw new Malformed("json-out-of-range", "act.signer");
        }
        for (SignerType one : SignerType.values()) {
            if (one.code().equals(type)) {
                return new Signer(one, country, id, version);
            }
        }
        throw new Malformed("json-unknown-code", "act.signer");
    }
}
