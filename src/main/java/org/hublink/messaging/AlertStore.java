package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hublink.platform.Tx;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** All SQL of clocks and alerts. Nodes take due rows past each other: none waits for another, none takes another's. */
final class AlertStore {
    static final String DROP_CLOCKS = "DELETE FROM clock WHERE conversation = $1 AND kind <> ALL ($2::text[])";
    static final String SET_CLOCK = """
            INSERT INTO clock (conversation, kind, due, next) VALUES ($1, $2, $3, $4)
            ON CONFLICT (conversation, kind) DO UPDATE SET due = excluded.due, next = excluded.next
              WHERE clock.due <> excluded.due
            """;
    static final String DUE_CLOCKS = """
            SELECT c.conversation, c.kind, c.due, c.next, h.urgency, g.desks || g.later_desks,
                   g.parties || g.later_parties
              FROM clock c LEFT JOIN case_hint h ON h.conversation = c.conversation
              LEFT JOIN mls_group g ON g.id = h.group_id
             WHERE c.next <= $1 ORDER BY c.next LIMIT $2 FOR UPDATE OF c SKIP LOCKED
            """;
    static final String MOVE_CLOCK = "UPDATE clock SET next = $3 WHERE conversation = $1 AND kind = $2";
    static final String RAISE = """
            INSERT INTO alert (id, conversation, desk, urgency, step, occasion, raised, next)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (conversation, desk, step, occasion) DO NOTHING
            """;
    /** What the case has moved on from; a door that was to be tried again is left in peace. */
    static final String END_PAST = """
            WITH past AS (
              UPDATE alert SET ended = $3, next = NULL
               WHERE conversation = $1 AND ended IS NULL AND step <> ALL ($2::text[]) RETURNING id),
            dropped AS (DELETE FROM alert_call c USING past WHERE c.alert = past.id)
            SELECT id FROM past
            """;

    static final String RAISED_LATELY = """
            SELECT count(DISTINCT a.conversation) FROM alert a JOIN case_hint h ON h.conversation = a.conversation
             WHERE h.device = $1 AND a.raised > $2
            """;
    static final String DUE = """
            SELECT id, desk, urgency, step, rounds, coalesce(first, 0), coalesce(rung, 0), false FROM alert
             WHERE next <= $1 ORDER BY next LIMIT $2 FOR UPDATE SKIP LOCKED
            """;
    static final String RING = """
            UPDATE alert SET rounds = rounds + 1, rung = $2, first = coalesce(first, $2), next = $3, ended = $4
             WHERE id = $1
            """;
    static final String WAIT = "UPDATE alert SET next = $2 WHERE id = $1";
    static final String DROP_CALLS = "DELETE FROM alert_call WHERE alert = $1";
    static final String ADD_CALL = """
            INSERT INTO alert_call (alert, door, place, target, round, next) VALUES ($1, $2, $3, $4, $5, $6)
            """;
    /** Taken by moving its time: a node that dies with it gives it back by that. */
    static final String TAKE_CALLS = """
            UPDATE alert_call c SET tries = tries + 1, next = $2 FROM alert a
             WHERE a.id = c.alert AND (c.alert, c.door, c.place) IN (
               SELECT alert, door, place FROM alert_call WHERE next <= $1 ORDER BY next LIMIT $3 FOR UPDATE SKIP LOCKED)
            RETURNING c.door, c.place, c.target, c.round, c.tries, a.id, a.desk, a.urgency, a.step, a.rounds,
                      coalesce(a.first, 0), coalesce(a.rung, 0), a.ended IS NOT NULL
            """;

    static final String END_CALL = """
            DELETE FROM alert_call WHERE alert = $1 AND door = $2 AND place = $3 AND round = $4
            """;
    static final String PUT_BACK = """
            UPDATE alert_call SET next = $5 WHERE alert = $1 AND door = $2 AND place = $3 AND round = $4
            """;
    static final String ADD_TRY = """
            INSERT INTO alert_try (alert, id, round, door, place, reached, outcome, at)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8 FROM alert a WHERE a.id = $1
            """;
    /** Rung and not over, or over since a short while: what the streams of each node are told. */
    static final String LIVE = """
            SELECT id, desk, urgency, step, rounds, first, rung, ended IS NOT NULL FROM alert
             WHERE rounds > 0 AND (next IS NOT NULL OR ended > $1) ORDER BY raised DESC LIMIT $2
            """;

