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
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;
import org.hublink.protocol.DeskDoors;
import org.hublink.protocol.DeskDuty;
import org.hublink.protocol.Hours;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** What desks have said of themselves by acts: their doors, who is on duty; and which devices are connected. */
final class DeskStore {
    static final String SET_DOORS = """
            INSERT INTO desk_doors (desk, act, signed, webhooks, mails, hours) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (desk) DO UPDATE SET act = excluded.act, signed = excluded.signed, webhooks = excluded.webhooks,
              mails = excluded.mails, hours = excluded.hours
              WHERE desk_doors.signed < excluded.signed
            """;
    static final String DOORS_ACT = "SELECT act FROM desk_doors WHERE desk = $1";
    static final String DOORS = "SELECT desk, webhooks, mails, hours FROM desk_doors WHERE desk = ANY ($1)";
    static final String SET_DUTY = """
            INSERT INTO duty (desk, device, act, signed, from_time, until_time) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (desk, device) DO UPDATE SET act = excluded.act, signed = excluded.signed,
              from_time = excluded.from_time, until_time = excluded.until_time
              WHERE duty.signed < excluded.signed
            """;
    static final String DUTY_ACT = "SELECT act FROM duty WHERE desk = $1 AND device = $2";
    static final String ON_DUTY = """
            SELECT device FROM duty WHERE desk = $1 AND from_time <= $2 AND until_time > $2 ORDER BY device
            """;
    static final String SEEN = """
            INSERT INTO presence (device, node, open, seen)
            SELECT device, $2, $3, $4 FROM unnest($1::bytea[]) AS fresh (device) ORDER BY device
            ON CONFLICT (device, node) DO UPDATE SET open = excluded.open, seen = excluded.seen
            """;
    static final String REACH = """
            SELECT count(DISTINCT device) FILTER (WHERE open AND seen > $2), max(seen) FROM presence WHERE device = ANY ($1)
            """;
    /** The newest place of a device stays, so that it can be said when it was last there. */
    static final String TIDY_PRESENCE = """
            DELETE FROM presence p WHERE p.seen < $1
               AND EXISTS (SELECT FROM presence later WHERE later.device = p.device AND later.seen > p.seen)
            """;

    static final String TIDY_DUTY = "DELETE FROM duty WHERE until_time < $1";

    /** Where a desk's calls go; hours as the act says them. */
    record Doors(
            List<String> webhooks,
            List<String> mails,
            @Nullable Buffer hours) {
        static final Doors NONE = new Doors(List.of(), List.of(), null);
    }

    /**
     * What is known of a desk's connected devices.
     *
     * @param last epoch seconds, null if none was ever there
     */
    record Reach(long connected, @Nullable Long last) {}

    /** False if a later act, or this one, stands there already. */
    Future<Boolean> setDoors(Tx tx, String desk, Buffer act, long signed, DeskDoors doors) {
        Hours hours = doors.hours();
        Tuple row = Tuple.of(
                desk,
                act,
                signed,
                doors.webhooks().toArray(String[]::new),
                doors.mails().toArray(String[]::new),
                hours == null ? null : Buffer.buffer(hours.bytes()));
        return run(tx, SET_DOORS, row).map(rows -> rows.rowCount() == 1);
    }

    Future<@Nullable Buffer> doorsAct(Tx tx, String desk) {
        return run(tx, DOORS_ACT, Tuple.of(desk)).map(DeskStore::body);
    }

    Future<Map<String, Doors>> doors(Tx tx, Collection<String> desks) {
        return run(tx, DOORS, Tuple.tuple().addArrayOfString(desks.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Doors> found = new LinkedHashMap<>();
                    rows.forEach(row -> found.put(
                            row.getString(0),
                            new Doors(
                                    List.of(row.getArrayOfStrings(1)),
                                    List.of(row.getArrayOfStrings(2)),
                                    row.getBuffer(3))));
                    return found;
                });
    }

    /** False if a later act, or this one, stands there already. */
    Future<Boolean> setDuty(Tx tx, String desk, Digest device, Buffer act, long signed, DeskDuty duty) {
        Tuple row = Tuple.of(desk, StoredIds.of(device), act, signed, duty.from(), duty.until());
        return run(tx, SET_DUTY, row).map(rows -> rows.rowCount() == 1);
    }

    Future<@Nullable Buffer> dutyAct(Tx tx, String desk, Digest device) {
        return run(tx, DUTY_ACT, Tuple.of(desk, StoredIds.of(device))).map(DeskStore::body);
    }

    Future<List<Digest>> onDuty(Tx tx, String desk, long now) {
        return run(tx, ON_DUTY, Tuple.of(desk, now)).map(rows -> {
            List<Digest> found = new ArrayList<>();
            rows.forEach(row -> found.add(StoredIds.device(row.getBuffer(0))));
            return found;
        });
    }

    Future<Void> seen(Tx tx, Collection<Digest> devices, RandomId node, boolean open, long now) {
        Tuple row = Tuple.tuple()
                .addArrayOfBuffer(StoredIds.devices(devices))
                .addBuffer(StoredIds.of(node))
                .addBoolean(open)
                .addLong(now);
        return run(tx, SEEN, row).mapEmpty();
    }

    /** How many of the devices are connected by what was seen since then. */
    Future<Reach> reach(Tx tx, Collection<Digest> devices, long since) {
        Tuple asked = Tuple.tuple().addArrayOfBuffer(StoredIds.devices(devices)).addLong(since);
        return run(tx, REACH, asked).map(rows -> {
            Row row = rows.iterator().next();
            return new Reach(row.getLong(0), row.getLong(1));
        });
    }

    Future<Void> tidy(Tx tx, long now, long presenceBefore) {
        return run(tx, TIDY_PRESENCE, Tuple.of(presenceBefore))
                .compose(done -> run(tx, TIDY_DUTY, Tuple.of(now)))
                .mapEmpty();
    }

    private static @Nullable Buffer body(RowSet<Row> rows) {
        return rows.size() == 0 ? null : rows.iterator().next().getBuffer(0);
    }

    private static Future<RowSet<Row>> run(Tx tx, String sql, Tuple values) {
        return tx.connection().preparedQuery(sql).execute(values);
    }
}
