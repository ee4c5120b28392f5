package org.hublink.platform;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the schema to this program's version: each file once, in order, in a transaction of its own, one node at a time. A
 * landed file that was changed, or one that this program does not know, stops the start.
 */
public final class Migrations {
    static final String LOCK = "SELECT pg_advisory_lock(7305522901)";
    static final String UNLOCK = "SELECT pg_advisory_unlock(7305522901)";
    static final String MAKE_TABLE = """
            CREATE TABLE IF NOT EXISTS migration (
              name text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 80),
              sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
              applied timestamptz NOT NULL)
            """;
    static final String APPLIED = "SELECT name, sha256 FROM migration ORDER BY name COLLATE \"C\"";
    static final String APPLY = "INSERT INTO migration (name, sha256, applied) VALUES ($1, $2, $3)";

    private Migrations() {}

    /** How many files were applied just now. */
    public static Future<Integer> run(Vertx vertx, DatabaseAddress address, Clock clock) {
        return run(vertx, address, clock, Migration.all());
    }

    static Future<Integer> run(Vertx vertx, DatabaseAddress address, Clock clock, List<Migration> files) {
        PgConnectOptions options = Database.connectOptions(address);
        // A migration may take its time, and so may the node that migrates before this one.
        options.addProperty("statement_timeout", "0");
        return PgConnection.connect(vertx, options)
                .recover(cause -> Future.failedFuture(unreachable(address, cause)))
                .compose(connection -> Durability.findings(connection)
                        .compose(findings -> findings.isEmpty()
                                ? Future.succeededFuture()
                                : Future.failedFuture(new CannotStart(new DatabaseUnfit(findings).getMessage()
                                        + ". Correct PostgreSQL's settings and start again.")))
                        .compose(durable -> connection.query(LOCK).execute())
                        .compose(locked -> connection.query(MAKE_TABLE).execute())
                        .compose(made -> connection.query(APPLIED).execute())
                        .compose(rows -> missing(rows, files))
                        .compose(missing -> apply(connection, missing, clock))
                        .compose(count -> connection.query(UNLOCK).execute().map(count))
                        .eventually(connection::close));
    }

    private static Future<List<Migration>> missing(Iterable<Row> applied, List<Migration> files) {
        int next = 0;
        for (Row row : applied) {
            String name = row.getString("name");
            if (next >= files.size() || !files.get(next).name().equals(name)) {
                return Future.failedFuture(
                        new CannotStart(
                                "The database knows the migration " + name
                                        + " and this program does not, or not in this order: start a program of its version or newer."));
            }
            if (!files.get(next).sha256().equals(row.getString("sha256"))) {
                return Future.failedFuture(new CannotStart("The migration " + name
                        + " was changed after it was applied: restore the file, changes go into a new one."));
            }
            next++;
        }
        return Future.succeededFuture(new ArrayList<>(files.subList(next, files.size())));
    }

    private static Future<Integer> apply(SqlConnection connection, List<Migration> missing, Clock clock) {
        Future<Void> done = Future.succeededFuture();
        for (Migration file : missing) {
            Tuple row = Tuple.of(file.name(), file.sha256(), OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            done = done.compose(before -> connection.query("BEGIN").execute())
                    .compose(begun -> connection.query(file.sql()).execute())
                    .compose(ran -> connection.preparedQuery(APPLY).execute(row))
                    .compose(noted -> connection.query("SELECT 1; COMMIT").execute())
                    .<Void>mapEmpty()
                    .recover(cause -> Future.failedFuture(
                            new CannotStart("The migration " + file.name() + " failed: " + cause.getMessage(), cause)));
        }
        return done.map(missing.size());
    }

    private static CannotStart unreachable(DatabaseAddress address, Throwable cause) {
        return new CannotStart(
                "PostgreSQL at " + address.host() + ":" + address.port() + " cannot be used as user " + address.user()
                        + " on database " + address.database() + ": " + reason(cause),
                cause);
    }

    /** The library's words for a refused certificate tell an operator nothing of his setting. */
    private static String reason(Throwable failure) {
        String words = String.valueOf(failure.getMessage());
        return words.contains("SSL handshake failed")
                ? "its certificate is not of the authority in database.tlsAuthorityFile, or not for that host"
                : words;
    }
}
