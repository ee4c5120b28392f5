package org.hublink.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Listing;
import org.hublink.protocol.ListingLimits;

/**
 * Listings that an operator imported and nobody has signed yet, in a file beside his vault.
 *
 * @param whole true if what is not named here is to be removed
 * @param listings as they shall be, those of all audiences
 */
record ListingDraftsFile(boolean whole, List<Listing> listings) {
    private static final String SUFFIX = ".drafts";
    private static final int BYTES_MAX = 64 << 20;
    private static final JsonLimits LIMITS = new JsonLimits(BYTES_MAX, 3, 6_000, 2 * ListingLimits.BODY_BYTES_MAX);

    ListingDraftsFile {
        listings = List.copyOf(listings);
    }

    static Path file(ClientOptions own) throws Ended {
        return own.beside(SUFFIX);
    }

    static ListingDraftsFile read(ClientOptions own) throws IOException, Ended {
        var file = file(own);
        if (!Files.exists(file)) {
            return new ListingDraftsFile(false, List.of());
        }
        var text = JvmHome.system().text();
        try {
            var in = Fields.of(Json.read(PrivateFiles.read(file, BYTES_MAX), LIMITS, text), "drafts");
            boolean whole = in.bool("whole");
            var listings = new ArrayList<Listing>();
            for (var body : in.texts("listings", 0, 5_000, 2 * ListingLimits.BODY_BYTES_MAX)) {
                listings.add(Listing.read(Base64.decode(body), text));
            }
            in.end();
            return new ListingDraftsFile(whole, listings);
        } catch (Malformed refused) {
            throw Ended.local("drafts-file", "The drafts in " + file + " cannot be read: import them again.");
        }
    }

    /** Writes it, or takes the file away where nothing is left. */
    void write(ClientOptions own) throws IOException, Ended {
        if (listings.isEmpty()) {
            Files.deleteIfExists(file(own));
            return;
        }
        var bodies = listings.stream().map(one -> Base64.encode(one.body())).toList();
        var json = Json.obj().put("whole", whole).putTexts("listings", bodies);
        PrivateFiles.replace(file(own), Json.write(json.build()));
    }

    /** Names of the audiences that these are for. */
    List<String> audiences() {
        return listings.stream()
                .map(one -> one.validity().audience())
                .distinct()
                .sorted()
                .toList();
    }

    ListingDraftsFile without(String audience) {
        return new ListingDraftsFile(
                whole,
                listings.stream()
                        .filter(one -> !one.validity().audience().equals(audience))
                        .toList());
    }

    /** All listings of an audience as they would stand after these. */
    Map<String, Listing> over(PublishedSet last) {
        var next = new TreeMap<String, Listing>();
        if (!whole) {
            next.putAll(last.plain());
        }
        for (var listing : listings) {
            if (listing.validity().audience().equals(last.audience().name())) {
                next.put(listing.id(), listing);
            }
        }
        return next;
    }
}
