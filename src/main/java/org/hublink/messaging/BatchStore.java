package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;
import org.hublink.protocol.CaseHint;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;

/** All SQL of a batch of frames: what it locks and reads, and what it writes. */
final class BatchStore {
    /** A stranger cannot begin a group of a conversation that others have. */
    static final String OPEN = """
            INSERT INTO mls_group (id, conversation, kind, desks, parties, opener, opened)
            SELECT $1, $2, $3, $4, $5, $6, $7
             WHERE NOT EXISTS (SELECT FROM mls_group WHERE conversation = $2)
                OR EXISTS (SELECT FROM mls_group g JOIN member m ON m.group_id = g.id
                            WHERE g.conversation = $2 AND m.device = $6 AND m.until_seq IS NULL)
            ON CONFLICT (id) DO NOTHING
            """;

    static final String OPENER = "INSERT INTO member (group_id, device, from_seq) VALUES ($1, $2, 0)";
    static final String GROUPS = """
            SELECT id, conversation, kind, desks, parties, later_desks, later_parties, opener, epoch,
                   %s AS head, successor, closed
              FROM mls_group g WHERE id = ANY ($1)
            """.formatted(GroupRow.HEAD);
    static final String INSTANCES = """
            SELECT device, instance, counter FROM instance WHERE device = ANY ($1) AND replaced IS NULL
            """;
    static final String PRESENT = """
            SELECT m.group_id, m.device, m.from_seq
              FROM unnest($1::bytea[], $2::bytea[]) AS asked (group_id, device)
             CROSS JOIN LATERAL (SELECT group_id, device, from_seq FROM member
                                  WHERE device = asked.device AND group_id = asked.group_id AND until_seq IS NULL
                                  LIMIT 1) m
            """;
    /** An id is used once in a group, by whichever device. */
    static final String KNOWN = """
            SELECT asked.group_id, asked.device, asked.client_id, m.seq, m.epoch, m.kind, m.body, m.device = asked.device
              FROM unnest($1::bytea[], $2::bytea[], $3::bytea[]) AS asked (group_id, device, client_id)
             CROSS JOIN LATERAL (SELECT device, seq, epoch, kind, body FROM message
                                  WHERE (group_id || client_id) = (asked.group_id || asked.client_id) LIMIT 1) m
            """;

    static final String ADD_MESSAGES = """
            INSERT INTO message (group_id, seq, epoch, kind, device, client_id, body, added, removed, stored)
            SELECT group_id, seq, epoch, kind::"char", device, client_id, body, added, removed, $10
              FROM unnest($1::bytea[], $2::bigint[], $3::bigint[], $4::text[], $5::bytea[], $6::bytea[], $7::bytea[],
                          $8::bytea[], $9::bytea[])
                   AS fresh (group_id, seq, epoch, kind, device, client_id, body, added, removed)
            ON CONFLICT DO NOTHING
            """;
    static final String MOVE_GROUPS = """
            UPDATE mls_group g SET epoch = moved.epoch, head = moved.head
              FROM unnest($1::bytea[], $2::bigint[], $3::bigint[]) AS moved (id, epoch, head) WHERE g.id = moved.id
            """;
    static final String SUCCEED = "UPDATE mls_group SET successor = $2 WHERE id = $1 AND successor IS NULL";
    static final String END_STAYS = """
            UPDATE member m SET until_seq = ended.until_seq
              FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bigint[]) AS ended (group_id, device, from_seq, until_seq)
             WHERE m.group_id = ended.group_id AND m.device = ended.device AND m.from_seq = ended.from_seq
            """;
    static final String ADD_STAYS = """
            INSERT INTO member (group_id, device, from_seq, until_seq)
            SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bigint[])
            """;
    static final String ADD_WELCOME = """
            INSERT INTO welcome (device, group_id, seq, epoch, sender, client_id, body, stored)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """;
    static final String COUNT = """
            UPDATE instance i SET counter = moved.counter
              FROM unnest($1::bytea[], $2::bytea[], $3::bigint[]) AS moved (device, instance, counter)
             WHERE i.device = moved.device AND i.instance = moved.instance
            """;
    static final String ACK = """
            INSERT INTO cursor (device, group_id, seq)
            SELECT a.device, a.group_id, least(a.seq, %s)
              FROM unnest($1::bytea[], $2::bytea[], $3::bigint[]) AS a (device, group_id, seq)
              JOIN mls_group g ON g.id = a.group_id
             WHERE EXISTS (SELECT FROM member m WHERE m.group_id = a.group_id AND m.device = a.device)
             ORDER BY a.device, a.group_id
            ON CONFLICT (device, group_id) DO UPDATE SET seq = excluded.seq WHERE cursor.seq < excluded.seq
            """.formatted(GroupRow.HEAD);
    static final String TAKE_WELCOMES = """
            UPDATE welcome w SET taken = $4
              FROM unnest($1::bytea[], $2::bytea[], $3::bigint[]) AS a (device, group_id, seq)
             WHERE w.device = a.device AND w.group_id = a.group_id AND w.seq <= a.seq AND w.taken IS NULL
            """;
    static final String HINT = """
            INSERT INTO case_hint (conversation, group_id, urgency, state, due_kinds, due_times, device, updated)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (conversation) DO UPDATE SET group_id = excluded.group_id, urgency = excluded.urgency,
              state = excluded.state, due_kinds = excluded.due_kinds, due_times = excluded.due_times,
              device = excluded.device, updated = excluded.updated
            """;
    static final String NOTIFY = "SELECT pg_notify('hublink_messaging', $1)";

