package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * What may be done with the request, and how its sender is reached.
 *
 * @param reference the sender's own, not yet used elsewhere in the Hub
 * @param callBack telephone number of the person on the case; compulsory in an emergency
 */
public record CaseHandling(
        Tlp tlp,
        List<HandlingCode> codes,
        String reference,
        @Nullable String callBack) {
    private static final int REFERENCE_CHARS_MAX = 80;

    public CaseHandling {
        codes = List.copyOf(codes);
    }

    static CaseHandling read(Fields fields) throws Malformed {
        CaseHandling handling = new CaseHandling(
                Codes.one(fields, "tlp", Tlp.values()),
                Codes.list(fields, "codes", 0, HandlingCode.values()),
                fields.text("reference", 1, REFERENCE_CHARS_MAX),
                fields.optionalText("callBack", 1, PartText.PHONE_CHARS_MAX));
        fields.end();
        return handling;
    }

    Json.Obj json() {
        return Json.obj()
                .put("tlp", tlp.code())
                .put("codes", Codes.write(codes))
                .put("reference", reference)
                .putOptional("callBack", callBack)
                .build();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
