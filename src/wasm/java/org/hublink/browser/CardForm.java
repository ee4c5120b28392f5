package org.hublink.browser;

import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.Engine;
import org.hublink.engine.VerifiedListing;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Hours;
import org.hublink.protocol.ListingLimits;
import org.hublink.protocol.OpenHours;

/** A listing as its card shows it: the row of the list, its own signed body, and the rows of its alternates. */
final class CardForm {
    private static final JsonLimits LIMITS = new JsonLimits(ListingLimits.BODY_BYTES_MAX, 6, 1_024, 2_048);

    private CardForm() {}

    static byte[] write(VerifiedListing verified, Engine engine, Home home) throws Malformed {
        long now = home.clock().now();
        List<Json> alternates = new ArrayList<>();
        for (String id : verified.listing().alternates()) {
            VerifiedListing other = engine.listings().get(id);
            if (other != null) alternates.add(row(other, now, home).build());
        }
        return Json.write(Json.obj()
                .put("time", now)
                .put("row", row(verified, now, home))
                .put("body", Json.read(verified.listing().body(), LIMITS, home.text()))
                .put("alternates", alternates)
                .build());
    }

    static Json.Builder row(VerifiedListing verified, long now, Home home) {
        OpenHours open = new OpenHours(home.zones());
        Hours hours = verified.listing().hours();
        OpenHours.State state = open.at(hours, now);
        long changes = state == OpenHours.State.UNKNOWN
                ? OpenHours.NEVER
                : state == OpenHours.State.OPEN ? open.closesAt(hours, now) : open.opensAt(hours, now);
        return QuestionForm.row(verified, state, changes, now, home);
    }
}