    // A node does not follow its own hints.
    private final String name = UUID.randomUUID().toString();

    /** A claimed instance and the newest counter that it used. */
    record Claimed(RandomId instance, long counter) {}

    /** By which other nodes know that it was not themselves. */
    String name() {
        return name;
    }

    boolean isOwnHint(String payload) {
        return payload.equals(name);
    }

    /** Begins a group unless it is there or may not be; its opener is the first member. */
    Future<Void> open(Tx tx, DeliveryFrame.Open open, Digest opener, long now) {
        Tuple row = Tuple.of(
                        StoredIds.of(open.group()),
                        StoredIds.of(open.conversation()),
                        open.kind().code(),
                        GroupDeskStore.desks(open.desks()),
                        GroupDeskStore.parties(open.desks()),
                        StoredIds.of(opener))
                .addLong(now);
        return run(tx, OPEN, row)
                .compose(rows -> rows.rowCount() == 0
                        ? Future.succeededFuture()
                        : run(tx, OPENER, Tuple.of(StoredIds.of(open.group()), StoredIds.of(opener)))
                                .mapEmpty());
    }

    /** To be read once they are locked. */
    Future<Map<RandomId, GroupRow>> groups(Tx tx, Collection<RandomId> groups) {
        return run(tx, GROUPS, Tuple.tuple().addArrayOfBuffer(StoredIds.ids(groups)))
                .map(rows -> {
                    Map<RandomId, GroupRow> found = new LinkedHashMap<>();
                    for (Row row : rows) {
                        GroupRow group = group(row);
                        found.put(group.id, group);
                    }
                    return found;
                });
    }

    Future<Map<Digest, Claimed>> instances(Tx tx, Collection<Digest> devices) {
        return run(tx, INSTANCES, Tuple.tuple().addArrayOfBuffer(StoredIds.devices(devices)))
                .map(rows -> {
                    Map<Digest, Claimed> found = new LinkedHashMap<>();
                    rows.forEach(row -> found.put(
                            StoredIds.device(row.getBuffer(0)),
                            new Claimed(StoredIds.id(row.getBuffer(1)), row.getLong(2))));
                    return found;
                });
    }

    /** Whether the asked devices are in the asked groups now: the stays of those who are, as group, device, from. */
    Future<List<Written.Stay>> present(Tx tx, List<RandomId> groups, List<Digest> devices) {
        return run(
                        tx,
                        PRESENT,
                        Tuple.tuple()
                                .addArrayOfBuffer(StoredIds.ids(groups))
                                .addArrayOfBuffer(StoredIds.devices(devices)))
                .map(rows -> {
                    List<Written.Stay> found = new ArrayList<>();
                    rows.forEach(row -> found.add(new Written.Stay(
                            StoredIds.id(row.getBuffer(0)), StoredIds.device(row.getBuffer(1)), row.getLong(2), null)));
                    return found;
                });
    }

