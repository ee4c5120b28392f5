package org.hublink.protocol;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;

/**
 * For how long a desk keeps data on request (Budapest Convention art. 16 and 29: at least 60 days).
 *
 * @param days of the first order
 * @param renewals how often it can be renewed; 0 = not
 * @param renewalDays of each renewal; 0 where there is none
 */
public record Preservation(int days, int renewals, int renewalDays) {
    static Preservation read(Fields fields) throws Malformed {
        int days = (int) fields.integer("days", 1, ListingLimits.PRESERVATION_DAYS_MAX);
        int renewals = (int) fields.integer("renewals", 0, ListingLimits.RENEWALS_MAX);
        int renewalDays = (int) fields.integer("renewalDays", 0, ListingLimits.PRESERVATION_DAYS_MAX);
        fields.end();
        if ((renewals == 0) != (renewalDays == 0)) {
            throw new Malformed("listing-preservation", "renewals");
        }
        return new Preservation(days, renewals, renewalDays);
    }

    Json.Obj json() {
        return Json.obj()
                .put("days", days)
                .put("renewals", renewals)
                .put("renewalDays", renewalDays)
                .build();
    }
}
