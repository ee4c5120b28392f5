package org.hublink.messaging;

import io.vertx.core.Future;
import java.time.Duration;
import org.hublink.platform.Database;
import org.hublink.primitives.Clock;

/** Erases what is past its time, a bounded piece at a time so that no transaction grows long. */
final class Erasure {
    static final Duration EVERY = Duration.ofMinutes(1);
    /** Rows of a kind that go at one time. */
    static final int ROWS_MAX = 2_000;

    private static final long DAY_SECONDS = 86_400;
    private static final long GRANTS_KEPT_SECONDS = DAY_SECONDS;
    private static final long ASKED_KEPT_SECONDS = 90 * DAY_SECONDS;
    private static final long TAKEN_WELCOME_KEPT_SECONDS = DAY_SECONDS;

    private final Database database;
    private final KeyStore keys;
    private final ErasureStore store;
    private final MessagingSettings settings;
    private final Clock clock;

    Erasure(Database database, KeyStore keys, ErasureStore store, MessagingSettings settings, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    Future<Void> tidy() {
        long now = clock.now();
        long messages = now - settings.messageDays() * DAY_SECONDS;
        return database.inTransaction(tx -> keys.tidy(tx, now, now - GRANTS_KEPT_SECONDS, now - ASKED_KEPT_SECONDS)
                .compose(done -> store.messages(tx, messages, ROWS_MAX))
                .compose(done -> store.welcomes(tx, messages, now - TAKEN_WELCOME_KEPT_SECONDS, ROWS_MAX))
                .compose(done -> store.contents(tx, now)));
    }
}
