package org.hublink.protocol;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * How soon, and by what right so soon.
 *
 * @param ground for {@code urgent} and {@code emergency}, with the facts that bear it; else both null
 * @param deadline epoch seconds by which the answer is of use; 0 if the urgency's own term is meant
 */
public record CaseUrgency(
        Urgency level,
        @Nullable UrgentGround ground,
        @Nullable String facts,
        long deadline) {
    static CaseUrgency read(Fields fields) throws Malformed {
        Urgency level = Codes.one(fields, "level", Urgency.values());
        UrgentGround ground = fields.has("ground") ? Codes.one(fields, "ground", UrgentGround.values()) : null;
        String facts = fields.optionalMultiline("facts", 1, CasePurpose.TEXT_CHARS_MAX);
        Long deadline = fields.optionalInteger("deadline", 1, ListingLimits.TIME_MAX);
        fields.end();
        return new CaseUrgency(level, ground, facts, deadline == null ? 0 : deadline);
    }

    Json.Obj json() {
        Json.Builder out = Json.obj().put("level", level.code());
        if (ground != null) {
            out.put("ground", ground.code());
        }
        out.putOptional("facts", facts);
        if (deadline != 0) {
            out.put("deadline", deadline);
        }
        return out.build();
    }

    @Override
    public String toString() {
        return level.code();
    }
}