    static final String OF_DESK = """
            SELECT id, urgency, step, raised, rounds, rung, ended FROM alert WHERE desk = $1 ORDER BY raised DESC, id LIMIT $2
            """;
    static final String TRIES = """
            SELECT t.alert, t.round, t.door, t.place, t.reached, t.outcome, t.at FROM unnest($1::bytea[]) AS asked (id)
             CROSS JOIN LATERAL (SELECT * FROM alert_try WHERE alert = asked.id ORDER BY at DESC, id LIMIT $2) t
             ORDER BY t.alert, t.at, t.id
            """;
    static final String NOTIFY = "SELECT pg_notify('hublink_alerts', '')";
    static final String TIDY_ALERTS = """
            DELETE FROM alert WHERE id IN (
              SELECT id FROM alert WHERE ended < $1 ORDER BY ended LIMIT $2 FOR UPDATE SKIP LOCKED)
            """;
    static final String TIDY_CLOCKS = """
            DELETE FROM clock c WHERE c.next IS NULL AND c.due < $1
            """;

    /** A clock whose reminder is due now. */
    record Ticked(
            RandomId conversation,
            String kind,
            long due,
            long next,
            String urgency,
            List<String> desks,
            List<String> parties) {}

    /** A call that this node has taken. */
    record Call(Alert alert, String door, int place, String target, int round, int tries) {}

    /** What came of a try. */
    record Try(String door, int place, int round, int reached, String outcome, long at) {}

    /** An alert as a desk reads it. */
    record Told(
            RandomId id,
            String urgency,
            String step,
            long raised,
            int rounds,
            @Nullable Long rung,
            @Nullable Long ended,
            List<Try> tries) {}

    Future<Void> dropClocks(Tx tx, RandomId conversation, List<String> but) {
        return run(
                        tx,
                        DROP_CLOCKS,
                        Tuple.tuple()
                                .addBuffer(StoredIds.of(conversation))
                                .addArrayOfString(but.toArray(String[]::new)))
                .mapEmpty();
    }

    Future<Void> setClock(Tx tx, RandomId conversation, String kind, long due, @Nullable Long next) {
        return run(tx, SET_CLOCK, Tuple.of(StoredIds.of(conversation), kind, due, next))
                .mapEmpty();
    }

    Future<List<Ticked>> dueClocks(Tx tx, long now, int max) {
        return run(tx, DUE_CLOCKS, Tuple.of(now, max)).map(rows -> {
            List<Ticked> found = new ArrayList<>();
            for (Row row : rows) {
                String urgency = row.getString(4);
                String[] desks = row.getArrayOfStrings(5);
                String[] parties = row.getArrayOfStrings(6);
                found.add(new Ticked(
                        StoredIds.id(row.getBuffer(0)),
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        urgency == null ? "" : urgency,
                        desks == null ? List.of() : List.of(desks),
                        parties == null ? List.of() : List.of(parties)));
            }
            return found;
        });
    }

    Future<Void> moveClock(Tx tx, RandomId conversation, String kind, @Nullable Long next) {
        return run(tx, MOVE_CLOCK, Tuple.of(StoredIds.of(conversation), kind, next))
                .mapEmpty();
    }

    /** Raises an alert unless the same was raised before. */
    Future<Void> raise(Tx tx, RandomId conversation, Alert alert, long occasion, long now, long next) {
        Tuple row = Tuple.of(
                        StoredIds.of(alert.id()),
                        StoredIds.of(conversation),
                        alert.desk(),
                        alert.urgency(),
                        alert.step(),
                        occasion)
                .addLong(now)
                .addLong(next);
        return run(tx, RAISE, row).mapEmpty();
    }

    /** Ends the alerts of a case but those of these steps; how many. */
    Future<Integer> endPast(Tx tx, RandomId conversation, List<String> steps, long now) {
        return run(tx, END_PAST, Tuple.of(StoredIds.of(conversation), steps.toArray(String[]::new), now))
                .map(RowSet::size);
    }

