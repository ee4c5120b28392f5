package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;

/** Headers to bytes and back. */
final class HeaderJson {
    /** What a leaf has room for beside one signature. */
    private static final int BYTES_MAX = Leaf.BYTES_MAX - 4 - Digest.LENGTH - PublicKey.SIGNATURE_BYTES;

    private static final JsonLimits LIMITS = new JsonLimits(BYTES_MAX, 5, 100, 128);

    private HeaderJson() {}

    static byte[] write(Header header) {
        Json.Builder out = Json.obj().put("type", header.type().code());
        if (!header.country().isEmpty()) {
            out.put("country", header.country());
        }
        List<String> parts = new ArrayList<>();
        for (Digest part : header.parts()) {
            parts.add(part.hex());
        }
        out.put("id", header.id())
                .put("version", header.version())
                .put("issued", header.issued())
                .put("expires", header.expires())
                .putTexts("parts", parts)
                .put("facts", FactsJson.write(header.facts()));
        return Json.write(out.build());
    }

    static Header read(byte[] bytes) throws Malformed {
        if (bytes.length > BYTES_MAX) {
            throw new Malformed("leaf-too-large", "header");
        }
        Fields in = Fields.of(AsciiText.read(bytes, LIMITS), "header");
        StatementType type = StatementType.of(in.text("type", 1, 40));
        if (type == null) {
            throw new Malformed("unknown-type", "header");
        }
        String country = type.ofNoCountry() ? "" : in.text("country", 2, 2);
        String id = in.text("id", 1, Ids.ID_CHARS_MAX);
        int version = (int) in.integer("version", 1, Header.VERSION_MAX);
        long issued = in.integer("issued", 0, Header.NUMBER_MAX);
        long expires = in.integer("expires", 0, Header.NUMBER_MAX);
        List<Digest> parts = new ArrayList<>();
        for (String part : in.texts("parts", 0, Header.PARTS_MAX, 64)) {
            parts.add(Digest.fromHex(part));
        }
        Facts facts = FactsJson.read(type, in.object("facts"));
        in.end();
        String wrong = Header.wrong(type, country, id, version, issued, expires, parts, facts);
        if (!wrong.isEmpty()) {
            throw new Malformed(wrong, "header");
        }
        Header header = new Header(type, country, id, version, issued, expires, parts, facts);
        if (!Bytes.equal(write(header), bytes)) {
            throw new Malformed("header-form", "header");
        }
        return header;
    }
}