    Future<Map<Entry.Key, Entry>> known(Tx tx, List<Entry.Key> keys) {
        Tuple asked = Tuple.of(
                StoredIds.ids(keys.stream().map(Entry.Key::group).toList()),
                StoredIds.devices(keys.stream().map(Entry.Key::device).toList()),
                StoredIds.ids(keys.stream().map(Entry.Key::clientId).toList()));
        return run(tx, KNOWN, asked).map(rows -> {
            Map<Entry.Key, Entry> found = new LinkedHashMap<>();
            for (Row row : rows) {
                found.put(
                        new Entry.Key(
                                StoredIds.id(row.getBuffer(0)),
                                StoredIds.device(row.getBuffer(1)),
                                StoredIds.id(row.getBuffer(2))),
                        new Entry(
                                row.getLong(3),
                                row.getLong(4),
                                FeedStore.kind(row.getString(5)),
                                row.getBuffer(6).getBytes(),
                                row.getBoolean(7)));
            }
            return found;
        });
    }

    /** Writes what the batch came to; all statements are sent together. */
    Future<Void> write(Tx tx, Written written, long now) {
        List<Future<?>> all = new ArrayList<>();
        if (!written.entries().isEmpty()) {
            all.add(addMessages(tx, written.entries(), now));
            all.add(moveGroups(tx, written.moved()));
        }
        all.add(GroupDeskStore.widen(tx, written.moved()));
        written.succeeded()
                .forEach((group, successor) ->
                        all.add(run(tx, SUCCEED, Tuple.of(StoredIds.of(group), StoredIds.of(successor)))));
        if (!written.ended().isEmpty()) {
            all.add(run(tx, END_STAYS, stays(written.ended())));
        }
        if (!written.begun().isEmpty()) {
            all.add(run(tx, ADD_STAYS, stays(written.begun())));
        }
        for (Written.Welcome welcome : written.welcomes()) {
            all.add(run(tx, ADD_WELCOME, row(welcome).addLong(now)));
        }
        if (!written.counters().isEmpty()) {
            all.add(count(tx, written.counters()));
        }
        if (!written.acks().isEmpty()) {
            Tuple acks = Tuple.of(
                    StoredIds.devices(written.acks().keySet().stream()
                            .map(Written.Reader::device)
                            .toList()),
                    StoredIds.ids(written.acks().keySet().stream()
                            .map(Written.Reader::group)
                            .toList()),
                    written.acks().values().toArray(Long[]::new));
            all.add(run(tx, ACK, acks));
            all.add(run(tx, TAKE_WELCOMES, Tuple.of(acks.getValue(0), acks.getValue(1), acks.getValue(2), now)));
        }
        written.hints().forEach((conversation, hint) -> all.add(run(tx, HINT, row(conversation, hint, now))));
        if (!written.entries().isEmpty()) {
            all.add(tell(tx));
        }
        return all.isEmpty() ? Future.succeededFuture() : Future.all(all).mapEmpty();
    }

    /** Other nodes look for what is new. */
    Future<Void> tell(Tx tx) {
        return run(tx, NOTIFY, Tuple.of(name)).mapEmpty();
    }

