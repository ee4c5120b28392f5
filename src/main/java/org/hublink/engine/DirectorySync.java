package org.hublink.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Attested;
import org.hublink.protocol.Listing;
import org.hublink.protocol.ManifestEntry;
import org.hublink.protocol.Part;
import org.hublink.protocol.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Brings the directory up to the followed log: newest manifests, their parts, the listings that they name. Only what is new
 * is fetched; what does not fit is refused by reason and nothing older serves in its place.
 */
final class DirectorySync {
    private static final String KEPT_BACK = "the server keeps back what it says";
    private static final String NOT_ASKED = "what it says was not fetched yet; sync";

    private final Home home;
    private final Shelf shelf;
    private final Session session;
    private final Refusals refusals;
    private final Outcome outcome;
    private final Manifests manifests;
    private final Set<String> settled = new LinkedHashSet<>();
    private List<Manifests.Read> read = List.of();
    private int fetched;
    private boolean asked = true;

    private DirectorySync(
            Draft draft,
            Home home,
            Following following,
            Shelf shelf,
            Session session,
            Refusals refusals,
            Outcome outcome) {
        this.home = home;
        this.shelf = shelf;
        this.session = session;
        this.refusals = refusals;
        this.outcome = outcome;
        this.manifests = Manifests.at(
                following.trust(), following.moment(), session.country(), shelf, home.text(), draft, refusals);
    }

    /** What can be said of the directory with what the shelf holds, without asking anybody. */
    static Map<String, VerifiedListing> offline(
            Draft draft, Home home, Following following, Shelf shelf, Session session, Refusals refusals) {
        var sync = new DirectorySync(draft, home, following, shelf, session, refusals, (d, v, n) -> {});
        sync.asked = false;
        sync.read = sync.manifests.read(draft, refusals, NOT_ASKED);
        return sync.verified(draft);
    }

    /** Begins; {@code outcome} goes on when all is there or refused. */
    static void start(
            Draft draft,
            Home home,
            Following following,
            Shelf shelf,
            Session session,
            Refusals refusals,
            Outcome outcome) {
        var sync = new DirectorySync(draft, home, following, shelf, session, refusals, outcome);
        new PartFetch(home, shelf, session, refusals, sync.manifests::take, sync.manifests.missing())
                .start(draft, sync::fetchListings);
    }

    /** Takes what came of it: all listings that are verified, by id, and how many bodies were fetched. */
    interface Outcome {
        void on(Draft draft, Map<String, VerifiedListing> verified, int fetched);
    }

    private void end(Draft draft) {
        outcome.on(draft, verified(draft), fetched);
    }

    private void fetchListings(Draft draft, boolean answered) {
        if (!answered) {
            end(draft);
            return;
        }
        read = manifests.read(draft, refusals, KEPT_BACK);
        new ListingFetch(home, shelf, session, refusals, this::unasked, wanted()).start(draft, (done, bodies) -> {
            fetched = bodies;
            end(done);
        });
    }

    /** Digests that a manifest names and the shelf has not. */
    private Set<Digest> wanted() {
        var wanted = new LinkedHashSet<Digest>();
        for (var manifest : read) {
            for (var entry : manifest.part().entries()) {
                if (shelf.listing(entry.digest()) == null) {
                    wanted.add(entry.digest());
                }
            }
        }
        return wanted;
    }

    /** Bytes that no manifest names: an older version of a listing, an altered one, or one that was never listed. */
    private void unasked(Draft draft, Part part) {
        Listing listing;
        try {
            listing = Listing.read(part.body(), home.text());
        } catch (Malformed malformed) {
            refusals.add(draft, "listings", Reason.LISTING_ALTERED, malformed.reason());
            return;
        }
        var named = entry(listing.id());
        if (named == null) {
            boolean none = !manifests.of(listing.country());
            refusals.add(
                    draft,
                    listing.id(),
                    none ? Reason.MANIFEST_MISSING : Reason.LISTING_UNLISTED,
                    none ? "its country has no manifest" : "no manifest names it");
        } else if (listing.version() < named.version()) {
            refusals.add(
                    draft,
                    listing.id(),
                    Reason.VERSION_OLD,
                    "version " + listing.version() + " came, the manifest names " + named.version());
        } else {
            refusals.add(
                    draft, listing.id(), Reason.LISTING_ALTERED, "its bytes are not those that the country signed");
        }
        settled.add(listing.id());
    }

    private @Nullable ManifestEntry entry(String id) {
        for (var manifest : read) {
            for (var entry : manifest.part().entries()) {
                if (entry.id().equals(id)) {
                    return entry;
                }
            }
        }
        return null;
    }

    /** By listing id. */
    private Map<String, VerifiedListing> verified(Draft draft) {
        var attested = manifests.attestations();
        var verified = new TreeMap<String, VerifiedListing>();
        var named = new LinkedHashSet<Digest>();
        for (var manifest : read) {
            var subject = manifest.statement().header().subject();
            for (var entry : manifest.part().entries()) {
                named.add(entry.digest());
                var fallen = shelf.floors().against(subject, entry);
                if (fallen != null) {
                    refusals.add(draft, entry.id(), fallen, "version " + entry.version() + ", in " + subject);
                    continue;
                }
                var part = shelf.listing(entry.digest());
                if (part == null) {
                    withheld(draft, entry);
                    continue;
                }
                verify(draft, manifest, entry, part, attested, verified);
            }
            shelf.floors().raise(draft, subject, manifest.part());
        }
        if (refusals.none()) {
            shelf.keepListings(draft, named);
        }
        return verified;
    }

    private void withheld(Draft draft, ManifestEntry entry) {
        if (!settled.contains(entry.id())) {
            refusals.add(
                    draft,
                    entry.id(),
                    Reason.LISTING_WITHHELD,
                    asked ? "the manifest names it, the server keeps it back" : "it was not fetched yet; sync");
        }
    }

    private void verify(
            Draft draft,
            Manifests.Read manifest,
            ManifestEntry entry,
            Part part,
            Map<String, Attested> attested,
            Map<String, VerifiedListing> verified) {
        try {
            var listing = shelf.read(entry.digest(), part, home.text());
            if (!listing.id().equals(entry.id()) || listing.version() != entry.version()) {
                refusals.add(draft, entry.id(), Reason.MALFORMED, "another id or version than its manifest says");
                return;
            }
            verified.put(
                    listing.id(),
                    new VerifiedListing(
                            listing,
                            entry.digest(),
                            manifest.statement(),
                            manifest.proof(),
                            newest(listing, manifest, entry, attested)));
        } catch (Malformed malformed) {
            refusals.add(draft, entry.id(), Reason.MALFORMED, malformed.reason());
        }
    }

    private static Attested newest(
            Listing listing, Manifests.Read manifest, ManifestEntry entry, Map<String, Attested> attested) {
        var own =
                new Attested(listing.validity().attestedOn(), listing.validity().attestBy());
        var whole = manifest.part().attested();
        var word = (whole == null ? own : own.later(whole))
                .asOf(manifest.statement().header().issued());
        var later = attested.get(entry.id() + " " + entry.digest().hex());
        return later == null ? word : word.later(later);
    }
}
