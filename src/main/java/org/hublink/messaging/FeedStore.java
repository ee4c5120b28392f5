package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;

/** What devices read: their groups' logs, within their stays, and their welcomes. */
final class FeedStore {
    private static final int ENTRIES_MAX = 256;
    private static final int WELCOMES_MAX = 64;

    /** A page of a group's log; the first entry is there however large it is. */
    static final String ENTRIES = """
            SELECT seq, epoch, kind, device, client_id, body, added, removed FROM (
              SELECT page.*, sum(length(body) + 256) OVER (ORDER BY seq) - length(body) - 256 AS before FROM (
                SELECT m.* FROM message m
                 WHERE m.group_id = $1 AND m.seq > $2::bigint
                   AND EXISTS (SELECT FROM member r WHERE r.group_id = m.group_id AND r.device = $3
                                AND m.seq > r.from_seq AND (r.until_seq IS NULL OR m.seq <= r.until_seq))
                 ORDER BY m.seq LIMIT $4) page) summed
             WHERE before = 0 OR before + length(body) + 256 <= $5 ORDER BY seq
            """;

    static final String WELCOMES = """
            SELECT group_id, seq, epoch, sender, client_id, body FROM (
              SELECT page.*, sum(length(body) + 256) OVER (ORDER BY stored, group_id, seq) AS through,
                     row_number() OVER (ORDER BY stored, group_id, seq) AS place FROM (
                SELECT * FROM welcome WHERE device = $1 AND taken IS NULL
                 ORDER BY stored, group_id, seq LIMIT $2) page) summed
             WHERE place = 1 OR through <= $3 ORDER BY place
            """;
    static final String HEADS = """
            SELECT g.id, %s, coalesce(c.seq, 0), m.from_seq FROM member m JOIN mls_group g ON g.id = m.group_id
              LEFT JOIN cursor c ON c.device = m.device AND c.group_id = m.group_id
             WHERE m.device = $1 AND m.until_seq IS NULL ORDER BY g.id
            """.formatted(GroupRow.HEAD);
    /** Ended stays of which the device has not read the end. */
    static final String ENDED = """
            SELECT m.group_id, m.until_seq, greatest(coalesce(c.seq, 0), m.from_seq) FROM member m
              LEFT JOIN cursor c ON c.device = m.device AND c.group_id = m.group_id
             WHERE m.device = $1 AND m.until_seq > greatest(coalesce(c.seq, 0), m.from_seq)
             ORDER BY m.group_id LIMIT 1000
            """;
    /** Looks back so far only: who has not sent for longer is caught by his counter. */
    static final String NEWEST = """
            SELECT m.group_id, newest.client_id FROM member m JOIN mls_group g ON g.id = m.group_id
             CROSS JOIN LATERAL (SELECT client_id FROM message
                                  WHERE group_id = m.group_id AND device = m.device AND seq > %s - 2000
                                    AND kind <> 's'
                                  ORDER BY seq DESC LIMIT 1) newest
             WHERE m.device = $1 AND m.until_seq IS NULL ORDER BY m.group_id
            """.formatted(GroupRow.HEAD);

    static final String MOVED = """
            SELECT id, head FROM (
              SELECT g.id, %s AS head, known.head AS before
                FROM unnest($1::bytea[], $2::bigint[]) AS known (id, head) JOIN mls_group g ON g.id = known.id) found
             WHERE head > before
            """.formatted(GroupRow.HEAD);
    static final String WAITING = "SELECT DISTINCT device FROM welcome WHERE device = ANY ($1) AND taken IS NULL";

    /** Of the groups that the devices opened since then, those in which they are still for the first time. */
    static final String OPENED = """
            SELECT g.opener, g.id, %s, coalesce(c.seq, 0) FROM mls_group g
              JOIN member m ON m.group_id = g.id AND m.device = g.opener AND m.from_seq = 0 AND m.until_seq IS NULL
              LEFT JOIN cursor c ON c.device = g.opener AND c.group_id = g.id
             WHERE g.opened >= $1 AND g.opener = ANY ($2) ORDER BY g.id
            """.formatted(GroupRow.HEAD);

    /** Where a device stands in a group: what it may read after {@code after}, up to {@code head}. */
    record Place(RandomId group, long head, long after) {}

    /** By its first letter, as it is stored. */
    static DeliveryFrame.Body kind(String letter) {
        for (DeliveryFrame.Body kind : DeliveryFrame.Body.values()) {
            if (letter(kind).equals(letter)) {
                return kind;
            }
        }
        throw new IllegalStateException("stored kind");
    }

    static String letter(DeliveryFrame.Body kind) {
        return kind.code().substring(0, 1);
    }

