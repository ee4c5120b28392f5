package org.hublink.officers;

import io.vertx.core.Future;
import java.time.Duration;
import org.hublink.platform.Database;
import org.hublink.primitives.Clock;

/** Erases what is over, and finishes what a node that died left behind. */
final class Housekeeping {
    static final Duration EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final SessionStore sessions;
    private final EnrolmentStore enrolment;
    private final PendingStore pending;
    private final Signatures signatures;
    private final Clock clock;

    Housekeeping(
            Database database,
            SessionStore sessions,
            EnrolmentStore enrolment,
            PendingStore pending,
            Signatures signatures,
            Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.enrolment = enrolment;
        this.pending = pending;
        this.signatures = signatures;
        this.clock = clock;
    }

    Future<Void> tidy() {
        long now = clock.now();
        long kept = SessionService.KEPT.toSeconds();
        return database.inTransaction(tx -> sessions.tidy(tx, now, kept)
                        .compose(done -> enrolment.tidy(tx, now, kept))
                        .compose(done -> pending.tidy(tx, now)))
                .compose(done -> signatures.finishAll());
    }
}
