package org.hublink.officers;

import io.vertx.core.Future;
import org.hublink.platform.Database;
import org.hublink.platform.Incident;
import org.hublink.primitives.Clock;
import org.hublink.protocol.Act;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.RevocationFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks the rows of sessions as ended when a hold or an end is logged. Nothing depends on its being done: with each request the
 * log is asked whether the session's holder was cut off since it began ({@link LogAuthorization}).
 */
final class Cutoff {
    private static final Logger LOG = LoggerFactory.getLogger(Cutoff.class);

    private final Database database;
    private final SessionStore store;
    private final Clock clock;

    Cutoff(Database database, SessionStore store, Clock clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    /** For the log's listener. */
    void logged(LoggedStatement statement) {
        if (!(statement.header().facts() instanceof RevocationFacts facts)
                || facts.mode() == RevocationFacts.Mode.LIFT) {
            return;
        }
        cut(statement)
                .onSuccess(sessions -> LOG.info("leaf {} ended {} sessions", statement.index(), sessions))
                .onFailure(cause -> LOG.warn(
                        "rows of sessions not ended after leaf {}, the log refuses them all the same: {}",
                        statement.index(),
                        Incident.line(cause)));
    }

    private Future<Integer> cut(LoggedStatement statement) {
        String country = statement.header().country();
        String target = statement.header().id();
        String id = target.substring(target.indexOf(':') + 1);
        long index = statement.index();
        long now = clock.now();
        return database.inTransaction(tx -> {
            if (target.startsWith("device:")) {
                return store.cutHolder(tx, country, Act.SignerType.DEVICE, id, index, now);
            }
            if (target.startsWith("operator:")) {
                return store.cutHolder(tx, country, Act.SignerType.OPERATOR, id, index, now);
            }
            return target.startsWith("officer:")
                    ? store.cutOfficer(tx, country, id, index, now)
                    : Future.succeededFuture(0);
        });
    }
}
