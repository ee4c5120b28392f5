package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;

/**
 * What one desk asks of another: codes wherever a list exists, so that each side reads it in its own language. It stands
 * in the {@code send} transition and never changes; what is asked anew is a new case.
 *
 * @param to id of the listing that is asked
 */
public record CaseRequest(
        String to,
        Measure measure,
        Offence offence,
        CaseUrgency urgency,
        CasePurpose purpose,
        List<Identifier> identifiers,
        CaseHandling handling) {
    public static final int IDENTIFIERS_MAX = 50;
    public static final int BYTES_MAX = 64 * 1024;

    private static final int FORMAT = 1;
    private static final JsonLimits LIMITS = new JsonLimits(BYTES_MAX, 8, 2_048, CasePurpose.TEXT_CHARS_MAX);

    public CaseRequest {
        identifiers = List.copyOf(identifiers);
    }

    /**
     * Reads a request that may be sent.
     *
     * @throws Malformed with JSON's reasons, {@code request-format}, or the code of its first {@link #problems problem}
     */
    public static CaseRequest read(byte[] bytes, Text text) throws Malformed {
        CaseRequest request = draft(bytes, text);
        List<CaseProblem> problems = request.problems();
        if (!problems.isEmpty()) {
            throw new Malformed(
                    problems.get(0).code(), "request." + problems.get(0).field());
        }
        return request;
    }

    /** Reads a request in its form only; {@link #problems} says what is still to be mended. */
    public static CaseRequest draft(byte[] bytes, Text text) throws Malformed {
        return of(Fields.of(Json.read(bytes, LIMITS, text), "request"));
    }

    static CaseRequest of(Fields fields) throws Malformed {
        if (fields.integer("format", 0, Integer.MAX_VALUE) != FORMAT) {
            throw new Malformed("request-format", "request");
        }
        List<Identifier> identifiers = new ArrayList<>();
        String to = ListingId.read(fields, "to");
        Measure measure = Codes.one(fields, "measure", Measure.values());
        Offence offence = Codes.one(fields, "offence", Offence.values());
        for (Fields identifier : fields.objects("identifiers", 0, IDENTIFIERS_MAX)) {
            identifiers.add(Identifier.read(identifier));
        }
        CaseRequest request = new CaseRequest(
                to,
                measure,
                offence,
                CaseUrgency.read(fields.object("urgency")),
                CasePurpose.read(fields.object("purpose")),
                identifiers,
                CaseHandling.read(fields.object("handling")));
        fields.end();
        return request;
    }

    /** All that must be mended before it is sent, in the order of the form. */
    public List<CaseProblem> problems() {
        return RequestRules.problems(this);
    }

    /** Strict JSON, as it stands in the act. */
    public Json.Obj json() {
        List<Json> about = new ArrayList<>();
        for (Identifier identifier : identifiers) {
            about.add(identifier.json());
        }
        return Json.obj()
                .put("format", FORMAT)
                .put("to", to)
                .put("measure", measure.code())
                .put("offence", offence.code())
                .put("urgency", urgency.json())
                .put("purpose", purpose.json())
                .put("identifiers", about)
                .put("handling", handling.json())
                .build();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
