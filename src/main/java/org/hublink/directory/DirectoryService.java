package org.hublink.directory;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.ListingLimits;
import org.hublink.protocol.Part;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.transparency.Transparency;

/** What the room does, without HTTP. */
final class DirectoryService {
    /** Bodies kept of one country, those that no manifest names any more among them. */
    static final int COUNTRY_LISTINGS_MAX = 20_000;

    private final DirectoryRoom.Ground ground;
    private final ListingStore store;
    private final ListingRows rows;
    private final Audiences audiences;
    private final Ranking ranking;
    private final Transparency log;

    DirectoryService(
            DirectoryRoom.Ground ground,
            ListingStore store,
            ListingRows rows,
            Audiences audiences,
            Ranking ranking,
            Transparency log) {
        this.ground = ground;
        this.store = store;
        this.rows = rows;
        this.audiences = audiences;
        this.ranking = ranking;
        this.log = log;
    }

    /** How an upload ended. */
    sealed interface Uploaded {
        /** All of them are stored, in the order sent. */
        record Stored(List<Digest> digests) implements Uploaded {}

        /** None of them is; {@code at} is the place of the first that does not fit. */
        record Refused(String reason, int at, String detail) implements Uploaded {}
    }

    /** A page of a search: its hits, how many there are in all, and the leaf digests of the manifests that name them. */
    record Page(
            List<Ranking.Ranked> hits,
            int total,
            boolean cut,
            Map<Digest, Part> bodies,
            Map<Long, Digest> statements,
            long logged) {}

    Future<Uploaded> upload(String country, List<Part> parts) {
        List<ListingRow> read = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).bodyLength() > ListingLimits.BODY_BYTES_MAX) {
                return refused("listing-too-large", i, "A listing has at most 16 KiB.");
            }
            try {
                ListingRow row = rows.of(parts.get(i));
                if (!row.listing().country().equals(country)) {
                    return refused("foreign-country", i, "An operator speaks for his own country only.");
                }
                read.add(row);
            } catch (Malformed malformed) {
                return refused(malformed.reason(), i, String.valueOf(malformed.getMessage()));
            }
        }
        long now = ground.home().clock().now();
        return ground.database()
                .inTransaction(tx -> store.count(tx, country).compose(count -> {
                    if (count + read.size() > COUNTRY_LISTINGS_MAX) {
                        return refused("quota-exceeded", 0, "The country has too many listings stored.");
                    }
                    Future<?> added = Future.succeededFuture();
                    for (ListingRow row : read) {
                        added = added.compose(before -> store.add(tx, row, now));
                    }
                    return added.map(done ->
                            new Uploaded.Stored(parts.stream().map(Part::digest).toList()));
                }));
    }

    /** Salted bodies in the order asked for; those that are not there, or not for this country, are left out. */
    Future<Buffer> fetch(String country, List<Digest> digests) {
        return ground.database()
                .read(tx -> store.bodies(tx, digests))
                .compose(found -> admitted(country, found).map(admitted -> {
                    Buffer out = Buffer.buffer();
                    for (Digest digest : digests) {
                        ListingStore.Stored stored = found.get(digest);
                        if (stored != null
                                && admitted.getOrDefault(stored.country() + "/" + stored.audience(), false)) {
                            byte[] body = stored.part().body();
                            out.appendBytes(stored.part().salt())
                                    .appendUnsignedInt(body.length)
                                    .appendBytes(body);
                        }
                    }
                    return out;
                }));
    }

    private Future<Map<String, Boolean>> admitted(String country, Map<Digest, ListingStore.Stored> found) {
        Map<String, Boolean> admitted = new LinkedHashMap<>();
        Map<String, ListingStore.Stored> asked = new LinkedHashMap<>();
        found.values().forEach(stored -> asked.put(stored.country() + "/" + stored.audience(), stored));
        Future<?> all = Future.succeededFuture();
        for (Map.Entry<String, ListingStore.Stored> one : asked.entrySet()) {
            all = all.compose(before -> audiences
                    .admits(one.getValue().audience(), one.getValue().country(), country)
                    .onSuccess(admits -> admitted.put(one.getKey(), admits)));
        }
        return all.map(done -> admitted);
    }

    Future<Page> search(SearchRequest request) {
        return ground.database()
                .read(tx -> store.search(tx, request).compose(candidates -> {
                    List<Ranking.Ranked> ranked = ranking.rank(candidates, request);
                    int from = Math.min(request.from(), ranked.size());
                    List<Ranking.Ranked> hits = ranked.subList(from, Math.min(ranked.size(), from + request.limit()));
                    boolean cut = candidates.size() == ListingStore.CANDIDATES_MAX;
                    return page(tx, hits, ranked.size(), cut);
                }));
    }

    private Future<Page> page(Tx tx, List<Ranking.Ranked> hits, int total, boolean cut) {
        List<Digest> digests =
                hits.stream().map(hit -> hit.candidate().digest()).toList();
        List<Long> leaves =
                hits.stream().map(hit -> hit.candidate().leaf()).distinct().toList();
        SignedCheckpoint shown = log.checkpoint();
        long size = shown == null ? 0 : shown.size();
        return store.bodies(tx, digests)
                .compose(bodies -> log.judge((trust, moment) -> {
                            Map<Long, Digest> statements = new LinkedHashMap<>();
                            for (long index : leaves) {
                                Leaf leaf = trust.ledger().leaf(index);
                                if (leaf != null) {
                                    statements.put(index, leaf.digest());
                                }
                            }
                            return statements;
                        })
                        .map(statements -> {
                            Map<Digest, Part> parts = new LinkedHashMap<>();
                            bodies.forEach((digest, stored) -> parts.put(digest, stored.part()));
                            return new Page(hits, total, cut, parts, statements, size);
                        }));
    }

    private static Future<Uploaded> refused(String reason, int at, String detail) {
        return Future.succeededFuture(new Uploaded.Refused(reason, at, detail));
    }
}
