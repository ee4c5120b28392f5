package org.hublink.directory;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.AttestationPart;
import org.hublink.protocol.Attested;
import org.hublink.protocol.Channel;
import org.hublink.protocol.Coded;
import org.hublink.protocol.Facet;
import org.hublink.protocol.FacetKind;
import org.hublink.protocol.Listing;
import org.hublink.protocol.ManifestEntry;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Part;

/** Listings, and which of them manifests name. */
final class ListingStore {
    /** Candidates of one search; a wider one is asked to narrow down. */
    static final int CANDIDATES_MAX = 20_000;

    static final String ADD = """
            INSERT INTO listing (digest, country, listing, version, audience, salt, body, attested_on, attest_by, hours,
                                 regions, functions, offences, measures, languages, channels, bases, words, uploaded)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            ON CONFLICT DO NOTHING
            """;
    static final String COUNT = "SELECT count(*) FROM listing WHERE country = $1";
    static final String BODIES = "SELECT digest, country, audience, salt, body FROM listing WHERE digest = ANY ($1)";
    /** Only forwards: another node may have been quicker. */
    static final String PUT_MANIFEST = """
            INSERT INTO manifest (country, audience, leaf, members, attested_on, attest_by)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (country, audience) DO UPDATE
              SET leaf = excluded.leaf, members = excluded.members,
                  attested_on = excluded.attested_on, attest_by = excluded.attest_by
              WHERE manifest.leaf < excluded.leaf
            """;

    static final String CLEAR = "DELETE FROM published WHERE country = $1 AND audience = $2";
    static final String PUBLISH = """
            INSERT INTO published (country, audience, listing, version, digest)
            SELECT $1, $2, listing, version, digest
              FROM unnest($3::text[], $4::int[], $5::bytea[]) AS fresh (listing, version, digest)
            """;
    static final String ATTEST = """
            INSERT INTO attested (digest, listing, leaf, attested_on, attest_by)
            SELECT digest, listing, $3, $4, $5 FROM unnest($1::bytea[], $2::text[]) AS fresh (digest, listing)
            ON CONFLICT (digest, listing) DO UPDATE
              SET leaf = excluded.leaf, attested_on = excluded.attested_on, attest_by = excluded.attest_by
              WHERE attested.attested_on < excluded.attested_on
            """;
    static final String SEARCH = """
            SELECT p.listing, p.digest, m.leaf, l.hours, l.languages,
                   l.attested_on AS own_on, l.attest_by AS own_by,
                   m.attested_on AS whole_on, m.attest_by AS whole_by,
                   a.attested_on AS single_on, a.attest_by AS single_by
              FROM published p
              JOIN manifest m USING (country, audience)
              JOIN listing l ON l.digest = p.digest AND l.listing = p.listing AND l.audience = p.audience
              LEFT JOIN attested a ON a.digest = p.digest AND a.listing = p.listing
             WHERE (m.audience = 'all' OR m.country = $1 OR $1 = ANY (m.members))
               AND ($2::text[] IS NULL OR p.country = ANY ($2))
               AND ($3::text[] IS NULL OR l.regions && $3)
               AND ($4::text[] IS NULL OR l.functions && $4)
               AND ($5::text[] IS NULL OR l.offences && $5)
               AND ($6::text[] IS NULL OR l.measures && $6)
               AND ($7::text[] IS NULL OR l.languages && $7)
               AND ($8::text[] IS NULL OR l.channels && $8)
               AND ($9::text[] IS NULL OR l.bases && $9 OR ('bilateral' = ANY ($9) AND l.bases::text LIKE '%bilateral:%'))
               AND ($10::text[] IS NULL OR l.words @> $10)
               AND ($11::text[] IS NULL OR p.listing = ANY ($11))
               AND (NOT $12::boolean OR ('bilateral:' || $1) = ANY (l.bases) OR l.bases &&
                    ARRAY (SELECT DISTINCT basis
                             FROM published own
                             JOIN listing ours ON ours.digest = own.digest, unnest(ours.bases) AS basis
                            WHERE own.country = $1 AND basis NOT LIKE 'bilateral:%'))
             ORDER BY p.listing
             LIMIT $13
            """;

    /** A published listing that fits a search. */
    record Candidate(
            String listing, Digest digest, long leaf, String hours, List<String> languages, Attested attested) {}

    /** A stored listing and whose it is. */
    record Stored(String country, String audience, Part part) {}

    /** True if it was not there before. */
    Future<Boolean> add(Tx tx, ListingRow row, long now) {
        Listing listing = row.listing();
        Tuple values = Tuple.tuple()
                .addBuffer(Buffer.buffer(row.part().digest().bytes()))
                .addString(listing.country())
                .addString(listing.id())
                .addInteger(listing.version())
                .addString(listing.validity().audience())
                .addBuffer(Buffer.buffer(row.part().salt()))
                .addBuffer(Buffer.buffer(row.part().body()))
                .addLong(listing.validity().attestedOn())
                .addLong(listing.validity().attestBy())
                .addBuffer(Buffer.buffer(row.hours()))
                .addArrayOfString(texts(row.regions(), text -> text))
                .addArrayOfString(texts(listing.scope().functions(), Coded::code))
                .addArrayOfString(texts(listing.scope().offences(), Coded::code))
                .addArrayOfString(texts(listing.scope().measures(), Coded::code))
                .addArrayOfString(texts(listing.languages(), spoken -> spoken.language()))
                .addArrayOfString(listing.channels().stream()
                        .map(Channel::kind)
                        .distinct()
                        .map(Coded::code)
                        .toArray(String[]::new))
                .addArrayOfString(texts(row.bases(), text -> text))
                .addArrayOfString(texts(row.words(), text -> text))
                .addLong(now);
        return tx.connection().preparedQuery(ADD).execute(values).map(rows -> rows.rowCount() == 1);
    }

