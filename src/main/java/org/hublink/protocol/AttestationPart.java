package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;

/**
 * Part 0 of an {@code attestation} statement: these listings, as they are, are still true. It moves their dates and
 * nothing else.
 *
 * @param listings ids ascending; never empty
 */
public record AttestationPart(Attested attested, List<Entry> listings) {
    private static final int FORMAT = 1;
    private static final JsonLimits LIMITS =
            new JsonLimits(64 * 1024, 4, 3 * ListingLimits.ATTESTATION_ENTRIES_MAX + 64, 256);

    /** The listing and the digest under which it was found true; under another one the word does not count. */
    public record Entry(String id, Digest digest) {}

    public AttestationPart {
        listings = List.copyOf(listings);
    }

    /**
     * Reads a part's body.
     *
     * @throws Malformed with JSON's reasons, {@code attestation-format}, {@code manifest-order}, {@code listing-id},
     *     {@code listing-dates}
     */
    public static AttestationPart read(byte[] body, Text text) throws Malformed {
        Fields fields = Fields.of(Json.read(body, LIMITS, text), "attestation");
        if (fields.integer("format", 0, Integer.MAX_VALUE) != FORMAT) {
            throw new Malformed("attestation-format", "attestation");
        }
        Attested attested = Attested.read(fields.object("attested"));
        List<Entry> listings = new ArrayList<>();
        String before = "";
        for (Fields item : fields.objects("listings", 1, ListingLimits.ATTESTATION_ENTRIES_MAX)) {
            String id = ListingId.read(item, "id");
            Digest digest = item.digest("digest");
            item.end();
            if (before.compareTo(id) >= 0) {
                throw new Malformed("manifest-order", "listings");
            }
            before = id;
            listings.add(new Entry(id, digest));
        }
        fields.end();
        return new AttestationPart(attested, listings);
    }

    /** The body to be salted and hashed into the header. */
    public byte[] body() {
        List<Json> items = new ArrayList<>();
        for (Entry entry : listings) {
            items.add(Json.obj()
                    .put("id", entry.id())
                    .put("digest", entry.digest())
                    .build());
        }
        return Json.write(Json.obj()
                .put("format", FORMAT)
                .put("attested", attested.json())
                .put("listings", items)
                .build());
    }
}
