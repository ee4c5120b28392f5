package org.hublink.messaging;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hublink.platform.Database;
import org.hublink.platform.Incident;
import org.hublink.primitives.Home;
import org.hublink.protocol.RandomId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the calls of a round by webhook and mail, again with growing pauses where one fails, and notes each try. */
final class AlertCalls {
    static final int TRIES_MAX = 4;
    static final int CALLS_MAX = 16;
    /** What a node that died had taken is another's after so long. */
    static final Duration TAKEN_FOR = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(AlertCalls.class);
    private static final long PAUSE_SECONDS = 5;

    private final Database database;
    private final AlertStore store;
    private final Map<String, AlertDoor> doors;
    private final Home home;
    private int underWay;

    AlertCalls(Database database, AlertStore store, Map<String, AlertDoor> doors, Home home) {
        this.database = database;
        this.store = store;
        this.doors = Map.copyOf(doors);
        this.home = home;
    }

    /** Takes what may be called now and begins to call; does not wait for the calls. */
    Future<Void> take() {
        long now = home.clock().now();
        int free = CALLS_MAX - underWay();
        if (free <= 0) {
            return Future.succeededFuture();
        }
        return database.inTransaction(tx -> store.takeCalls(tx, now, now + TAKEN_FOR.toSeconds(), free))
                .map(calls -> {
                    calls.forEach(this::begin);
                    return null;
                });
    }

    private synchronized int underWay() {
        return underWay;
    }

    private synchronized void count(int change) {
        underWay += change;
    }

    private void begin(AlertStore.Call call) {
        count(1);
        AlertDoor door = doors.get(call.door());
        (door == null ? Future.succeededFuture("not-here") : door.call(call.alert(), call.target()))
                .compose(outcome -> ended(call, outcome))
                .onComplete(done -> {
                    count(-1);
                    if (done.failed()) {
                        // It was called, and what came of it is not written: it is called once more.
                        LOG.warn("a call was not noted: {}", Incident.line(done.cause()));
                    }
                });
    }

    private Future<Void> ended(AlertStore.Call call, String outcome) {
        long now = home.clock().now();
        AlertStore.Try one = new AlertStore.Try(
                call.door(), call.place(), call.round(), outcome.equals(AlertDoor.RUNG) ? 1 : 0, outcome, now);
        boolean done = outcome.equals(AlertDoor.RUNG) || call.tries() >= TRIES_MAX;
        return database.inTransaction(tx -> store.tried(tx, call.alert().id(), RandomId.make(home.randomness()), one)
                .compose(noted -> done ? store.endCall(tx, call) : store.putBack(tx, call, now + pause(call.tries()))));
    }

    /** 5, 15, 45 seconds. */
    private static long pause(int tries) {
        long pause = PAUSE_SECONDS;
        for (int i = 1; i < tries; i++) {
            pause *= 3;
        }
        return pause;
    }

    Future<Void> close() {
        List<Future<?>> all = new ArrayList<>();
        doors.values().forEach(door -> all.add(door.close()));
        return all.isEmpty() ? Future.succeededFuture() : Future.join(all).mapEmpty();
    }
}
