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
    /** M10: so long after a case was closed its group still takes messages. */
    private static final long CLOSED_KEPT_SECONDS = 7 * DAY_SECONDS;

    private static final long PRESENCE_KEPT_SECONDS = 3_600;
    private static final long TAKEN_WELCOME_KEPT_SECONDS = DAY_SECONDS;

    private final Database database;
    private final Stores stores;
    private final MessagingSettings settings;
    private final Clock clock;

    /** What each kind of row is erased by. */
    record Stores(KeyStore keys, ErasureStore rows, ArchiveStore archive, AlertStore alerts, DeskStore desks) {}

    Erasure(Database database, Stores stores, MessagingSettings settings, Clock clock) {
        this.database = database;
        this.stores = stores;
        this.settings = settings;
        this.clock = clock;
    }

    Future<Void> tidy() {
        long now = clock.now();
        long messages = now - settings.messageDays() * DAY_SECONDS;
        long archive = now - settings.archiveDays() * DAY_SECONDS;
        long alerts = now - settings.alerts().keptDays() * DAY_SECONDS;
        ErasureStore rows = stores.rows();
        return database.inTransaction(tx -> stores.keys()
                .tidy(tx, now, now - GRANTS_KEPT_SECONDS, now - ASKED_KEPT_SECONDS)
                .compose(done -> rows.messages(tx, messages, ROWS_MAX))
                .compose(done -> rows.welcomes(tx, messages, now - TAKEN_WELCOME_KEPT_SECONDS, ROWS_MAX))
                .compose(done -> rows.contents(tx, now))
                .compose(done -> rows.hints(tx, messages, ROWS_MAX))
                .compose(done -> rows.closeGroups(tx, now, now - CLOSED_KEPT_SECONDS, ROWS_MAX))
                .compose(done -> stores.archive().tidy(tx, archive, ROWS_MAX))
                .compose(done -> stores.alerts().tidy(tx, alerts, ROWS_MAX))
                .compose(done -> stores.desks().tidy(tx, now, now - PRESENCE_KEPT_SECONDS)));
    }
}
