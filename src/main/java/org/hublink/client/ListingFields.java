package org.hublink.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Listing;
import org.hublink.protocol.ListingLimits;

/**
 * All that a listing says, field by field as text. Made from the bytes that are signed, so that no field can be forgotten here
 * when the listing gets a new one.
 */
final class ListingFields {
    private static final JsonLimits LIMITS = new JsonLimits(ListingLimits.BODY_BYTES_MAX, 6, 1_024, 2_048);
    private static final String DATES = "validity.";

    private ListingFields() {}

    /** By name such as {@code terms.tlp}, in the order of the body; {@code format} and {@code id} are left out. */
    static Map<String, String> of(Listing listing) {
        var fields = new LinkedHashMap<String, String>();
        try {
            walk("", Json.read(listing.body(), LIMITS, JvmHome.system().text()), fields);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
        fields.remove("format");
        fields.remove("id");
        return fields;
    }

    private static void walk(String name, Json json, Map<String, String> fields) {
        if (json instanceof Json.Obj object) {
            object.members().forEach((key, value) -> walk(name.isEmpty() ? key : name + "." + key, value, fields));
        } else {
            fields.put(name, text(name, json));
        }
    }

    private static String text(String name, Json json) {
        if (json instanceof Json.Int number) {
            return name.startsWith(DATES)
                    ? Instant.ofEpochSecond(number.value()).toString().substring(0, 10)
                    : Long.toString(number.value());
        }
        if (json instanceof Json.Str text) {
            return text.value();
        }
        if (json instanceof Json.Bool bool) {
            return bool.value() ? "yes" : "no";
        }
        List<String> items = new ArrayList<>();
        if (json instanceof Json.Arr list) {
            list.items().forEach(item -> items.add(text("", item)));
            return String.join("; ", items);
        }
        if (json instanceof Json.Obj object) {
            object.members().values().forEach(item -> {
                var text = text("", item);
                if (!text.isEmpty()) {
                    items.add(text);
                }
            });
        }
        return String.join(" ", items);
    }
}
