package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hublink.platform.Database;
import org.hublink.platform.Incident;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.protocol.RandomId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which devices have a stream or a watch open on this node, told to the other nodes by the database. */
final class Presence {
    static final Duration EVERY = Duration.ofSeconds(30);
    /** What was not seen for so long is gone with its node. */
    static final long GONE_SECONDS = 90;

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    private final Vertx vertx;
    private final Database database;
    private final DeskStore store;
    private final Clock clock;
    private final RandomId node;
    private final Map<Digest, Integer> here = new ConcurrentHashMap<>();
    private Future<?> last = Future.succeededFuture();
    private long timer;

    Presence(Vertx vertx, Database database, DeskStore store, Home home) {
        this.vertx = vertx;
        this.database = database;
        this.store = store;
        this.clock = home.clock();
        this.node = RandomId.make(home.randomness());
    }

    void start() {
        timer = vertx.setPeriodic(EVERY.toMillis(), id -> {
            if (!here.isEmpty()) {
                tell(List.copyOf(here.keySet()), true);
            }
        });
    }

    /** From any thread. */
    void came(Digest device) {
        if (here.merge(device, 1, Integer::sum) == 1) {
            tell(List.of(device), true);
        }
    }

    /** From any thread. */
    void went(Digest device) {
        if (here.computeIfPresent(device, (id, n) -> n == 1 ? null : n - 1) == null) {
            tell(List.of(device), false);
        }
    }

    Future<DeskStore.Reach> reach(Collection<Digest> devices) {
        return database.read(tx -> store.reach(tx, devices, clock.now() - GONE_SECONDS));
    }

    /** One after the other, so that the last word is the last that was said. */
    private synchronized void tell(Collection<Digest> devices, boolean open) {
        last = last.transform(before -> database.inTransaction(tx -> store.seen(tx, devices, node, open, clock.now()))
                .onFailure(cause -> LOG.warn("it could not be said who is connected: {}", Incident.line(cause))));
    }

    synchronized Future<Void> close() {
        vertx.cancelTimer(timer);
        List<Digest> all = List.copyOf(here.keySet());
        here.clear();
        if (!all.isEmpty()) {
            tell(all, false);
        }
        return last.transform(done -> Future.succeededFuture());
    }
}
