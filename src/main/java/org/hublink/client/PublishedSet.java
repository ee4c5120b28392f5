package org.hublink.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Audience;
import org.hublink.protocol.Listing;
import org.hublink.protocol.ManifestEntry;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Part;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The own country's listings for one audience, as its last manifest names them. Not trusted: the server that hands the bodies
 * out; each is compared with the digest that the country signed.
 *
 * @param version of the last manifest, which the next one follows even if readers no longer believe it; 0 before the first
 * @param expires when readers stop believing it; 0 before the first
 * @param listings by id
 */
record PublishedSet(Audience audience, int version, long expires, Map<String, Published> listings) {
    private static final String FETCH = "/api/v1/directory/listings/fetch";
    private static final int DIGESTS_A_CALL_MAX = 512;

    /** A listing and the place it has in the manifest. */
    record Published(ManifestEntry entry, Listing listing) {}

    static Subject subject(OperatorClient operator, String audience) {
        return new Subject(StatementType.MANIFEST, operator.country().code(), audience);
    }

    /** Names of the audiences that the country has published for, expired or not. */
    static List<String> audiences(OperatorClient operator) {
        var names = new ArrayList<String>();
        for (var subject : operator.trust().ledger().subjects(StatementType.MANIFEST, operator.country())) {
            if (operator.trust().last(subject) != null) {
                names.add(subject.id());
            }
        }
        return names;
    }

    /** What was published last; of version 0 and empty before the first manifest. */
    static PublishedSet last(OperatorClient operator, String audience) throws Ended {
        var last = operator.trust().last(subject(operator, audience));
        if (last == null) {
            return new PublishedSet(new Audience(audience, List.of()), 0, 0, Map.of());
        }
        var part = operator.parts(List.of(last.index()))
                .getOrDefault(last.index(), Map.of())
                .get(0);
        byte[] body = OperatorClient.must(operator.trust().part(last, 0, part), "The manifest for " + audience);
        var manifest = manifest(operator, body);
        return new PublishedSet(
                manifest.audience(),
                last.header().version(),
                last.header().expires(),
                bodies(operator, manifest.entries(), Map.of()));
    }

    /** True if readers believe it no longer at that time, for its age alone. */
    boolean expired(long now) {
        return version > 0 && expires <= now;
    }

    static ManifestPart manifest(OperatorClient operator, byte[] body) throws Ended {
        try {
            return ManifestPart.read(body, operator.home().text());
        } catch (Malformed refused) {
            throw Ended.refused(refused.reason(), "The manifest cannot be read.");
        }
    }

    /** The listings of these entries: those in {@code known} as they are, the others as the server hands them out. */
    static Map<String, Published> bodies(
            OperatorClient operator, List<ManifestEntry> entries, Map<String, Published> known) throws Ended {
        var wanted = new ArrayList<Digest>();
        for (var entry : entries) {
            var there = known.get(entry.id());
            if (there == null || !there.entry().equals(entry)) {
                wanted.add(entry.digest());
            }
        }
        var fetched = fetch(operator, wanted);
        var found = new TreeMap<String, Published>();
        for (var entry : entries) {
            var there = known.get(entry.id());
            found.put(
                    entry.id(),
                    there != null && there.entry().equals(entry)
                            ? there
                            : new Published(entry, listing(operator, entry, fetched.get(entry.digest()))));
        }
        return found;
    }

    private static Listing listing(OperatorClient operator, ManifestEntry entry, @Nullable Part part) throws Ended {
        if (part == null) {
            throw Ended.refused("listing-withheld", "The server does not show " + entry.id() + ".");
        }
        try {
            var listing = Listing.read(part.body(), operator.home().text());
            if (listing.id().equals(entry.id())
                    && listing.version() == entry.version()
                    && listing.country().equals(operator.country().code())) {
                return listing;
            }
        } catch (Malformed refused) {
            throw Ended.refused(refused.reason(), "The listing " + entry.id() + " cannot be read.");
        }
        throw Ended.refused("listing-altered", entry.id() + " is another id or version than its manifest says.");
    }

    private static Map<Digest, Part> fetch(OperatorClient operator, List<Digest> digests) throws Ended {
        var found = new LinkedHashMap<Digest, Part>();
        for (int from = 0; from < digests.size(); from += DIGESTS_A_CALL_MAX) {
            var body = new ByteWriter();
            digests.subList(from, Math.min(digests.size(), from + DIGESTS_A_CALL_MAX))
                    .forEach(digest -> body.bytes(digest.bytes()));
            byte[] answer =
                    operator.server().call("POST", FETCH, operator.token(), "application/octet-stream", body.toBytes());
            try {
                var in = new ByteReader(answer);
                while (in.remaining() > 0) {
                    byte[] salt = in.bytes(Part.SALT_BYTES);
                    long length = in.u32();
                    if (length > Part.BODY_BYTES_MAX) {
                        throw new Malformed("listing-too-large");
                    }
                    var part = new Part(salt, in.bytes((int) length));
                    found.put(part.digest(), part);
                }
            } catch (Malformed malformed) {
                throw Ended.refused("unexpected-answer", "The listings cannot be read (" + malformed.reason() + ").");
            }
        }
        return found;
    }

    /** The listings alone, by id. */
    Map<String, Listing> plain() {
        var plain = new TreeMap<String, Listing>();
        listings.forEach((id, one) -> plain.put(id, one.listing()));
        return plain;
    }
}
