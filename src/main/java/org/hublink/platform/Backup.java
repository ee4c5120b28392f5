package org.hublink.platform;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All rows of all tables in one file, as of one moment. The server's keys and its {@code log-head} are files and never in it
 * (rule K5), so a restored node notices by itself that it is behind (rule L5).
 */
public final class Backup {
    /** One row may be an attachment's chunk of 1 MiB: so few are in memory at once. */
    private static final int FETCH_ROWS = 16;

    private final Vertx vertx;
    private final Database database;

    public Backup(Vertx vertx, Database database) {
        this.vertx = vertx;
        this.database = database;
    }

    /** Writes a backup while the server goes on; the file appears when it is whole. */
    public Future<BackupOutcome> write(Path file) {
        return asOutcome(blocking(() -> BackupWriter.to(file, version()))
                .compose(writer -> database.read(tx -> {
                            SqlConnection connection = tx.connection();
                            return BackupTable.all(connection).compose(tables -> {
                                Future<Void> done = Future.succeededFuture();
                                for (BackupTable table : tables) {
                                    done = done.compose(before -> write(connection, table, writer));
                                }
                                return done;
                            });
                        })
                        .compose(written -> blocking(writer::finish))
                        .onComplete(ended -> writer.close())));
    }

    private Future<Void> write(SqlConnection connection, BackupTable table, BackupWriter writer) {
        return blocking(() -> {
                    writer.table(table);
                    return null;
                })
                .compose(begun -> connection.prepare(table.select()))
                .compose(prepared -> write(prepared.cursor(), table, writer).eventually(prepared::close));
    }

    private Future<Void> write(Cursor cursor, BackupTable table, BackupWriter writer) {
        return repeated(() -> cursor.read(FETCH_ROWS)
                        .compose(rows -> blocking(() -> {
                            for (Row row : rows) {
                                writer.row(table, row);
                            }
                            return cursor.hasMore();
                        })))
                .compose(written -> cursor.close());
    }

    /**
     * Fills a migrated, empty database from a backup of the same version: all or nothing.
     *
     * @param fsck looks through what was restored before it counts; what it returns is wrong with it
     */
    public Future<BackupOutcome> restore(Path file, Function<Tx, Future<List<String>>> fsck) {
        return asOutcome(blocking(() -> BackupReader.of(file)).compose(reader -> {
            if (!reader.version().equals(version())) {
                return Future.failedFuture(new BackupRefusal(
                        "version-foreign", "The backup was written by another version: restore it with that one."));
            }
            return database.inTransaction(tx -> empty(tx.connection())
                            .compose(tables -> fill(tx.connection(), tables, reader))
                            .compose(rows -> fsck.apply(tx)
                                    .compose(wrong -> wrong.isEmpty()
                                            ? Future.succeededFuture(reader.done(rows))
                                            : Future.failedFuture(
                                                    new BackupRefusal("fsck-failed", String.join("; ", wrong))))))
                    .eventually(() -> blocking(() -> {
                        reader.close();
                        return null;
                    }));
        }));
    }

    private static Future<List<BackupTable>> empty(SqlConnection connection) {
        return BackupTable.all(connection).compose(tables -> {
            Future<Void> empty = Future.succeededFuture();
            for (BackupTable table : tables) {
                empty = empty.compose(before -> connection.query(table.any()).execute())
                        .compose(rows -> rows.size() == 0
                                ? Future.succeededFuture()
                                : Future.failedFuture(new BackupRefusal(
                                        "database-not-empty", "The table " + table.name() + " holds rows already.")));
            }
            return empty.map(tables);
        });
    }

    private Future<Long> fill(SqlConnection connection, List<BackupTable> known, BackupReader reader) {
        AtomicLong rows = new AtomicLong();
        return repeated(() -> blocking(reader::next).compose(batch -> {
                    BackupTable table = batch.table();
                    if (table == null) {
                        return Future.succeededFuture(false);
                    }
                    if (known.stream()
                            .noneMatch(here -> here.name().equals(table.name())
                                    && here.columns().equals(table.columns()))) {
                        return Future.failedFuture(
                                new BackupRefusal("version-foreign", "The backup holds a table that is another here."));
                    }
                    rows.addAndGet(batch.rows().size());
                    return batch.rows().isEmpty()
                            ? Future.succeededFuture(true)
                            : insert(connection, table, batch).map(true);
                }))
                .map(ended -> rows.get());
    }

    /** Repeats a step while it says so: a loop, because a chain of so many Futures would overflow the stack at its end. */
    private static Future<Void> repeated(Supplier<Future<Boolean>> step) {
        Promise<Void> end = Promise.promise();
        repeat(step, end);
        return end.future();
    }

    private static void repeat(Supplier<Future<Boolean>> step, Promise<Void> end) {
        step.get().onFailure(end::fail).onSuccess(more -> {
            if (more) {
                repeat(step, end);
            } else {
                end.complete();
            }
        });
    }

    private static Future<RowSet<Row>> insert(SqlConnection connection, BackupTable table, BackupReader.Batch batch) {
        return connection.preparedQuery(table.insert()).executeBatch(batch.rows());
    }

    /** The schema's: names and hashes of all migrations. */
    static String version() {
        StringBuilder all = new StringBuilder();
        Migration.all()
                .forEach(file -> all.append(file.name())
                        .append(' ')
                        .append(file.sha256())
                        .append('\n'));
        return Migration.of("all", all.toString()).sha256();
    }

    private <T> Future<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }

    private static Future<BackupOutcome> asOutcome(Future<BackupOutcome.Done> done) {
        return done.<BackupOutcome>map(outcome -> outcome)
                .recover(cause -> cause instanceof BackupRefusal refusal
                        ? Future.succeededFuture(refusal.outcome())
                        : Future.failedFuture(cause));
    }
}
