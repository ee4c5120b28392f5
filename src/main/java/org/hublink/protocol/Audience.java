package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;

/**
 * Who may read a manifest and its listings. That an audience exists and whom it names every member knows: the second part of
 * its manifest says so, that nobody can be told 'not for you' by a server that withholds the first.
 *
 * @param name {@code all}, or an id that is also the manifest's subject
 * @param countries ISO 3166-1 alpha-2, ascending; empty for {@code all}; the own country reads everything of its own
 */
public record Audience(String name, List<String> countries) {
    /** Every member. */
    public static final Audience ALL = new Audience("all", List.of());

    /** The part of a manifest for a named audience in which the audience stands; part 0 holds the listings. */
    public static final int PART = 1;

    private static final int FORMAT = 1;
    private static final JsonLimits LIMITS = new JsonLimits(16 * 1024, 3, 512, 256);

    public Audience {
        countries = List.copyOf(countries);
    }

    /** True if sessions and clients of that country may read what the owner gave this audience. */
    public boolean admits(String country, String owner) {
        return name.equals(ALL.name) || country.equals(owner) || countries.contains(country);
    }

    /**
     * Reads part 1 of a manifest for a named audience, which every member may read.
     *
     * @throws Malformed with JSON's reasons, {@code manifest-format}, {@code manifest-audience}
     */
    public static Audience read(byte[] body, Text text) throws Malformed {
        Fields fields = Fields.of(Json.read(body, LIMITS, text), "audience");
        if (fields.integer("format", 0, Integer.MAX_VALUE) != FORMAT) {
            throw new Malformed("manifest-format", "audience");
        }
        Audience audience = readWhole(fields);
        fields.end();
        return audience;
    }

    /** Part 1 of a manifest for this audience: name and members, so that each reader knows whether it is for him. */
    public byte[] body() {
        return Json.write(into(Json.obj().put("format", FORMAT)).build());
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
