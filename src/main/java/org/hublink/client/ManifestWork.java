package org.hublink.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.primitives.Json;
import org.hublink.protocol.Audience;
import org.hublink.protocol.Header;
import org.hublink.protocol.Listing;
import org.hublink.protocol.ManifestEntry;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Part;
import org.hublink.protocol.PartJson;
import org.hublink.protocol.StatementSigner;

/** A country's next manifest: made by one operator, read and made again by the next. */
final class ManifestWork {
    private static final long MANIFEST_SECONDS = 380L * 86_400;
    private static final String LISTINGS = "/api/v1/directory/listings";
    private static final int LISTINGS_A_CALL_MAX = 100;

    private ManifestWork() {}

    static void show(OperatorClient operator, Screen screen, Audience to, PublishedSet last, ListingChanges changes) {
        screen.title("Manifest for " + to.name() + ", version " + (last.version() + 1) + ": " + changes.sum());
        if (!to.countries().isEmpty()) {
            screen.prose(2, "Readers: " + String.join(", ", to.countries()));
        }
        if (!to.countries().equals(last.audience().countries())
                && !last.audience().countries().isEmpty()) {
            screen.prose(2, "until now: " + String.join(", ", last.audience().countries()));
        }
        if (last.expired(operator.now())) {
            screen.warn("Version " + last.version() + " has expired: readers see nothing of it until this one counts.");
        }
        changes.show(screen);
    }

    /** Hands over what is new, salted, and signs the manifest as the first. */
    static OperatorClient.Outcome propose(
            OperatorClient operator, Audience to, PublishedSet last, Map<String, Listing> next) throws Ended {
        var entries = new ArrayList<ManifestEntry>();
        var fresh = new ArrayList<Part>();
        for (var listing : new TreeMap<>(next).values()) {
            var there = last.listings().get(listing.id());
            if (there != null && there.listing().equals(listing)) {
                entries.add(there.entry());
            } else {
                var part = salted(operator, listing.body());
                fresh.add(part);
                entries.add(new ManifestEntry(listing.id(), listing.version(), part.digest()));
            }
        }
        for (int from = 0; from < fresh.size(); from += LISTINGS_A_CALL_MAX) {
            var page = fresh.subList(from, Math.min(fresh.size(), from + LISTINGS_A_CALL_MAX));
            operator.server().post(LISTINGS, operator.token(), Json.obj().put("listings", PartJson.write(page)));
        }
        var parts = new ArrayList<Part>();
        parts.add(salted(operator, new ManifestPart(to, null, entries).body()));
        if (named(to)) {
            parts.add(salted(operator, to.body()));
        }
        long now = operator.now();
        var header = header(operator, last, parts, now, now + MANIFEST_SECONDS);
        return operator.propose(new StatementSigner(operator.key()).sign(header), parts, null);
    }

    /**
     * The header of what another operator proposed, built from the listings as this operator has read them.
     *
     * @return never before all of it was shown
     */
    static Header reviewed(OperatorClient operator, Screen screen, Waiting waiting) throws Ended {
        var theirs = waiting.header();
        var part = part(waiting, 0);
        var manifest = PublishedSet.manifest(operator, part.body());
        var last = PublishedSet.last(operator, theirs.id());
        if (!manifest.audience().name().equals(theirs.id())) {
            throw Ended.refused("manifest-audience", "The manifest is for another audience than it says.");
        }
        var next = PublishedSet.bodies(operator, manifest.entries(), last.listings());
        check(last, manifest, next);
        var proposed = new PublishedSet(manifest.audience(), last.version() + 1, theirs.expires(), next);
        show(operator, screen, manifest.audience(), last, ListingChanges.between(last.plain(), proposed.plain()));
        if (manifest.attested() != null) {
            screen.warn("It says anew that all listings in it are true, the unchanged ones too.");
        }
        var parts = new ArrayList<Part>();
        parts.add(new Part(part.salt(), manifest.body()));
        if (named(manifest.audience())) {
            // Its body is the audience that was shown: only the salt is taken from what waits.
            var members = part(waiting, Audience.PART);
            parts.add(new Part(members.salt(), manifest.audience().body()));
        }
        return header(operator, last, parts, theirs.issued(), theirs.expires());
    }

    private static Part part(Waiting waiting, int n) throws Ended {
        var part = n < waiting.parts().size() ? waiting.parts().get(n) : null;
        if (part == null) {
            throw Ended.refused("part-withheld", "The server does not show the manifest; nothing is signed unseen.");
        }
        return part;
    }

    /** Of a named audience every member country may know for whom it is: its manifest has a part that says so. */
    private static boolean named(Audience audience) {
        return !audience.name().equals(Audience.ALL.name());
    }

    private static void check(PublishedSet last, ManifestPart manifest, Map<String, PublishedSet.Published> next)
            throws Ended {
        for (var entry : manifest.entries()) {
            var one = next.get(entry.id());
            if (one == null
                    || !one.listing()
                            .validity()
                            .audience()
                            .equals(manifest.audience().name())) {
                throw Ended.refused("manifest-audience", entry.id() + " is for another audience.");
            }
            var there = last.listings().get(entry.id());
            if (there != null
                    && !there.listing().equals(one.listing())
                    && entry.version() <= there.entry().version()) {
                throw Ended.refused("version-old", entry.id() + " changed, its version did not grow.");
            }
        }
    }

    private static Header header(
            OperatorClient operator, PublishedSet last, List<Part> parts, long issued, long expires) {
        return StatementSigner.header(
                PublishedSet.subject(operator, last.audience().name()), last.version() + 1, issued, expires, parts);
    }

    private static Part salted(OperatorClient operator, byte[] body) {
        return new Part(operator.home().randomness().bytes(Part.SALT_BYTES), body);
    }
}
