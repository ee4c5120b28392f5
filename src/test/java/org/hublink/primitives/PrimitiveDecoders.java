package org.hublink.primitives;

import java.util.LinkedHashMap;
import java.util.Map;

/** The decoders of this room. */
public final class PrimitiveDecoders {
    private PrimitiveDecoders() {}

    public static Map<String, Decoder> all() {
        Map<String, Decoder> all = new LinkedHashMap<>();
        all.put("json", (in, context, home) -> Json.write(Json.read(in, JsonLimits.DEFAULT, home.text())));
        all.put("utf8", (in, context, home) -> Utf8.encode(Utf8.decode(in)));
        all.put("base64", (in, context, home) -> Base64.decode(latin1(in)));
        all.put("base64-url", (in, context, home) -> Base64.decodeUrl(latin1(in)));
        all.put("hex", (in, context, home) -> Hex.decode(latin1(in)));
        all.put("vectors", (in, context, home) -> vectors(in));
        all.put("p256-key", (in, context, home) -> {
            P256.checkPublicKey(in);
            return in;
        });
        return all;
    }

    private static byte[] vectors(byte[] in) throws Malformed {
        ByteReader reader = new ByteReader(in);
        ByteWriter writer = new ByteWriter();
        while (reader.remaining() > 0) writer.vector(reader.vector());
        return writer.toBytes();
    }

    /** Each byte a character. */
    public static String latin1(byte[] in) {
        StringBuilder text = new StringBuilder(in.length);
        for (byte b : in) text.append((char) (b & 0xff));
        return text.toString();
    }
}
