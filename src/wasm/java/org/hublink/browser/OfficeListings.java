package org.hublink.browser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hublink.engine.Call;
import org.hublink.engine.VerifiedListing;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.AttestationPart;
import org.hublink.protocol.Attested;
import org.hublink.protocol.Audience;
import org.hublink.protocol.Header;
import org.hublink.protocol.Listing;
import org.hublink.protocol.ListingLimits;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.ManifestEntry;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Part;
import org.hublink.protocol.PartJson;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Validity;
import org.jspecify.annotations.Nullable;

/**
 * The own country's listings: what a change changes, the next manifest as the first operator signs it and the second builds it
 * again, and the word that what is published is still true. Not trusted: whoever hands out bodies; each is compared with the
 * digest that the country signed.
 */
final class OfficeListings {
    private static final long DAY_SECONDS = 86_400;
    private static final long MANIFEST_SECONDS = 380 * DAY_SECONDS;
    private static final long ATTESTATION_SECONDS = 395 * DAY_SECONDS;
    private static final String LISTINGS = "/api/v1/directory/listings";
    private static final int LISTINGS_A_CALL_MAX = 100;
    private static final int DIGESTS_A_CALL_MAX = 512;
    private static final int EDITED_AT_ONCE_MAX = 100;
    private static final int DESKS_MAX = 5_000;
    private static final int DESK_CHARS_MAX = 40;
    private static final JsonLimits BODY = new JsonLimits(ListingLimits.BODY_BYTES_MAX, 6, 1_024, 2_048);

    private OfficeListings() {}

    /** A listing and the place that the manifest gives it. */
    private record Named(ManifestEntry entry, Listing listing) {}

    /** What the newest manifest of an audience names; version 0 before the first. */
    private record Published(Audience audience, int version, Map<String, Named> listings) {
        Map<String, Listing> plain() {
            Map<String, Listing> plain = new TreeMap<>();
            for (Map.Entry<String, Named> one : listings.entrySet()) {
                plain.put(one.getKey(), one.getValue().listing());
            }
            return plain;
        }
    }

    private static Published published(Operator operator, String audience) throws Malformed, Unanswered {
        Subject subject = operator.subject(StatementType.MANIFEST, audience);
        LoggedStatement last = operator.trust().last(subject);
        if (last == null) return new Published(new Audience(audience, List.of()), 0, Map.of());
        Part part = operator.parts(List.of(last.index())).part(last, 0);
        byte[] body = Operator.must(operator.trust().part(last, 0, part));
        ManifestPart manifest = ManifestPart.read(body, text(operator));
        int version = last.header().version();
        return new Published(manifest.audience(), version, bodies(operator, manifest.entries()));
    }

    private static Text text(Operator operator) {
        return operator.errand().home().text();
    }

    /** The listings of these entries: those that the engine has verified as they are, the others as the server hands them out. */
    private static Map<String, Named> bodies(Operator operator, List<ManifestEntry> entries)
            throws Malformed, Unanswered {
        List<Digest> missing = new ArrayList<>();
        for (ManifestEntry entry : entries) {
            if (own(operator, entry) == null) missing.add(entry.digest());
        }
        Map<Digest, Part> fetched = fetch(operator, missing);
        Map<String, Named> found = new TreeMap<>();
        for (ManifestEntry entry : entries) {
            Listing listing = own(operator, entry);
            if (listing == null) {
                Part part = fetched.get(entry.digest());
                if (part == null) throw new Malformed("listing-withheld");
                listing = Listing.read(part.body(), text(operator));
            }
            boolean same = listing.id().equals(entry.id())
                    && listing.version() == entry.version()
                    && listing.country().equals(operator.country().code());
            if (!same) throw new Malformed("listing-altered");
            found.put(entry.id(), new Named(entry, listing));
        }
        return found;
    }

    private static @Nullable Listing own(Operator operator, ManifestEntry entry) {
        VerifiedListing known = operator.engine().listings().get(entry.id());
        return known != null && known.digest().equals(entry.digest()) ? known.listing() : null;
    }

