package org.hublink.client;

import java.util.Collection;
import java.util.List;
import org.hublink.engine.DirectoryIndex;
import org.hublink.engine.Found;
import org.hublink.engine.Question;
import org.hublink.engine.Search;
import org.hublink.engine.VerifiedListing;
import org.hublink.jvm.Resources;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.FreshnessLadder;
import org.hublink.protocol.OwnName;
import org.hublink.protocol.QueryWords;
import org.hublink.protocol.Reference;
import org.jspecify.annotations.Nullable;

/** A reader's directory: verified listings, searched on this machine, shown on a screen. */
public final class Desk {
    private static final String LANGUAGE = "en";

    private final Home home;
    private final Reference reference;
    private final DirectoryIndex index;
    private final Search search;

    private Desk(Home home, Reference reference, DirectoryIndex index) {
        this.home = home;
        this.reference = reference;
        this.index = index;
        this.search = new Search(index, home.zones(), FreshnessLadder.DEFAULT);
    }

    /** Builds the index over what was verified. */
    public static Desk of(Collection<VerifiedListing> listings, Home home) {
        var reference = reference(home);
        var words = new QueryWords(reference, home.text());
        return new Desk(home, reference, DirectoryIndex.of(listings, reference, words, home.text()));
    }

    /** Names of countries and codes that the product carries with it. */
    public static Reference reference(Home home) {
        try {
            return Reference.read(
                    Resources.bytes("reference/countries.json"), Resources.bytes("reference/labels.json"), home.text());
        } catch (Malformed broken) {
            throw new IllegalStateException("the reference data of this build cannot be read", broken);
        }
    }

    public Found find(String words, String ownCountry) {
        return search.find(
                Question.of(words, ownCountry, List.of(LANGUAGE), home.clock().now()));
    }

    public @Nullable VerifiedListing listing(String id) {
        return index.listing(id);
    }

    /** The hits as a table: where, which unit, until when, how to reach it, how old the country's word is. */
    public Table table(Found found, int rows) {
        long now = home.clock().now();
        var table =
                new Table().left("desk").text("unit").left("open").text("reach").right("attested");
        for (var hit : found.hits().subList(0, Math.min(rows, found.hits().size()))) {
            var listing = hit.listing().listing();
            table.row(
                    listing.id(),
                    name(listing.unit()),
                    ListingCard.opening(hit.opening(), hit.changesAt(), now),
                    ListingCard.reach(listing),
                    Ages.of(now - hit.listing().attested().on()) + " "
                            + hit.freshness().code());
        }
        return table;
    }

    private static String name(OwnName name) {
        var translated = name.in(LANGUAGE);
        return translated == null ? name.own() : translated;
    }

    public ListingCard card(VerifiedListing listing, long cosignedAt) {
        return new ListingCard(listing, reference, home, cosignedAt);
    }
}
