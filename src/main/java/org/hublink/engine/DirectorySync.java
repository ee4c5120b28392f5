package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Attested;
import org.hublink.protocol.Listing;
import org.hublink.protocol.ManifestEntry;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Part;
import org.hublink.protocol.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Brings the directory up to the followed log: newest manifests, their parts, the listings that they name. Only what is new
 * is fetched; what does not fit is refused by reason and nothing older serves in its place.
 */
final class DirectorySync {
    static final int LEAVES_A_CALL_MAX = 512;
    static final int DIGESTS_A_CALL_MAX = 4_096;
    private static final String PARTS = "/api/v1/parts";
    private static final String LISTINGS = "/api/v1/directory/listings/fetch";
    private static final int PARTS_ANSWER_BYTES_MAX = 64 << 20;
    private static final JsonLimits PARTS_LIMITS = new JsonLimits(PARTS_ANSWER_BYTES_MAX, 4, 8_192, 1_500_000);

    private final Home home;
    private final Shelf shelf;
    private final Session session;
    private final Refusals refusals;
    private final Outcome outcome;
    private final Manifests manifests;
    private final Set<String> settled = new LinkedHashSet<>();
    private List<Manifests.Read> read = List.of();
    private int fetched;

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
        this.manifests = Manifests.at(following.trust(), following.moment(), shelf, home.text(), draft, refusals);
    }

    /** What can be said of the directory with what the shelf holds, without asking anybody. */
    static Map<String, VerifiedListing> offline(
            Draft draft, Home home, Following following, Shelf shelf, Session session, Refusals refusals) {
        var sync = new DirectorySync(draft, home, following, shelf, session, refusals, (d, v, n) -> {});
        sync.read = sync.manifests.read(draft, refusals);
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
        sync.fetchParts(draft, sync.manifests.missing(), 0);
    }

    /** Takes what came of it: all listings that are verified, by id, and how many bodies were fetched. */
    interface Outcome {
        void on(Draft draft, Map<String, VerifiedListing> verified, int fetched);
    }

    private void end(Draft draft) {
        outcome.on(draft, verified(draft), fetched);
    }

    private void fetchParts(Draft draft, List<Long> leaves, int from) {
        if (from >= leaves.size()) {
            read = manifests.read(draft, refusals);
            fetchListings(draft, wanted(), 0);
            return;
        }
        int to = Math.min(leaves.size(), from + LEAVES_A_CALL_MAX);
        draft.show(new View.Progress("parts", from, leaves.size()));
        List<Json> asked = new ArrayList<>();
        for (long leaf : leaves.subList(from, to)) {
            asked.add(new Json.Int(leaf));
        }
        byte[] body = Json.write(Json.obj().put("leaves", asked).build());
        draft.fetch(Call.postJson(PARTS, session.token(), body), (next, status, answer) -> {
            if (status != 200) {
                refusals.fail(next, Problem.of("fetching parts", status, answer, home.text()));
                end(next);
                return;
            }
            boolean more = takeParts(next, answer);
            var rest = still(leaves.subList(from, to));
            if (more && rest.size() < to - from) {
                var left = new ArrayList<Long>(rest);
                left.addAll(leaves.subList(to, leaves.size()));
                fetchParts(next, left, 0);
            } else {
                fetchParts(next, leaves, to);
            }
        });
    }

    /** Those whose part has not come yet. */
    private List<Long> still(List<Long> leaves) {
        var still = new ArrayList<Long>();
        for (long leaf : leaves) {
            if (shelf.part(leaf, 0) == null) {
                still.add(leaf);
            }
        }
        return still;
    }

    /** True if the server left some out because its answer grew too large. */
    private boolean takeParts(Draft draft, byte[] answer) {
        try {
            var fields = Fields.of(Json.read(answer, PARTS_LIMITS, home.text()), "parts");
            for (var item : fields.objects("parts", 0, LEAVES_A_CALL_MAX * 4)) {
                var part = new Part(
                        item.base64("salt", Part.SALT_BYTES, Part.SALT_BYTES),
                        item.base64("body", 0, Part.MANIFEST_BODY_BYTES_MAX));
                long leaf = item.integer("leaf", 0, Json.INTEGER_MAX);
                int n = (int) item.integer("part", 0, 3);
                manifests.take(draft, leaf, n, part, refusals);
            }
            return fields.has("more") && fields.bool("more");
        } catch (Malformed malformed) {
            refusals.add(draft, "parts", Reason.MALFORMED, malformed.reason());
            return false;
        }
    }

    /** Digests that a manifest names and the shelf has not. */
    private List<Digest> wanted() {
        var wanted = new LinkedHashSet<Digest>();
        for (var manifest : read) {
            for (var entry : manifest.part().entries()) {
                if (shelf.listing(entry.digest()) == null) {
                    wanted.add(entry.digest());
                }
            }
        }
        return new ArrayList<>(wanted);
    }

    private void fetchListings(Draft draft, List<Digest> digests, int from) {
        if (from >= digests.size()) {
            end(draft);
            return;
        }
        int to = Math.min(digests.size(), from + DIGESTS_A_CALL_MAX);
        draft.show(new View.Progress("listings", from, digests.size()));
        var asked = digests.subList(from, to);
        var body = new ByteWriter();
        for (var digest : asked) {
            body.bytes(digest.bytes());
        }
        draft.fetch(Call.postBytes(LISTINGS, session.token(), body.toBytes()), (next, status, answer) -> {
            if (status != 200) {
                refusals.fail(next, Problem.of("fetching listings", status, answer, home.text()));
                end(next);
                return;
            }
            takeListings(next, new LinkedHashSet<>(asked), answer);
            fetchListings(next, digests, to);
        });
    }

    private void takeListings(Draft draft, Set<Digest> asked, byte[] answer) {
        try {
            var in = new ByteReader(answer);
            while (in.remaining() > 0) {
                byte[] salt = in.bytes(Part.SALT_BYTES);
                long length = in.u32();
                if (length > Part.BODY_BYTES_MAX) {
                    throw new Malformed("listing-too-large", "listings");
                }
                var part = new Part(salt, in.bytes((int) length));
                var digest = part.digest();
                if (asked.contains(digest)) {
                    shelf.putListing(draft, digest, part);
                    fetched++;
                } else {
                    unasked(draft, part);
                }
            }
        } catch (Malformed malformed) {
            refusals.add(draft, "listings", Reason.MALFORMED, malformed.reason());
        }
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
            refusals.add(draft, listing.id(), Reason.LISTING_UNLISTED, "no manifest names it");
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
            for (var entry : manifest.part().entries()) {
                named.add(entry.digest());
                var part = shelf.listing(entry.digest());
                if (part == null) {
                    withheld(draft, entry);
                    continue;
                }
                verify(draft, manifest, entry, part, attested, verified);
            }
        }
        if (refusals.none()) {
            shelf.keepListings(draft, named);
        }
        return verified;
    }

    private void withheld(Draft draft, ManifestEntry entry) {
        if (!settled.contains(entry.id())) {
            refusals.add(draft, entry.id(), Reason.LISTING_WITHHELD, "the manifest names it, the server keeps it back");
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
            var listing = Listing.read(part.body(), home.text());
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
                            newest(listing, manifest.part(), entry, attested)));
        } catch (Malformed malformed) {
            refusals.add(draft, entry.id(), Reason.MALFORMED, malformed.reason());
        }
    }

    private static Attested newest(
            Listing listing, ManifestPart manifest, ManifestEntry entry, Map<String, Attested> attested) {
        var own =
                new Attested(listing.validity().attestedOn(), listing.validity().attestBy());
        var whole = manifest.attested();
        var word = whole == null ? own : own.later(whole);
        var later = attested.get(entry.id() + " " + entry.digest().hex());
        return later == null ? word : word.later(later);
    }
}