    private static Map<Digest, Part> fetch(Operator operator, List<Digest> digests) throws Malformed, Unanswered {
        Map<Digest, Part> found = new LinkedHashMap<>();
        for (int from = 0; from < digests.size(); from += DIGESTS_A_CALL_MAX) {
            ByteWriter body = new ByteWriter();
            for (Digest one : digests.subList(from, Math.min(digests.size(), from + DIGESTS_A_CALL_MAX))) {
                body.bytes(one.bytes());
            }
            Call call =
                    new Call("POST", LISTINGS + "/fetch", "application/octet-stream", operator.token(), body.toBytes());
            ByteReader in = new ByteReader(operator.errand().call(call));
            while (in.remaining() > 0) {
                byte[] salt = in.bytes(Part.SALT_BYTES);
                long length = in.u32();
                if (length > Part.BODY_BYTES_MAX) throw new Malformed("listing-too-large");
                Part part = new Part(salt, in.bytes((int) length));
                found.put(part.digest(), part);
            }
        }
        return found;
    }

    /** An edit: bodies as a form has them, and ids that go. Versions and dates are given here. */
    private record Edit(String audience, List<Listing> listings, List<String> removed) {
        static Edit read(Operator operator, Fields in) throws Malformed {
            String audience = in.text("audience", 1, DESK_CHARS_MAX);
            List<Json> bodies = in.list("listings", 0, EDITED_AT_ONCE_MAX);
            List<String> removed = in.texts("removed", 0, EDITED_AT_ONCE_MAX, DESK_CHARS_MAX);
            in.end();
            List<Listing> listings = new ArrayList<>();
            for (Json body : bodies) listings.add(Listing.read(Json.write(body), text(operator)));
            return new Edit(audience, listings, removed);
        }

        Map<String, Listing> over(Published last, long now) throws Malformed {
            Map<String, Listing> next = last.plain();
            for (Listing one : listings) {
                Listing former = next.get(one.id());
                if (!one.validity().audience().equals(audience)) throw new Malformed("manifest-audience");
                next.put(one.id(), dated(one, former == null ? 1 : former.version() + 1, now));
            }
            for (String id : removed) next.remove(id);
            return next;
        }

        private static Listing dated(Listing one, int version, long now) {
            Validity given = one.validity();
            long days = Math.max(DAY_SECONDS, given.attestBy() - given.attestedOn());
            return new Listing(
                    one.id(),
                    version,
                    one.authority(),
                    one.unit(),
                    one.scope(),
                    one.hours(),
                    one.languages(),
                    one.channels(),
                    one.terms(),
                    one.alternates(),
                    new Validity(given.audience(), given.validFrom(), now, now + days));
        }
    }

    /** What an edit would change, before anybody signs it. */
    static Json.Builder preview(Operator operator, Fields in) throws Malformed, Unanswered {
        Edit edit = Edit.read(operator, in);
        Published last = published(operator, edit.audience());
        return changes(operator, last, edit.over(last, operator.errand().now()));
    }

    /** Hands over what is new, salted, and signs the next manifest as the first. */
    static Json.Builder publish(Operator operator, Fields in) throws Malformed, Unanswered {
        Edit edit = Edit.read(operator, in);
        Waits other = Operator.waiting(operator.pending(), StatementType.MANIFEST, edit.audience(), 0);
        if (other != null) throw new Malformed("manifest-waits");
        Published last = published(operator, edit.audience());
        List<ManifestEntry> entries = new ArrayList<>();
        List<Part> fresh = new ArrayList<>();
        for (Listing listing : edit.over(last, operator.errand().now()).values()) {
            Named there = last.listings().get(listing.id());
            if (there != null && there.listing().equals(listing)) {
                entries.add(there.entry());
            } else {
                Part part = operator.salted(
                        Listing.read(listing.body(), text(operator)).body());
                fresh.add(part);
                entries.add(new ManifestEntry(listing.id(), listing.version(), part.digest()));
            }
        }
        for (int from = 0; from < fresh.size(); from += LISTINGS_A_CALL_MAX) {
            List<Part> page = fresh.subList(from, Math.min(fresh.size(), from + LISTINGS_A_CALL_MAX));
            operator.errand().post(LISTINGS, operator.token(), Json.obj().put("listings", PartJson.write(page)));
        }
        List<Part> parts = new ArrayList<>();
        parts.add(operator.salted(new ManifestPart(last.audience(), null, entries).body()));
        if (named(last.audience())) parts.add(operator.salted(last.audience().body()));
        long now = operator.errand().now();
        return operator.propose(header(operator, last, parts, now, now + MANIFEST_SECONDS), parts);
    }

