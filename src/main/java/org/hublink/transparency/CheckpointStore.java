package org.hublink.transparency;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hublink.platform.Tx;
import org.hublink.protocol.NoteSignature;
import org.hublink.protocol.SignedCheckpoint;
import org.jspecify.annotations.Nullable;

/** The checkpoint that is shown, those shown before, and the one beyond the tree if there is one. */
final class CheckpointStore {
    static final String CURRENT = "SELECT size, root, cosigned, note FROM checkpoint";
    static final String BEYOND = "SELECT size, root, seen AS cosigned, note FROM checkpoint_beyond";
    static final String PAST = "SELECT size, root, 0::bigint AS cosigned, note FROM checkpoint_past ORDER BY size";
    static final String FIRST = """
            INSERT INTO checkpoint (size, root, cosigned, note)
            SELECT $1, $2, $3, $4
             WHERE (SELECT coalesce(max(i) + 1, 0) FROM leaf) >= $1 AND NOT EXISTS (SELECT FROM checkpoint_beyond)
            ON CONFLICT DO NOTHING
            """;
    /** Nothing happens if another node was faster, if leaves are gone, or if a checkpoint beyond the tree is known. */
    static final String FORWARD = """
            UPDATE checkpoint SET size = $1, root = $2, cosigned = $3, note = $4
             WHERE size = $5 AND cosigned = $6
               AND (SELECT coalesce(max(i) + 1, 0) FROM leaf) >= $1
               AND NOT EXISTS (SELECT FROM checkpoint_beyond)
            """;

    static final String ADD_PAST =
            "INSERT INTO checkpoint_past (size, root, note) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    static final String ADD_COSIGNATURE =
            "INSERT INTO cosignature (size, witness, made, value) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    static final String PUT_BEYOND = """
            INSERT INTO checkpoint_beyond (size, root, note, seen) VALUES ($1, $2, $3, $4)
            ON CONFLICT (one) DO UPDATE
              SET size = excluded.size, root = excluded.root, note = excluded.note, seen = excluded.seen
              WHERE excluded.size > checkpoint_beyond.size
            """;
    static final String CLEAR_BEYOND = "DELETE FROM checkpoint_beyond WHERE size = $1 AND root = $2";
    static final String CLEAR_ANY_BEYOND = "DELETE FROM checkpoint_beyond";

    Future<Optional<StoredCheckpoint>> current(Tx tx) {
        return tx.connection().preparedQuery(CURRENT).execute().map(CheckpointStore::one);
    }

    Future<Optional<StoredCheckpoint>> beyond(Tx tx) {
        return tx.connection().preparedQuery(BEYOND).execute().map(CheckpointStore::one);
    }

    Future<List<StoredCheckpoint>> past(Tx tx) {
        return tx.connection().preparedQuery(PAST).execute().map(rows -> {
            List<StoredCheckpoint> found = new ArrayList<>();
            for (Row row : rows) found.add(read(row));
            return found;
        });
    }

    /** Puts {@code next} in the place of {@code before}; false if it was not there any more, or may not go on. */
    Future<Boolean> forward(Tx tx, @Nullable SignedCheckpoint before, SignedCheckpoint next, NoteSignature witness) {
        Buffer root = Buffer.buffer(next.root().bytes());
        Buffer note = Buffer.buffer(next.note());
        Future<RowSet<Row>> moved = before == null
                ? tx.connection().preparedQuery(FIRST).execute(Tuple.of(next.size(), root, next.cosignedAt(), note))
                : tx.connection()
                        .preparedQuery(FORWARD)
                        .execute(Tuple.of(
                                next.size(), root, next.cosignedAt(), note, before.size(), before.cosignedAt()));
        return moved.compose(rows -> {
            if (rows.rowCount() == 0) return Future.succeededFuture(false);
            if (before != null && before.size() == next.size()) return Future.succeededFuture(true);
            Future<?> past = tx.connection().preparedQuery(ADD_PAST).execute(Tuple.of(next.size(), root, note));
            Future<?> cosigned = tx.connection()
                    .preparedQuery(ADD_COSIGNATURE)
                    .execute(Tuple.of(next.size(), witness.name(), next.cosignedAt(), Buffer.buffer(witness.value())));
            return Future.all(past, cosigned).map(true);
        });
    }

    Future<Void> putBeyond(Tx tx, SignedCheckpoint beyond, long seen) {
        return tx.connection()
                .preparedQuery(PUT_BEYOND)
                .execute(Tuple.of(
                        beyond.size(), Buffer.buffer(beyond.root().bytes()), Buffer.buffer(beyond.note()), seen))
                .mapEmpty();
    }

    Future<Void> clearBeyond(Tx tx, StoredCheckpoint caughtUp) {
        return tx.connection()
                .preparedQuery(CLEAR_BEYOND)
                .execute(Tuple.of(caughtUp.size(), Buffer.buffer(caughtUp.root().bytes())))
                .mapEmpty();
    }

    Future<Void> clearAnyBeyond(Tx tx) {
        return tx.connection().preparedQuery(CLEAR_ANY_BEYOND).execute().mapEmpty();
    }

    private static Optional<StoredCheckpoint> one(RowSet<Row> rows) {
        for (Row row : rows) return Optional.of(read(row));
        return Optional.empty();
    }

    private static StoredCheckpoint read(Row row) {
        return new StoredCheckpoint(
                row.getLong("size"),
                LogStore.digest(row, "root"),
                row.getLong("cosigned"),
                row.getBuffer("note").getBytes());
    }
}
