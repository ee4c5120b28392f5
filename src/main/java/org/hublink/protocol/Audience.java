package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;

/**
 * Who may read a manifest and its listings. That an audience exists is public; whom it names stands in the manifest.
 *
 * @param name {@code all}, or an id that is also the manifest's subject
 * @param countries ISO 3166-1 alpha-2, ascending; empty for {@code all}; the own country reads everything of its own
 */
public record Audience(String name, List<String> countries) {
    /** Every member. */
    public static final Audience ALL = new Audience("all", List.of());

    public Audience {
        countries = List.copyOf(countries);
    }

    /** True if sessions and clients of that country may read what the owner gave this audience. */
    public boolean admits(String country, String owner) {
        return name.equals(ALL.name) || country.equals(owner) || countries.contains(country);
    }

    static Audience readWhole(Fields fields) throws Malformed {
        String name = read(fields);
        List<String> countries = new ArrayList<>();
        String before = "";
        for (String country : fields.texts("countries", 0, ListingLimits.AUDIENCE_COUNTRIES_MAX, 2)) {
            if (!ListingId.isCountry(country) || before.compareTo(country) >= 0) {
                throw new Malformed("manifest-audience", "countries");
            }
            countries.add(country);
            before = country;
        }
        if (name.equals(ALL.name) != countries.isEmpty()) {
            throw new Malformed("manifest-audience", "countries");
        }
        return new Audience(name, countries);
    }

    static String read(Fields fields) throws Malformed {
        String name = fields.text("audience", 1, ListingLimits.AUDIENCE_CHARS_MAX);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!plain && (i == 0 || "._:-".indexOf(c) < 0)) {
                throw new Malformed("manifest-audience", "audience");
            }
        }
        return name;
    }

    Json.Builder into(Json.Builder out) {
        return out.put("audience", name).putTexts("countries", countries);
    }
}