    /** Of a named audience every member country may know for whom it is: its manifest has a part that says so. */
    private static boolean named(Audience audience) {
        return !audience.name().equals(Audience.ALL.name());
    }

    private static Header header(Operator operator, Published last, List<Part> parts, long issued, long expires) {
        Subject subject =
                operator.subject(StatementType.MANIFEST, last.audience().name());
        return StatementSigner.header(subject, last.version() + 1, issued, expires, parts);
    }

    /** A manifest that another operator proposed, with the one before it. */
    private record Proposed(ManifestPart manifest, Published last, Map<String, Named> next) {}

    private static Proposed proposed(Operator operator, Waits waits) throws Malformed, Unanswered {
        ManifestPart manifest = ManifestPart.read(waits.part(0).body(), text(operator));
        String audience = waits.header().id();
        if (!manifest.audience().name().equals(audience)) throw new Malformed("manifest-audience");
        Published last = published(operator, audience);
        Map<String, Named> next = bodies(operator, manifest.entries());
        for (Named one : next.values()) {
            Named there = last.listings().get(one.entry().id());
            if (!one.listing().validity().audience().equals(audience)) throw new Malformed("manifest-audience");
            if (there != null
                    && !there.listing().equals(one.listing())
                    && one.entry().version() <= there.entry().version()) throw new Malformed("version-old");
        }
        return new Proposed(manifest, last, next);
    }

    static Json.Builder review(Operator operator, Waits waits) throws Malformed, Unanswered {
        Proposed proposed = proposed(operator, waits);
        Map<String, Listing> next = new TreeMap<>();
        for (Named one : proposed.next().values()) next.put(one.entry().id(), one.listing());
        return changes(operator, proposed.last(), next)
                .putTexts("readers", proposed.manifest().audience().countries())
                .put("attests", proposed.manifest().attested() != null);
    }

