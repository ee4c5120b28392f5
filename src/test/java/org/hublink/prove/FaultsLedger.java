package org.hublink.prove;

import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAddress;

/** Looks into the delivery service's rows, all the time at what may only grow and after each round at what must add up. */
final class FaultsLedger implements AutoCloseable {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final String CURSORS = """
            SELECT encode(device, 'hex') || '/' || encode(group_id, 'hex'), seq FROM cursor
            """;
    private static final String COMMITS = """
            SELECT encode(group_id, 'hex') || ' epoch ' || epoch || ': ' || count(*) || ' commits'
              FROM message WHERE kind = 'c' GROUP BY group_id, epoch HAVING count(*) > 1
            """;
    private static final String HEADS = """
            SELECT encode(g.id, 'hex') || ': head ' || g.head || ', epoch ' || g.epoch || ', but '
                   || count(m.seq) || ' entries and ' || count(*) FILTER (WHERE m.kind = 'c') || ' commits'
              FROM mls_group g LEFT JOIN message m ON m.group_id = g.id GROUP BY g.id
            HAVING count(m.seq) <> coalesce(max(m.seq), 0) OR g.head > coalesce(max(m.seq), 0)
                OR g.epoch <> count(*) FILTER (WHERE m.kind = 'c')
            """;
    private static final String PAST = """
            SELECT encode(m.group_id, 'hex') || ' entry ' || m.seq || ' of epoch ' || m.epoch || ' is not of '
                   || (SELECT count(*) FROM message c
                        WHERE c.group_id = m.group_id AND c.kind = 'c' AND c.seq < m.seq)
              FROM message m
             WHERE m.epoch <> (SELECT count(*) FROM message c
                                WHERE c.group_id = m.group_id AND c.kind = 'c' AND c.seq < m.seq)
            """;
    private static final String SENT = "SELECT count(*) FROM message WHERE encode(device, 'hex') = $1";
    private static final String LAST_RESORTS = "SELECT encode(body, 'base64') FROM key_package WHERE last_resort";
    private static final String STAY = """
            SELECT encode(group_id, 'hex'), coalesce(max(until_seq) FILTER (WHERE until_seq IS NOT NULL), -1),
                   bool_or(until_seq IS NULL)
              FROM member WHERE encode(device, 'hex') = $1 GROUP BY group_id
            """;

    private static final String TIMES = """
            SELECT from_seq, coalesce(until_seq, 9223372036854775807) FROM member
             WHERE encode(device, 'hex') = $1 AND encode(group_id, 'hex') = $2
            """;

    private static final String GRANTS_PASS = "UPDATE key_grant SET at = greatest(0, at - 3600)";
    private static final String QUESTIONS_PASS = "UPDATE bundle_asked SET at = greatest(0, at - 3600)";

    private final Database database;
    private final FaultsSaid said;
    private final Map<String, Long> cursors = new HashMap<>();
    private final Set<String> lastResorts = new HashSet<>();
    private final Thread watch = new Thread(this::watch, "cursors");
    private volatile boolean ending;

    FaultsLedger(Vertx vertx, DatabaseAddress address, FaultsSaid said) {
        this.database = Database.at(vertx, address, 3);
        this.said = said;
        watch.setDaemon(true);
        watch.start();
    }

    private void watch() {
        while (!ending) {
            try {
                look();
            } catch (RuntimeException away) {
                // PostgreSQL is killed now and then; what it has after that must not be less.
                LockSupport.parkNanos(POLL_NANOS);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    synchronized void look() {
        for (Row row : rows(CURSORS)) {
            long seq = row.getLong(1);
            Long before = cursors.put(row.getString(0), seq);
            if (before != null && before > seq) {
                said.fault("a cursor went back from " + before + " to " + seq + ": " + row.getString(0));
            }
        }
        rows(LAST_RESORTS).forEach(row -> lastResorts.add(row.getString(0).replace("\n", "")));
    }

    /** What does not add up. */
    List<String> findings() {
        List<String> found = new ArrayList<>();
        for (String sql : List.of(COMMITS, HEADS, PAST)) {
            rows(sql).forEach(row -> found.add(row.getString(0)));
        }
        return found;
    }

    /** Entries that the server has from a device. */
    long sent(String device) {
        return rows(SENT, device).get(0).getLong(0);
    }

    /** A device's groups in which it was, and where its last stay there ended; -1 while it is there. */
    Map<String, Long> stays(String device) {
        Map<String, Long> stays = new HashMap<>();
        for (Row row : rows(STAY, device)) {
            stays.put(row.getString(0), row.getBoolean(2) ? -1L : row.getLong(1));
        }
        return stays;
    }

    /** A device's stays in a group: it may read what comes after the first number, up to the second. */
    List<long[]> times(String device, String group) {
        return rows(TIMES, device, group).stream()
                .map(row -> new long[] {row.getLong(0), row.getLong(1)})
                .toList();
    }

    /**
     * For what the server counts an hour of package questions, an hour passes: a run asks in every other round, and whoever
     * has had five packages of a device cannot bring it back into a case.
     */
    void anHourPasses() {
        for (String sql : List.of(GRANTS_PASS, QUESTIONS_PASS)) {
            await(database.inTransaction(
                    tx -> tx.connection().preparedQuery(sql).execute().mapEmpty()));
        }
    }

    /** Bodies of last-resort packages, which may be handed out more than once: also of those that were replaced since. */
    synchronized Set<String> lastResorts() {
        return Set.copyOf(lastResorts);
    }

    private List<Row> rows(String sql, Object... values) {
        List<Row> all = new ArrayList<>();
        await(database.read(tx ->
                        tx.connection().preparedQuery(sql).execute(io.vertx.sqlclient.Tuple.from(List.of(values)))))
                .forEach(all::add);
        return all;
    }

    @Override
    public void close() {
        ending = true;
        await(database.close());
    }
}
