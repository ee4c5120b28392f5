package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import org.hublink.platform.Tx;

/** What is erased when its time is over. Two nodes at one time do not wait for each other. */
final class ErasureStore {
    /** Numbers are not given out again, so the group keeps the newest that is erased. */
    static final String MESSAGES = """
            WITH gone AS (
              DELETE FROM message WHERE (group_id, seq) IN (
                SELECT group_id, seq FROM message WHERE stored < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)
              RETURNING group_id, seq)
            UPDATE mls_group g SET head = erased.seq
              FROM (SELECT group_id, max(seq) AS seq FROM gone GROUP BY group_id) erased
             WHERE g.id = erased.group_id AND g.head < erased.seq
            """;

    static final String WELCOMES = """
            DELETE FROM welcome WHERE (device, group_id, seq) IN (
              SELECT device, group_id, seq FROM welcome WHERE stored < $1 OR taken < $2
               LIMIT $3 FOR UPDATE SKIP LOCKED)
            """;
    /** One at a time: its chunks go with it, up to a gibibyte. */
    static final String CONTENTS = """
            DELETE FROM content WHERE id IN (
              SELECT id FROM content WHERE expires <= $1 ORDER BY expires LIMIT 1 FOR UPDATE SKIP LOCKED)
            """;

    /** As clients tell (C1); they drop the group as well (M10). */
    static final String CLOSE_GROUPS = """
            UPDATE mls_group SET closed = $1 WHERE id IN (
              SELECT g.id FROM mls_group g JOIN case_hint h ON h.group_id = g.id
               WHERE g.closed IS NULL AND h.state = 'closed' AND h.updated <= $2
               LIMIT $3 FOR NO KEY UPDATE OF g SKIP LOCKED)
            """;

    static final String HINTS = """
            DELETE FROM case_hint WHERE conversation IN (
              SELECT conversation FROM case_hint WHERE updated < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)
            """;

    /** Nothing more is taken for the groups of cases that were closed before {@code closedBefore}. */
    Future<Void> closeGroups(Tx tx, long now, long closedBefore, int max) {
        return tx.connection()
                .preparedQuery(CLOSE_GROUPS)
                .execute(Tuple.of(now, closedBefore, max))
                .mapEmpty();
    }

    Future<Void> hints(Tx tx, long before, int max) {
        return tx.connection()
                .preparedQuery(HINTS)
                .execute(Tuple.of(before, max))
                .mapEmpty();
    }

    Future<Void> messages(Tx tx, long before, int max) {
        return tx.connection()
                .preparedQuery(MESSAGES)
                .execute(Tuple.of(before, max))
                .mapEmpty();
    }

    Future<Void> welcomes(Tx tx, long before, long takenBefore, int max) {
        return tx.connection()
                .preparedQuery(WELCOMES)
                .execute(Tuple.of(before, takenBefore, max))
                .mapEmpty();
    }

    Future<Void> contents(Tx tx, long now) {
        return tx.connection().preparedQuery(CONTENTS).execute(Tuple.of(now)).mapEmpty();
    }
}
