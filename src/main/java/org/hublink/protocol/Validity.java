package org.hublink.protocol;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;

/**
 * Whom a listing is for and until when it is believed; all times in epoch seconds.
 *
 * @param audience {@code all}, or the name of a set of countries that the manifest spells out
 * @param validFrom the desk answers from here on
 * @param attestedOn the country last said that all of it is true
 * @param attestBy it is to say so again by here
 */
public record Validity(String audience, long validFrom, long attestedOn, long attestBy) {
    static Validity read(Fields fields) throws Malformed {
        String audience = Audience.read(fields);
        long validFrom = fields.integer("validFrom", 0, ListingLimits.TIME_MAX);
        long attestedOn = fields.integer("attestedOn", 0, ListingLimits.TIME_MAX);
        long attestBy = fields.integer("attestBy", 0, ListingLimits.TIME_MAX);
        fields.end();
        checkAttested(attestedOn, attestBy);
        return new Validity(audience, validFrom, attestedOn, attestBy);
    }

    Json.Obj json() {
        return Json.obj()
                .put("audience", audience)
                .put("validFrom", validFrom)
                .put("attestedOn", attestedOn)
                .put("attestBy", attestBy)
                .build();
    }

    static void checkAttested(long attestedOn, long attestBy) throws Malformed {
        if (attestBy <= attestedOn
                || attestBy - attestedOn > ListingLimits.ATTESTED_DAYS_MAX * ListingLimits.DAY_SECONDS) {
            throw new Malformed("listing-dates", "attestBy");
        }
    }
}
