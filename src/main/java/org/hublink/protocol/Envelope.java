package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;

/**
 * A DSSE v1 envelope: a typed payload and its signatures, of which nothing is checked yet but the form.
 *
 * <p>Reasons of refusal: {@code envelope-…} and those of {@link Json} and {@link Fields}; {@code duplicate-key-id} for
 * a key id given twice.
 */
public final class Envelope {
    public static final int BYTES_MAX = 96 * 1024;
    public static final int PAYLOAD_BYTES_MAX = 64 * 1024;
    public static final int SIGNATURES_MAX = 8;

    private static final int TYPE_CHARS_MAX = 100;
    private static final JsonLimits LIMITS = new JsonLimits(BYTES_MAX, 3, 64, BYTES_MAX);

    private final String payloadType;
    private final byte[] payload;
    private final List<Signature> signatures;

    /** An envelope of 1 to 8 signatures by different keys; anything else is a bug of the caller. */
    public Envelope(String payloadType, byte[] payload, List<Signature> signatures) {
        this.payloadType = payloadType;
        this.payload = payload.clone();
        this.signatures = List.copyOf(signatures);
        String wrong = wrong(payloadType, payload, this.signatures);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(wrong);
        }
    }

    /** Reads the JSON form. */
    public static Envelope read(byte[] json) throws Malformed {
        return of(AsciiText.read(json, LIMITS));
    }

    /** Reads the JSON form where it stands inside another document. */
    public static Envelope of(Json json) throws Malformed {
        Fields fields = Fields.of(json, "envelope");
        String type = fields.text("payloadType", 1, TYPE_CHARS_MAX);
        byte[] payload = fields.base64("payload", 1, PAYLOAD_BYTES_MAX);
        List<Signature> signatures = new ArrayList<>();
        for (Fields one : fields.objects("signatures", 1, SIGNATURES_MAX)) {
            signatures.add(new Signature(one.digest("keyid"), one.base64("sig", 64, 64)));
            one.end();
        }
        fields.end();
        String wrong = wrong(type, payload, signatures);
        if (!wrong.isEmpty()) {
            throw new Malformed(wrong, "envelope");
        }
        return new Envelope(type, payload, signatures);
    }

    /** What a signature is over: DSSE's pre-authentication encoding. */
    public static byte[] pae(String payloadType, byte[] payload) {
        byte[] type = Utf8.encode(payloadType);
        String head = "DSSEv1 " + type.length + " " + payloadType + " " + payload.length + " ";
        return Bytes.concat(Utf8.encode(head), payload);
    }

    public String payloadType() {
        return payloadType;
    }

    /** A copy of the signed bytes. */
    public byte[] payload() {
        return payload.clone();
    }

    public List<Signature> signatures() {
        return signatures;
    }

    /** The bytes that every signature here is over. */
    public byte[] signedBytes() {
        return pae(payloadType, payload);
    }

    /** The same payload with one more signature. */
    public Envelope with(Signature signature) {
        List<Signature> more = new ArrayList<>(signatures);
        more.add(signature);
        return new Envelope(payloadType, payload, more);
    }

    public Json.Obj json() {
        List<Json> items = new ArrayList<>();
        for (Signature signature : signatures) {
            items.add(Json.obj()
                    .put("keyid", signature.keyId())
                    .putBase64("sig", signature.value())
                    .build());
        }
        return Json.obj()
                .put("payloadType", payloadType)
                .putBase64("payload", payload)
                .put("signatures", items)
                .build();
    }

    /** The JSON form in UTF-8. */
    public byte[] bytes() {
        return Json.write(json());
    }

    private static String wrong(String type, byte[] payload, List<Signature> signatures) {
        if (!Ids.mediaType(type) || type.length() > TYPE_CHARS_MAX) {
            return "envelope-type";
        }
        if (payload.length == 0 || payload.length > PAYLOAD_BYTES_MAX) {
            return "envelope-payload";
        }
        if (signatures.isEmpty() || signatures.size() > SIGNATURES_MAX) {
            return "envelope-signatures";
        }
        for (int i = 0; i < signatures.size(); i++) {
            for (int j = 0; j < i; j++) {
                Digest id = signatures.get(i).keyId();
                if (id.equals(signatures.get(j).keyId())) {
                    return "duplicate-key-id";
                }
            }
        }
        return "";
    }
}
