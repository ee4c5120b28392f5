package org.hublink.protocol;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * Why the request is made, in words: with the measure, the offence and the identifiers these are the six elements of
 * Budapest Convention art. 29 (2).
 *
 * @param authority that asks, as it is called at home
 * @param facts a brief summary
 * @param data what is wanted or to be preserved
 * @param holder who keeps the data, or where the system stands
 * @param link how the person asked about is tied to the purpose, and the data to the offence
 * @param basis reason to believe that the data is there
 * @param necessity why it is needed
 * @param mla true if a request for mutual assistance will follow
 */
public record CasePurpose(
        String authority,
        String facts,
        String data,
        @Nullable String holder,
        String link,
        String basis,
        @Nullable String necessity,
        boolean mla) {
    static final int LINE_CHARS_MAX = 200;
    static final int TEXT_CHARS_MAX = 4_000;

    static CasePurpose read(Fields fields) throws Malformed {
        CasePurpose purpose = new CasePurpose(
                fields.text("authority", 1, LINE_CHARS_MAX),
                fields.multiline("facts", 1, TEXT_CHARS_MAX),
                fields.multiline("data", 1, TEXT_CHARS_MAX),
                fields.optionalMultiline("holder", 1, TEXT_CHARS_MAX),
                fields.multiline("link", 1, TEXT_CHARS_MAX),
                fields.multiline("basis", 1, TEXT_CHARS_MAX),
                fields.optionalMultiline("necessity", 1, TEXT_CHARS_MAX),
                fields.bool("mla"));
        fields.end();
        return purpose;
    }

    Json.Obj json() {
        return Json.obj()
                .put("authority", authority)
                .put("facts", facts)
                .put("data", data)
                .putOptional("holder", holder)
                .put("link", link)
                .put("basis", basis)
                .putOptional("necessity", necessity)
                .put("mla", mla)
                .build();
    }

    /** The story of a case does not print. */
    @Override
    public String toString() {
        return "[hidden]";
    }
}