    /** What the device may read of the group's log after a place, up to so many bytes. */
    Future<List<DeliveryFrame.Delivered>> entries(Tx tx, Digest device, RandomId group, long after, long bytesMax) {
        Tuple asked = Tuple.of(StoredIds.of(group), after, StoredIds.of(device), ENTRIES_MAX, bytesMax);
        return run(tx, ENTRIES, asked).map(rows -> {
            List<DeliveryFrame.Delivered> found = new ArrayList<>();
            for (Row row : rows) {
                found.add(new DeliveryFrame.Delivered(
                        group,
                        row.getLong(0),
                        row.getLong(1),
                        kind(row.getString(2)),
                        StoredIds.device(row.getBuffer(3)),
                        StoredIds.id(row.getBuffer(4)),
                        row.getBuffer(5).getBytes(),
                        StoredIds.devicesOf(row.getBuffer(6)),
                        StoredIds.devicesOf(row.getBuffer(7))));
            }
            return found;
        });
    }

    /** Welcomes that the device has not acknowledged. */
    Future<List<DeliveryFrame.Delivered>> welcomes(Tx tx, Digest device, long bytesMax) {
        return run(tx, WELCOMES, Tuple.of(StoredIds.of(device), WELCOMES_MAX, bytesMax))
                .map(rows -> {
                    List<DeliveryFrame.Delivered> found = new ArrayList<>();
                    for (Row row : rows) {
                        found.add(new DeliveryFrame.Delivered(
                                StoredIds.id(row.getBuffer(0)),
                                row.getLong(1),
                                row.getLong(2),
                                DeliveryFrame.Body.WELCOME,
                                StoredIds.device(row.getBuffer(3)),
                                StoredIds.id(row.getBuffer(4)),
                                row.getBuffer(5).getBytes(),
                                List.of(),
                                List.of()));
                    }
                    return found;
                });
    }

    /** The device's present groups, and those that it left without having read to its end. */
    Future<List<Place>> places(Tx tx, Digest device) {
        return run(tx, HEADS, Tuple.of(StoredIds.of(device)))
                .compose(rows -> run(tx, ENDED, Tuple.of(StoredIds.of(device))).map(ended -> {
                    List<Place> places = new ArrayList<>();
                    for (Row row : rows) {
                        long after = Math.max(row.getLong(2), row.getLong(3));
                        places.add(new Place(StoredIds.id(row.getBuffer(0)), row.getLong(1), after));
                    }
                    for (Row row : ended) {
                        places.add(new Place(StoredIds.id(row.getBuffer(0)), row.getLong(1), row.getLong(2)));
                    }
                    return places;
                }));
    }

    /** The newest id of the device in each of its groups. */
    Future<List<DeliveryFrame.Newest>> newest(Tx tx, Digest device) {
        return run(tx, NEWEST, Tuple.of(StoredIds.of(device))).map(rows -> {
            List<DeliveryFrame.Newest> found = new ArrayList<>();
            rows.forEach(row -> found.add(
                    new DeliveryFrame.Newest(StoredIds.id(row.getBuffer(0)), StoredIds.id(row.getBuffer(1)))));
            return found;
        });
    }

    /** Those of the groups whose head is beyond what is known, with their heads. */
    Future<Map<RandomId, Long>> moved(Tx tx, Map<RandomId, Long> known) {
        Buffer[] groups = StoredIds.ids(known.keySet());
        return run(
                        tx,
                        MOVED,
                        Tuple.tuple()
                                .addArrayOfBuffer(groups)
                                .addArrayOfLong(known.values().toArray(Long[]::new)))
                .map(rows -> {
                    Map<RandomId, Long> found = new LinkedHashMap<>();
                    rows.forEach(row -> found.put(StoredIds.id(row.getBuffer(0)), row.getLong(1)));
                    return found;
                });
    }

    /** Those of the devices for whom a welcome waits. */
    Future<List<Digest>> waiting(Tx tx, List<Digest> devices) {
        return run(tx, WAITING, Tuple.tuple().addArrayOfBuffer(StoredIds.devices(devices)))
                .map(rows -> {
                    List<Digest> found = new ArrayList<>();
                    rows.forEach(row -> found.add(StoredIds.device(row.getBuffer(0))));
                    return found;
                });
    }

    /** Where each of the devices stands in the groups that it opened itself since then. */
    Future<Map<Digest, List<Place>>> opened(Tx tx, List<Digest> devices, long since) {
        return run(tx, OPENED, Tuple.of(since).addArrayOfBuffer(StoredIds.devices(devices)))
                .map(rows -> {
                    Map<Digest, List<Place>> found = new LinkedHashMap<>();
                    rows.forEach(
                            row -> found.computeIfAbsent(StoredIds.device(row.getBuffer(0)), own -> new ArrayList<>())
                                    .add(new Place(StoredIds.id(row.getBuffer(1)), row.getLong(2), row.getLong(3))));
                    return found;
                });
    }

    private static Future<RowSet<Row>> run(Tx tx, String sql, Tuple values) {
        return tx.connection().preparedQuery(sql).execute(values);
    }
}