    Future<Long> count(Tx tx, String country) {
        return tx.connection()
                .preparedQuery(COUNT)
                .execute(Tuple.of(country))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Future<Map<Digest, Stored>> bodies(Tx tx, List<Digest> digests) {
        return tx.connection()
                .preparedQuery(BODIES)
                .execute(Tuple.tuple().addArrayOfBuffer(buffers(digests)))
                .map(rows -> {
                    Map<Digest, Stored> found = new LinkedHashMap<>();
                    for (Row row : rows) {
                        Part part = new Part(
                                row.getBuffer("salt").getBytes(),
                                row.getBuffer("body").getBytes());
                        found.put(digest(row), new Stored(row.getString("country"), row.getString("audience"), part));
                    }
                    return found;
                });
    }

    Future<Void> publish(Tx tx, String country, long leaf, ManifestPart manifest) {
        String audience = manifest.audience().name();
        Attested attested = manifest.attested();
        Tuple head = Tuple.tuple()
                .addString(country)
                .addString(audience)
                .addLong(leaf)
                .addArrayOfString(manifest.audience().countries().toArray(String[]::new))
                .addLong(attested == null ? null : attested.on())
                .addLong(attested == null ? null : attested.by());
        return tx.connection().preparedQuery(PUT_MANIFEST).execute(head).compose(put -> {
            if (put.rowCount() == 0) {
                return Future.succeededFuture();
            }
            List<ManifestEntry> entries = manifest.entries();
            Tuple rows = Tuple.tuple()
                    .addString(country)
                    .addString(audience)
                    .addArrayOfString(texts(entries, ManifestEntry::id))
                    .addArrayOfInteger(
                            entries.stream().map(ManifestEntry::version).toArray(Integer[]::new))
                    .addArrayOfBuffer(
                            buffers(entries.stream().map(ManifestEntry::digest).toList()));
            return tx.connection()
                    .preparedQuery(CLEAR)
                    .execute(Tuple.of(country, audience))
                    .compose(cleared -> tx.connection().preparedQuery(PUBLISH).execute(rows))
                    .mapEmpty();
        });
    }

    /** Takes a country's word for its own listings only. */
    Future<Void> attest(Tx tx, String country, long leaf, AttestationPart attestation) {
        List<AttestationPart.Entry> own = attestation.listings().stream()
                .filter(entry -> entry.id().startsWith(country + "-"))
                .toList();
        Tuple values = Tuple.tuple()
                .addArrayOfBuffer(
                        buffers(own.stream().map(AttestationPart.Entry::digest).toList()))
                .addArrayOfString(texts(own, AttestationPart.Entry::id))
                .addLong(leaf)
                .addLong(attestation.attested().on())
                .addLong(attestation.attested().by());
        return tx.connection().preparedQuery(ATTEST).execute(values).mapEmpty();
    }

    Future<List<Candidate>> search(Tx tx, SearchRequest request) {
        Tuple values = Tuple.tuple()
                .addString(request.reader())
                .addArrayOfString(request.values(FacetKind.COUNTRY))
                .addArrayOfString(request.values(FacetKind.REGION))
                .addArrayOfString(request.values(FacetKind.FUNCTION))
                .addArrayOfString(request.values(FacetKind.OFFENCE))
                .addArrayOfString(request.values(FacetKind.MEASURE))
                .addArrayOfString(request.values(FacetKind.LANGUAGE))
                .addArrayOfString(request.values(FacetKind.CHANNEL))
                .addArrayOfString(request.values(FacetKind.LEGAL_BASIS))
                .addArrayOfString(
                        request.words().isEmpty() ? null : request.words().toArray(String[]::new))
                .addArrayOfString(request.ids().isEmpty() ? null : request.ids().toArray(String[]::new))
                .addBoolean(request.facets().contains(Facet.SHARED_BASIS))
                .addInteger(CANDIDATES_MAX);
        return tx.connection().preparedQuery(SEARCH).execute(values).map(rows -> {
            List<Candidate> found = new ArrayList<>(rows.size());
            for (Row row : rows) {
                found.add(candidate(row));
            }
            return found;
        });
    }

    private static Candidate candidate(Row row) {
        Attested attested = new Attested(row.getLong("own_on"), row.getLong("own_by"));
        if (row.getLong("whole_on") != null) {
            attested = attested.later(new Attested(row.getLong("whole_on"), row.getLong("whole_by")));
        }
        if (row.getLong("single_on") != null) {
            attested = attested.later(new Attested(row.getLong("single_on"), row.getLong("single_by")));
        }
        return new Candidate(
                row.getString("listing"),
                digest(row),
                row.getLong("leaf"),
                row.getBuffer("hours").toString(StandardCharsets.UTF_8),
                List.of(row.getArrayOfStrings("languages")),
                attested);
    }

    private static Digest digest(Row row) {
        try {
            return Digest.from(row.getBuffer("digest").getBytes());
        } catch (Malformed broken) {
            throw new IllegalStateException("stored digest", broken);
        }
    }

    private static <T> String[] texts(List<T> values, Function<T, String> text) {
        return values.stream().map(text).toArray(String[]::new);
    }

    private static Buffer[] buffers(List<Digest> digests) {
        return digests.stream().map(digest -> Buffer.buffer(digest.bytes())).toArray(Buffer[]::new);
    }
}