    /** The header of what waits, built from the listings as this operator has read them. */
    static Header expected(Operator operator, Waits waits) throws Malformed, Unanswered {
        Proposed proposed = proposed(operator, waits);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(waits.part(0).salt(), proposed.manifest().body()));
        Audience audience = proposed.manifest().audience();
        if (named(audience)) parts.add(new Part(waits.part(Audience.PART).salt(), audience.body()));
        Header theirs = waits.header();
        return header(operator, proposed.last(), parts, theirs.issued(), theirs.expires());
    }

    /** Field by field, from the bytes that are signed, so that no field can be forgotten here. */
    private static Json.Builder changes(Operator operator, Published last, Map<String, Listing> next) throws Malformed {
        Map<String, Listing> before = last.plain();
        List<Json> added = new ArrayList<>();
        List<Json> changed = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (Listing one : next.values()) {
            Listing former = before.get(one.id());
            if (former == null) {
                added.add(Json.obj()
                        .put("id", one.id())
                        .put("fields", fields(operator, null, one))
                        .build());
            } else if (!former.equals(one)) {
                changed.add(Json.obj()
                        .put("id", one.id())
                        .put("version", one.version())
                        .put("fields", fields(operator, former, one))
                        .build());
            }
        }
        for (String id : before.keySet()) {
            if (!next.containsKey(id)) removed.add(id);
        }
        return Json.obj()
                .put("audience", last.audience().name())
                .put("version", last.version() + 1)
                .put("unchanged", next.size() - added.size() - changed.size())
                .put("added", added)
                .put("changed", changed)
                .putTexts("removed", removed);
    }

    private static List<Json> fields(Operator operator, @Nullable Listing before, Listing now) throws Malformed {
        Map<String, Json> old = new LinkedHashMap<>();
        Map<String, Json> fresh = new LinkedHashMap<>();
        if (before != null) walk("", Json.read(before.body(), BODY, text(operator)), old);
        walk("", Json.read(now.body(), BODY, text(operator)), fresh);
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(fresh.keySet());
        names.remove("format");
        names.remove("id");
        names.remove("version");
        List<Json> fields = new ArrayList<>();
        for (String name : names) {
            Json was = old.getOrDefault(name, new Json.Null());
            Json is = fresh.getOrDefault(name, new Json.Null());
            if (!was.equals(is)) {
                fields.add(Json.obj()
                        .put("field", name)
                        .put("before", was)
                        .put("now", is)
                        .build());
            }
        }
        return fields;
    }

    private static void walk(String name, Json json, Map<String, Json> fields) {
        if (json instanceof Json.Obj object) {
            for (Map.Entry<String, Json> one : object.members().entrySet()) {
                walk(name.isEmpty() ? one.getKey() : name + "." + one.getKey(), one.getValue(), fields);
            }
        } else {
            fields.put(name, json);
        }
    }

    /** These desks, as they are published, are still true; an empty list names all. One operator suffices. */
    static Json.Builder attest(Operator operator, Fields in) throws Malformed, Unanswered {
        List<String> desks = in.texts("desks", 0, DESKS_MAX, DESK_CHARS_MAX);
        long days = in.integer("days", 1, ListingLimits.ATTESTED_DAYS_MAX);
        in.end();
        Map<String, Digest> published = new TreeMap<>();
        for (VerifiedListing one : operator.engine().listings().values()) {
            if (one.listing().country().equals(operator.country().code())) {
                published.put(one.listing().id(), one.digest());
            }
        }
        if (!published.keySet().containsAll(desks)) throw new Malformed("listing-unlisted");
        if (published.isEmpty()) throw new Malformed("manifest-missing");
        List<AttestationPart.Entry> all = new ArrayList<>();
        long last = -1;
        for (Map.Entry<String, Digest> one : published.entrySet()) {
            AttestationPart.Entry entry = new AttestationPart.Entry(one.getKey(), one.getValue());
            all.add(entry);
            // Each desk that is named has a subject of its own, so that no later word about one drops another's.
            if (desks.contains(one.getKey())) last = attest(operator, one.getKey(), List.of(entry), days);
        }
        int most = ListingLimits.ATTESTATION_ENTRIES_MAX;
        for (int from = 0; desks.isEmpty() && from < all.size(); from += most) {
            String id = from == 0 ? "all" : "all." + (from / most + 1);
            last = attest(operator, id, all.subList(from, Math.min(all.size(), from + most)), days);
        }
        return Json.obj()
                .put("logged", true)
                .put("index", last)
                .put("attested", desks.isEmpty() ? all.size() : desks.size());
    }

    private static long attest(Operator operator, String id, List<AttestationPart.Entry> entries, long days)
            throws Malformed, Unanswered {
        long now = operator.errand().now();
        Part part = operator.salted(new AttestationPart(new Attested(now, now + days * DAY_SECONDS), entries).body());
        Subject subject = operator.subject(StatementType.ATTESTATION, id);
        int version = operator.trust().nextVersion(subject);
        Header header = StatementSigner.header(subject, version, now, now + ATTESTATION_SECONDS, List.of(part));
        long index = OfficePeople.index(operator.propose(header, List.of(part)));
        if (index < 0) throw new Malformed("not-logged");
        return index;
    }
}
