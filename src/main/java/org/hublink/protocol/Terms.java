package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * What a desk needs, and within which limits it gives.
 *
 * @param requestLanguages ISO 639 codes in which a request may be written; empty = any it speaks
 * @param judicialOrder measures for which a judge's order is needed
 * @param preservation null where the desk preserves nothing
 */
public record Terms(
        List<String> requestLanguages,
        DualCriminality dualCriminality,
        List<Measure> judicialOrder,
        @Nullable Preservation preservation,
        Tlp tlp,
        List<HandlingCode> handling) {
    public Terms {
        requestLanguages = List.copyOf(requestLanguages);
        judicialOrder = List.copyOf(judicialOrder);
        handling = List.copyOf(handling);
    }

    static Terms read(Fields fields) throws Malformed {
        List<String> requestLanguages = Languages.list(fields, "requestLanguages");
        DualCriminality dual = Codes.one(fields, "dualCriminality", DualCriminality.values());
        List<Measure> judicialOrder = Codes.list(fields, "judicialOrder", 0, Measure.values());
        Fields kept = fields.optionalObject("preservation");
        Preservation preservation = kept == null ? null : Preservation.read(kept);
        Tlp tlp = Codes.one(fields, "tlp", Tlp.values());
        List<HandlingCode> handling = Codes.list(fields, "handling", 0, HandlingCode.values());
        fields.end();
        return new Terms(requestLanguages, dual, judicialOrder, preservation, tlp, handling);
    }

    Json.Obj json() {
        Json.Builder out = Json.obj()
                .putTexts("requestLanguages", requestLanguages)
                .put("dualCriminality", dualCriminality.code())
                .put("judicialOrder", Codes.write(judicialOrder));
        if (preservation != null) {
            out.put("preservation", preservation.json());
        }
        return out.put("tlp", tlp.code()).put("handling", Codes.write(handling)).build();
    }
}
