package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.jspecify.annotations.Nullable;

/**
 * Part 0 of a {@code manifest} statement: all listings of one country for one audience, so that none can be left out
 * unnoticed. The header's subject is the country and the audience's name.
 *
 * @param attested the whole set attested anew; null where each listing's own date stands
 * @param entries ids ascending
 */
public record ManifestPart(Audience audience, @Nullable Attested attested, List<ManifestEntry> entries) {
    private static final int FORMAT = 1;
    private static final JsonLimits LIMITS =
            new JsonLimits(ListingLimits.MANIFEST_BYTES_MAX, 4, 4 * ListingLimits.MANIFEST_ENTRIES_MAX + 512, 256);

    public ManifestPart {
        entries = List.copyOf(entries);
    }

    /**
     * Reads a part's body.
     *
     * @throws Malformed with JSON's reasons, {@code manifest-format}, {@code manifest-audience}, {@code manifest-order}
     *     (ids not ascending, or one named twice), {@code listing-id}, {@code listing-dates}
     */
    public static ManifestPart read(byte[] body, Text text) throws Malformed {
        Fields fields = Fields.of(Json.read(body, LIMITS, text), "manifest");
        if (fields.integer("format", 0, Integer.MAX_VALUE) != FORMAT) {
            throw new Malformed("manifest-format", "manifest");
        }
        Audience audience = Audience.readWhole(fields);
        Fields anew = fields.optionalObject("attested");
        Attested attested = anew == null ? null : Attested.read(anew);
        List<ManifestEntry> entries = new ArrayList<>();
        String before = "";
        for (Fields item : fields.objects("listings", 0, ListingLimits.MANIFEST_ENTRIES_MAX)) {
            String id = ListingId.read(item, "id");
            int version = (int) item.integer("version", 1, ListingLimits.VERSION_MAX);
            Digest digest = item.digest("digest");
            item.end();
            if (before.compareTo(id) >= 0) {
                throw new Malformed("manifest-order", "listings");
            }
            before = id;
            entries.add(new ManifestEntry(id, version, digest));
        }
        fields.end();
        return new ManifestPart(audience, attested, entries);
    }

    /** The body to be salted and hashed into the header. */
    public byte[] body() {
        List<Json> items = new ArrayList<>();
        for (ManifestEntry entry : entries) {
            items.add(Json.obj()
                    .put("id", entry.id())
                    .put("version", entry.version())
                    .put("digest", entry.digest())
                    .build());
        }
        Json.Builder out = audience.into(Json.obj().put("format", FORMAT));
        if (attested != null) {
            out.put("attested", attested.json());
        }
        return Json.write(out.put("listings", items).build());
    }
}
