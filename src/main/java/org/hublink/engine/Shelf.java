package org.hublink.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.Listing;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Part;
import org.hublink.protocol.Parts;
import org.hublink.protocol.Subject;
import org.jspecify.annotations.Nullable;

/** What was fetched and found to fit its digest: parts of statements by leaf, listings by digest. Kept in the store, sealed. */
final class Shelf {
    static final String PARTS = "part/";
    static final String LISTINGS = "listing/";

    private final Records records;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<Digest, Part> listings = new LinkedHashMap<>();
    private final Floors floors;
    private final Map<Digest, Listing> read = new LinkedHashMap<>();
    private final Map<Subject, ReadManifest> manifests = new LinkedHashMap<>();

    Shelf(Records records) {
        this.records = records;
        this.floors = new Floors(records);
    }

    /** The versions below which no listing may fall. */
    Floors floors() {
        return floors;
    }

    @Nullable
    Part part(long leaf, int n) {
        return parts.get(name(leaf, n));
    }

    @Nullable
    Part listing(Digest digest) {
        return listings.get(digest);
    }

    int partCount() {
        return parts.size();
    }

    int listingCount() {
        return listings.size();
    }

    /** Parts that are at hand, for the judge of acts. */
    Parts parts() {
        return (statement, n) -> part(statement.index(), n);
    }

    void putPart(Draft draft, long leaf, int n, Part part) {
        var name = name(leaf, n);
        if (parts.put(name, part) == null) {
            draft.write(records.put(name, bytes(part)));
        }
    }

    void putListing(Draft draft, Digest digest, Part part) {
        if (listings.put(digest, part) == null) {
            draft.write(records.put(LISTINGS + digest.hex(), bytes(part)));
        }
    }

    /** What a listing says; read once, as its bytes never change. */
    Listing read(Digest digest, Part part, Text text) throws Malformed {
        var known = read.get(digest);
        if (known == null) {
            known = Listing.read(part.body(), text);
            read.put(digest, known);
        }
        return known;
    }

    /** What a subject's newest manifest says; read once for each leaf, as that names the bytes of its part. */
    ManifestPart manifest(Subject subject, long leaf, Part part, Text text) throws Malformed {
        var known = manifests.get(subject);
        if (known == null || known.leaf() != leaf) {
            known = new ReadManifest(leaf, ManifestPart.read(part.body(), text));
            manifests.put(subject, known);
        }
        return known.says();
    }

    /** Drops what no manifest names any more. */
    void keepListings(Draft draft, java.util.Set<Digest> named) {
        listings.keySet().removeIf(digest -> {
            boolean goes = !named.contains(digest);
            if (goes) {
                read.remove(digest);
                draft.write(Write.delete(LISTINGS + digest.hex()));
            }
            return goes;
        });
    }

    /** Takes a stored record back; its digest is compared again where its name carries one. */
    void load(Row row) throws Malformed {
        if (row.name().startsWith(Floors.FLOORS)) {
            floors.load(row);
            return;
        }
        byte[] plain = records.open(row);
        if (plain.length < Part.SALT_BYTES) {
            throw new Malformed("record-length", row.name());
        }
        var part = new Part(Bytes.slice(plain, 0, Part.SALT_BYTES), Bytes.slice(plain, Part.SALT_BYTES, plain.length));
        if (row.name().startsWith(LISTINGS)) {
            listings.put(part.digest(), part);
        } else {
            parts.put(row.name(), part);
        }
    }

    private record ReadManifest(long leaf, ManifestPart says) {}

    private static byte[] bytes(Part part) {
        return Bytes.concat(part.salt(), part.body());
    }

    private static String name(long leaf, int n) {
        return PARTS + Names.number(leaf) + "/" + n;
    }
}