    /** Cases of a device for which somebody was woken since. */
    Future<Long> raisedLately(Tx tx, Buffer device, long since) {
        return run(tx, RAISED_LATELY, Tuple.of(device, since))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Alerts whose time has come, locked. */
    Future<List<Alert>> due(Tx tx, long now, int max) {
        return run(tx, DUE, Tuple.of(now, max)).map(AlertStore::alerts);
    }

    /** One more round; {@code next} null = the last. */
    Future<Void> ring(Tx tx, RandomId id, long now, @Nullable Long next) {
        return run(tx, RING, Tuple.of(StoredIds.of(id), now, next, next == null ? now : null))
                .mapEmpty();
    }

    Future<Void> wait(Tx tx, RandomId id, long next) {
        return run(tx, WAIT, Tuple.of(StoredIds.of(id), next)).mapEmpty();
    }

    /** What is to be called in the newest round, in place of what was left of the one before. */
    Future<Void> calls(Tx tx, RandomId id, int round, Map<String, List<String>> targets, long now) {
        Future<?> last = run(tx, DROP_CALLS, Tuple.of(StoredIds.of(id)));
        for (Map.Entry<String, List<String>> door : targets.entrySet()) {
            for (int i = 0; i < door.getValue().size(); i++) {
                Tuple row = Tuple.of(
                        StoredIds.of(id),
                        door.getKey(),
                        (short) i,
                        door.getValue().get(i),
                        round,
                        now);
                last = last.compose(before -> run(tx, ADD_CALL, row));
            }
        }
        return last.mapEmpty();
    }

    Future<List<Call>> takeCalls(Tx tx, long now, long until, int max) {
        return run(tx, TAKE_CALLS, Tuple.of(now, until, max)).map(rows -> {
            List<Call> found = new ArrayList<>();
            for (Row row : rows) {
                found.add(new Call(
                        alert(row, 5),
                        row.getString(0),
                        row.getShort(1),
                        row.getString(2),
                        row.getInteger(3),
                        row.getInteger(4)));
            }
            return found;
        });
    }

    Future<Void> endCall(Tx tx, Call call) {
        return run(
                        tx,
                        END_CALL,
                        Tuple.of(StoredIds.of(call.alert().id()), call.door(), (short) call.place(), call.round()))
                .mapEmpty();
    }

    Future<Void> putBack(Tx tx, Call call, long next) {
        return run(
                        tx,
                        PUT_BACK,
                        Tuple.of(
                                StoredIds.of(call.alert().id()), call.door(), (short) call.place(), call.round(), next))
                .mapEmpty();
    }

    Future<Void> tried(Tx tx, RandomId alert, RandomId id, Try one) {
        Tuple row = Tuple.of(
                        StoredIds.of(alert),
                        StoredIds.of(id),
                        one.round(),
                        one.door(),
                        (short) one.place(),
                        one.reached())
                .addString(one.outcome())
                .addLong(one.at());
        return run(tx, ADD_TRY, row).mapEmpty();
    }

    Future<List<Alert>> live(Tx tx, long endedSince, int max) {
        return run(tx, LIVE, Tuple.of(endedSince, max)).map(AlertStore::alerts);
    }

    Future<List<Told>> ofDesk(Tx tx, String desk, int max, int triesMax) {
        return run(tx, OF_DESK, Tuple.of(desk, max)).compose(alerts -> {
            List<Told> found = new ArrayList<>();
            List<Buffer> ids = new ArrayList<>();
            for (Row row : alerts) {
                ids.add(row.getBuffer(0));
                found.add(new Told(
                        StoredIds.id(row.getBuffer(0)),
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getInteger(4),
                        row.getLong(5),
                        row.getLong(6),
                        new ArrayList<>()));
            }
            Tuple asked =
                    Tuple.tuple().addArrayOfBuffer(ids.toArray(Buffer[]::new)).addInteger(triesMax);
            return run(tx, TRIES, asked).map(tries -> {
                for (Row row : tries) {
                    found.get(ids.indexOf(row.getBuffer(0)))
                            .tries()
                            .add(new Try(
                                    row.getString(2),
                                    row.getShort(3),
                                    row.getInteger(1),
                                    row.getInteger(4),
                                    row.getString(5),
                                    row.getLong(6)));
                }
                return found;
            });
        });
    }

    Future<Void> told(Tx tx) {
        return tx.connection().preparedQuery(NOTIFY).execute().mapEmpty();
    }

    Future<Void> tidy(Tx tx, long before, int max) {
        return run(tx, TIDY_ALERTS, Tuple.of(before, max))
                .compose(done -> run(tx, TIDY_CLOCKS, Tuple.of(before)))
                .mapEmpty();
    }

    private static List<Alert> alerts(RowSet<Row> rows) {
        List<Alert> found = new ArrayList<>();
        rows.forEach(row -> found.add(alert(row, 0)));
        return found;
    }

    private static Alert alert(Row row, int at) {
        return new Alert(
                StoredIds.id(row.getBuffer(at)),
                row.getString(at + 1),
                row.getString(at + 2),
                row.getString(at + 3),
                row.getInteger(at + 4),
                row.getLong(at + 5),
                row.getLong(at + 6),
                row.getBoolean(at + 7));
    }

    private static Future<RowSet<Row>> run(Tx tx, String sql, Tuple values) {
        return tx.connection().preparedQuery(sql).execute(values);
    }
}