    private static Future<Void> addMessages(Tx tx, List<DeliveryFrame.Delivered> entries, long now) {
        int n = entries.size();
        Buffer[] groups = new Buffer[n];
        Long[] seqs = new Long[n];
        Long[] epochs = new Long[n];
        String[] kinds = new String[n];
        Buffer[] devices = new Buffer[n];
        Buffer[] ids = new Buffer[n];
        Buffer[] bodies = new Buffer[n];
        Buffer[] added = new Buffer[n];
        Buffer[] removed = new Buffer[n];
        for (int i = 0; i < n; i++) {
            DeliveryFrame.Delivered entry = entries.get(i);
            groups[i] = StoredIds.of(entry.group());
            seqs[i] = entry.seq();
            epochs[i] = entry.epoch();
            kinds[i] = FeedStore.letter(entry.kind());
            devices[i] = StoredIds.of(entry.sender());
            ids[i] = StoredIds.of(entry.clientId());
            bodies[i] = Buffer.buffer(entry.body());
            added[i] = StoredIds.row(entry.added());
            removed[i] = StoredIds.row(entry.removed());
        }
        Tuple rows = Tuple.of(groups, seqs, epochs, kinds, devices, ids)
                .addArrayOfBuffer(bodies)
                .addArrayOfBuffer(added)
                .addArrayOfBuffer(removed)
                .addLong(now);
        return run(tx, ADD_MESSAGES, rows)
                .compose(done -> done.rowCount() == n
                        ? Future.succeededFuture()
                        : Future.failedFuture(new IllegalStateException("an id was used behind a locked group")));
    }

    private static Future<?> moveGroups(Tx tx, List<GroupRow> groups) {
        return run(
                tx,
                MOVE_GROUPS,
                Tuple.of(
                        StoredIds.ids(groups.stream().map(group -> group.id).toList()),
                        groups.stream().map(group -> group.epoch).toArray(Long[]::new),
                        groups.stream().map(group -> group.head).toArray(Long[]::new)));
    }

    private static Future<?> count(Tx tx, Map<Digest, Claimed> counters) {
        return run(
                tx,
                COUNT,
                Tuple.of(
                        StoredIds.devices(counters.keySet()),
                        StoredIds.ids(counters.values().stream()
                                .map(Claimed::instance)
                                .toList()),
                        counters.values().stream().map(Claimed::counter).toArray(Long[]::new)));
    }

    private static Tuple stays(List<Written.Stay> stays) {
        return Tuple.of(
                StoredIds.ids(stays.stream().map(Written.Stay::group).toList()),
                StoredIds.devices(stays.stream().map(Written.Stay::device).toList()),
                stays.stream().map(Written.Stay::from).toArray(Long[]::new),
                stays.stream().map(Written.Stay::until).toArray(Long[]::new));
    }

    private static Tuple row(Written.Welcome welcome) {
        DeliveryFrame.Delivered by = welcome.commit();
        return Tuple.of(
                        StoredIds.of(welcome.device()),
                        StoredIds.of(by.group()),
                        by.seq(),
                        by.epoch(),
                        StoredIds.of(by.sender()),
                        StoredIds.of(by.clientId()))
                .addBuffer(Buffer.buffer(welcome.body()));
    }

    private static Tuple row(RandomId conversation, Written.Told told, long now) {
        CaseHint hint = told.hint();
        String[] kinds = hint.due().stream().map(due -> due.kind().code()).toArray(String[]::new);
        Long[] times = hint.due().stream().map(CaseHint.Due::at).toArray(Long[]::new);
        return Tuple.of(
                        StoredIds.of(conversation),
                        StoredIds.of(told.group()),
                        hint.urgency().code(),
                        hint.state().code(),
                        kinds,
                        times)
                .addBuffer(StoredIds.of(told.device()))
                .addLong(now);
    }

    private static GroupRow group(Row row) {
        Buffer successor = row.getBuffer("successor");
        DeliveryFrame.Kind kind = row.getString("kind").equals(DeliveryFrame.Kind.CASE.code())
                ? DeliveryFrame.Kind.CASE
                : DeliveryFrame.Kind.CHAT;
        DeliveryFrame.Open open = new DeliveryFrame.Open(
                StoredIds.id(row.getBuffer("conversation")),
                kind,
                StoredIds.id(row.getBuffer("id")),
                GroupDeskStore.places(row, "desks", "parties"));
        return new GroupRow(
                open,
                GroupDeskStore.places(row, "later_desks", "later_parties"),
                StoredIds.device(row.getBuffer("opener")),
                row.getLong("epoch"),
                row.getLong("head"),
                successor == null ? null : StoredIds.id(successor),
                row.getLong("closed") != null);
    }

    private static Future<RowSet<Row>> run(Tx tx, String sql, Tuple values) {
        return tx.connection().preparedQuery(sql).execute(values);
    }
}
