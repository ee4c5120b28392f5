package org.hublink.officers;

import io.vertx.core.Future;
import org.hublink.platform.Database;

/** A database that fails whenever a session's row is to be ended. */
final class UncutStore {
    static final String FAIL = "ALTER TABLE session ADD CONSTRAINT uncut CHECK (revoked IS NULL) NOT VALID";
    static final String WORK = "ALTER TABLE session DROP CONSTRAINT uncut";

    private UncutStore() {}

    static Future<Void> noSessionCanBeEnded(Database database) {
        return run(database, FAIL);
    }

    static Future<Void> sessionsCanBeEnded(Database database) {
        return run(database, WORK);
    }

    private static Future<Void> run(Database database, String sql) {
        return database.inTransaction(tx -> tx.connection().query(sql).execute().mapEmpty());
    }
}
