package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;
import org.hublink.protocol.RandomId;

/** Holds groups and devices until a transaction ends, in one order, so that no two transactions wait for each other. */
final class LockStore {
    /** Not the rows: a row's lock is written to its page and to the log, as much again as the update that follows. */
    static final String LOCK = "SELECT count(pg_advisory_xact_lock(place)) FROM unnest($1::bigint[]) AS place";

    private LockStore() {}

    static Future<Void> lock(Tx tx, Collection<RandomId> groups, Collection<Digest> devices) {
        return tx.connection()
                .preparedQuery(LOCK)
                .execute(Tuple.tuple().addArrayOfLong(places(groups, devices)))
                .mapEmpty();
    }

    /** The same for one device, for whoever changes which instance speaks for it. */
    static Future<Void> lock(Tx tx, Digest device) {
        return lock(tx, List.of(), List.of(device));
    }

    /** Where groups and devices are held, in the one order. */
    static Long[] places(Collection<RandomId> groups, Collection<Digest> devices) {
        TreeSet<Long> places = new TreeSet<>();
        groups.forEach(group -> places.add(place(group.bytes())));
        devices.forEach(device -> places.add(place(device.bytes())));
        return places.toArray(Long[]::new);
    }

    /** Ids are random or digests: their first bytes will do. Two that share a place only wait for each other. */
    private static long place(byte[] id) {
        return Buffer.buffer(id).getLong(0);
    }
}
