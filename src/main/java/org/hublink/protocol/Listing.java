package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;

/**
 * A contact point of a country, as its body says it. A listing counts only under a manifest that names its digest
 * ({@link ManifestPart}); this type says nothing about that.
 *
 * @param id shown to people: {@code FR-CSE-247}; its first two letters are the country
 * @param version grows with each change
 * @param languages best first
 * @param channels in the desk's own order of preference
 * @param alternates ids of listings to turn to when this one is silent or stale
 */
public record Listing(
        String id,
        int version,
        OwnName authority,
        OwnName unit,
        Scope scope,
        Hours hours,
        List<SpokenLanguage> languages,
        List<Channel> channels,
        Terms terms,
        List<String> alternates,
        Validity validity) {
    private static final int FORMAT = 1;
    private static final JsonLimits LIMITS = new JsonLimits(ListingLimits.BODY_BYTES_MAX, 6, 1_024, 2_048);

    public Listing {
        languages = List.copyOf(languages);
        channels = List.copyOf(channels);
        alternates = List.copyOf(alternates);
    }

    /** ISO 3166-1 alpha-2 of the state whose authority may sign it. */
    public String country() {
        return id.substring(0, 2);
    }

    /** True if requests can reach the desk through the Hub. */
    public boolean reachableByHub() {
        for (Channel channel : channels) {
            if (channel.kind() == ChannelKind.HUB) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads a body.
     *
     * @throws Malformed with JSON's reasons, {@code listing-format} for another format, {@code listing-id}, {@code
     *     listing-country}, {@code listing-language}, {@code listing-channel}, {@code listing-hours}, {@code
     *     listing-territory}, {@code listing-legal-basis}, {@code listing-preservation}, {@code listing-dates}, {@code
     *     listing-duplicate}, {@code manifest-audience}
     */
    public static Listing read(byte[] body, Text text) throws Malformed {
        Fields fields = Fields.of(Json.read(body, LIMITS, text), "listing");
        if (fields.integer("format", 0, Integer.MAX_VALUE) != FORMAT) {
            throw new Malformed("listing-format", "listing");
        }
        String id = ListingId.read(fields, "id");
        Listing listing = new Listing(
                id,
                (int) fields.integer("version", 1, ListingLimits.VERSION_MAX),
                OwnName.read(fields.object("authority")),
                OwnName.read(fields.object("unit")),
                Scope.read(fields.object("scope"), id.substring(0, 2)),
                Hours.read(fields.object("hours")),
                languages(fields),
                channels(fields),
                Terms.read(fields.object("terms")),
                alternates(fields, id),
                Validity.read(fields.object("validity")));
        fields.end();
        return listing;
    }

    /** The body to be salted and digested. Made from parts by hand it may be out of bounds: {@link #read} is the judge. */
    public byte[] body() {
        List<Json> spoken = new ArrayList<>();
        for (SpokenLanguage language : languages) {
            spoken.add(language.json());
        }
        List<Json> ways = new ArrayList<>();
        for (Channel channel : channels) {
            ways.add(channel.json());
        }
        return Json.write(Json.obj()
                .put("format", FORMAT)
                .put("id", id)
                .put("version", version)
                .put("authority", authority.json())
                .put("unit", unit.json())
                .put("scope", scope.json())
                .put("hours", hours.json())
                .put("languages", spoken)
                .put("channels", ways)
                .put("terms", terms.json())
                .putTexts("alternates", alternates)
                .put("validity", validity.json())
                .build());
    }

    private static List<SpokenLanguage> languages(Fields fields) throws Malformed {
        List<SpokenLanguage> out = new ArrayList<>();
        for (Fields spoken : fields.objects("languages", 1, ListingLimits.LANGUAGES_MAX)) {
            SpokenLanguage language = SpokenLanguage.read(spoken);
            for (SpokenLanguage other : out) {
                if (other.language().equals(language.language())) {
                    throw new Malformed("listing-duplicate", "languages");
                }
            }
            out.add(language);
        }
        return out;
    }

    private static List<Channel> channels(Fields fields) throws Malformed {
        List<Channel> out = new ArrayList<>();
        for (Fields channel : fields.objects("channels", 1, ListingLimits.CHANNELS_MAX)) {
            out.add(Channel.read(channel));
        }
        return out;
    }

    private static List<String> alternates(Fields fields, String self) throws Malformed {
        List<String> out = new ArrayList<>();
        for (String id : fields.texts("alternates", 0, ListingLimits.ALTERNATES_MAX, ListingLimits.ID_CHARS_MAX)) {
            ListingId.checked(id, "alternates");
            if (out.contains(id) || id.equals(self)) {
                throw new Malformed("listing-duplicate", "alternates");
            }
            out.add(id);
        }
        return out;
    }
}
