package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hublink.platform.Database;
import org.hublink.primitives.Digest;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;

/** Stores messages that were judged by what is remembered, in one statement and one journey. */
final class QuickStore {
    /**
     * Messages of groups and devices as they are remembered: one statement, which is a transaction by itself. It fails by
     * dividing by zero where one of them is not so any longer, and then nothing of it is stored. Everything waits for the same
     * locks as a batch that reads. That a counter is found as it was before it is moved says that nothing came in between, and
     * so does the messages' key of a group: whatever changes who is in it, or its epoch, is an entry itself, and then the number
     * that this message would have is taken. The group's row is only read, and may be read as it was before the locks were held.
     */
    static final String QUICK = """
            WITH held AS MATERIALIZED (
              SELECT count(pg_advisory_xact_lock(place)) AS n FROM unnest($1::bigint[]) AS place),
            heads AS (
              SELECT FROM unnest($2::bytea[], $3::bigint[], $4::bigint[]) AS stood (id, epoch, head)
                JOIN mls_group g ON g.id = stood.id
               WHERE g.epoch = stood.epoch AND g.head <= stood.head AND g.closed IS NULL),
            counters AS (
              UPDATE instance i SET counter = moved.counter
                FROM held, unnest($5::bytea[], $6::bytea[], $7::bigint[], $8::bigint[])
                             AS moved (device, instance, before, counter)
               WHERE held.n > 0 AND i.device = moved.device AND i.instance = moved.instance AND i.counter = moved.before
                 AND i.replaced IS NULL
              RETURNING 1),
            stored AS (
              INSERT INTO message (group_id, seq, epoch, kind, device, client_id, body, added, removed, stored)
              SELECT fresh.group_id, fresh.seq, fresh.epoch, 'm', fresh.device, fresh.client_id, fresh.body, '', '', $15
                FROM held, unnest($9::bytea[], $10::bigint[], $11::bigint[], $12::bytea[], $13::bytea[], $14::bytea[])
                             AS fresh (group_id, seq, epoch, device, client_id, body)
               WHERE held.n > 0)
            SELECT 1 / (CASE WHEN (SELECT count(*) FROM heads) = cardinality($2)
                              AND (SELECT count(*) FROM counters) = cardinality($5) THEN 1 ELSE 0 END),
                   CASE WHEN $17 THEN pg_notify('hublink_messaging', $16) END
            """;

    private final Database database;
    /** What other nodes are told: who it was. */
    private final String name;

    QuickStore(Database database, String name) {
        this.database = database;
        this.name = name;
    }

    /**
     * Where groups and devices stand before and after a batch.
     *
     * @param counters what is remembered of the devices
     * @param heads where the groups' heads are remembered
     */
    record Before(Map<Digest, BatchStore.Claimed> counters, Map<RandomId, Long> heads) {}

    /**
     * Fails if anything is not as it is remembered.
     *
     * @param tells other nodes, with the same transaction
     */
    Future<Void> store(Written written, Before before, boolean tells, long now) {
        Tuple values = Tuple.tuple();
        List<RandomId> groups = new ArrayList<>();
        written.moved().forEach(group -> groups.add(group.id));
        values.addArrayOfLong(LockStore.places(groups, written.counters().keySet()));
        heads(values, written.moved(), before.heads());
        counters(values, written.counters(), before.counters());
        entries(values, written.entries());
        values.addLong(now).addString(name).addBoolean(tells);
        return database.inOneStatement(
                tx -> tx.connection().preparedQuery(QUICK).execute(values).mapEmpty());
    }

    private static void heads(Tuple values, List<GroupRow> moved, Map<RandomId, Long> before) {
        int n = moved.size();
        Buffer[] ids = new Buffer[n];
        Long[] epochs = new Long[n];
        Long[] heads = new Long[n];
        for (int i = 0; i < n; i++) {
            GroupRow group = moved.get(i);
            ids[i] = StoredIds.of(group.id);
            epochs[i] = group.epoch;
            heads[i] = before.getOrDefault(group.id, -1L);
        }
        values.addArrayOfBuffer(ids).addArrayOfLong(epochs).addArrayOfLong(heads);
    }

    private static void counters(
            Tuple values, Map<Digest, BatchStore.Claimed> moved, Map<Digest, BatchStore.Claimed> before) {
        int n = moved.size();
        Buffer[] devices = new Buffer[n];
        Buffer[] instances = new Buffer[n];
        Long[] from = new Long[n];
        Long[] to = new Long[n];
        int i = 0;
        for (Map.Entry<Digest, BatchStore.Claimed> one : moved.entrySet()) {
            BatchStore.Claimed stood = before.getOrDefault(one.getKey(), one.getValue());
            devices[i] = StoredIds.of(one.getKey());
            instances[i] = StoredIds.of(stood.instance());
            from[i] = stood.counter();
            to[i++] = one.getValue().counter();
        }
        values.addArrayOfBuffer(devices)
                .addArrayOfBuffer(instances)
                .addArrayOfLong(from)
                .addArrayOfLong(to);
    }

    private static void entries(Tuple values, List<DeliveryFrame.Delivered> entries) {
        int n = entries.size();
        Buffer[] groups = new Buffer[n];
        Long[] seqs = new Long[n];
        Long[] epochs = new Long[n];
        Buffer[] senders = new Buffer[n];
        Buffer[] ids = new Buffer[n];
        Buffer[] bodies = new Buffer[n];
        for (int i = 0; i < n; i++) {
            DeliveryFrame.Delivered entry = entries.get(i);
            groups[i] = StoredIds.of(entry.group());
            seqs[i] = entry.seq();
            epochs[i] = entry.epoch();
            senders[i] = StoredIds.of(entry.sender());
            ids[i] = StoredIds.of(entry.clientId());
            bodies[i] = Buffer.buffer(entry.body());
        }
        values.addArrayOfBuffer(groups)
                .addArrayOfLong(seqs)
                .addArrayOfLong(epochs)
                .addArrayOfBuffer(senders)
                .addArrayOfBuffer(ids)
                .addArrayOfBuffer(bodies);
    }
}
