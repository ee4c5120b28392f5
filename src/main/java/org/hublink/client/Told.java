package org.hublink.client;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.ListingId;
import org.hublink.protocol.Urgency;

/**
 * What the server told a watch, read strictly. The line that is shown is made here, of codes and a desk's id.
 *
 * @param repeats true for an emergency that nobody acknowledged
 * @param over true = it rings no more
 */
record Told(Watch.Ring ring, boolean repeats, boolean over) {
    private static final JsonLimits LIMITS = new JsonLimits(2_000, 2, 16, 300);
    private static final int ID_BYTES = 16;
    private static final long ROUNDS_MAX = 1_000_000;

    static Told read(String words, Text text) throws Malformed {
        Fields in = Fields.of(Json.read(Utf8.encode(words), LIMITS, text), "alert");
        String alert = Hex.encode(in.hex("alert", ID_BYTES));
        String desk = desk(in.text("desk", 6, 20));
        in.text("listing", 6, 20);
        String urgency = in.oneOf("urgency", urgencies());
        String step = in.oneOf(
                "step", "sent", "forwarded", "answer", "clarify", "confirm", "remind-preservation", "end-preservation");
        in.integer("round", 0, ROUNDS_MAX);
        boolean over = in.bool("over");
        in.text("text", 1, 200);
        in.end();
        boolean waits = step.equals("sent") || step.equals("forwarded");
        String line = "Hublink: " + (waits ? urgency : "due time") + " for " + desk + ", open the Hub";
        boolean repeats = waits && urgency.equals(Urgency.EMERGENCY.code());
        return new Told(new Watch.Ring(alert, desk, urgency, step, line), repeats, over);
    }

    private static String desk(String id) throws Malformed {
        if (!ListingId.valid(id)) {
            throw new Malformed("listing-id", "desk");
        }
        return id;
    }

    private static String[] urgencies() {
        List<String> codes = new ArrayList<>();
        for (Urgency one : Urgency.values()) {
            codes.add(one.code());
        }
        return codes.toArray(new String[0]);
    }
}
