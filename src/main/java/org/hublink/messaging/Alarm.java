package org.hublink.messaging;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hublink.platform.Database;
import org.hublink.platform.Incident;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Digest;
import org.hublink.protocol.RandomId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarm clock of this node: every second, and at once when another node says so, it takes what is due, tells the streams
 * and watches that are open here, and makes the calls that it could take. Which node does what is settled by the database; a
 * hint that is lost costs a second.
 */
final class Alarm {
    static final int LIVE_MAX = 2_000;
    /** So long a node may sleep and still tell what was rung once. */
    static final long OVER_SECONDS = 120;

    private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);
    private static final String CHANNEL = "hublink_alerts";
    private static final long EVERY_MILLIS = 1_000;

    private final Vertx vertx;
    private final Context context;
    private final Database database;
    private final Parts parts;
    private final AlertSettings settings;
    private final Clock clock;
    /** Rounds told here, by alert; what is live no more is forgotten. */
    private final Map<RandomId, Alert> told = new LinkedHashMap<>();

    private Supplier<Future<Void>> deaf = Future::succeededFuture;
    private final List<Promise<Void>> asked = new ArrayList<>();
    private boolean running;
    private long timer;

    /** What rings. */
    record Parts(
            AlertRounds rounds,
            AlertCalls calls,
            DeskStore desks,
            DeskRoster rosters,
            Streams streams,
            Watches watches) {}

    Alarm(Vertx vertx, Context context, Database database, Parts parts, AlertSettings settings, Clock clock) {
        this.vertx = vertx;
        this.context = context;
        this.database = database;
        this.parts = parts;
        this.settings = settings;
        this.clock = clock;
    }

    void start() {
        timer = vertx.setPeriodic(EVERY_MILLIS, id -> soon());
        deaf = database.listen(CHANNEL, from -> soon());
        parts.watches().start(device -> context.runOnContext(here -> greet(device)));
    }

    Future<Void> close() {
        vertx.cancelTimer(timer);
        return deaf.get();
    }

    /** From any thread; one turn at a time, and another after it if this came meanwhile. */
    void soon() {
        ring().onFailure(cause -> LOG.warn("alerts could not be looked at: {}", Incident.line(cause)));
    }

    /** A turn that begins after this was asked for. */
    Future<Void> ring() {
        Promise<Void> done = Promise.promise();
        context.runOnContext(here -> {
            asked.add(done);
            run();
        });
        return done.future();
    }

    private void run() {
        if (running || asked.isEmpty()) {
            return;
        }
        running = true;
        List<Promise<Void>> served = List.copyOf(asked);
        asked.clear();
        turn().onComplete(ended -> context.runOnContext(after -> {
            running = false;
            served.forEach(promise -> promise.handle(ended));
            run();
        }));
    }

    private Future<Void> turn() {
        return parts.rounds()
                .turn()
                .compose(rung -> parts.rounds().live(OVER_SECONDS, LIVE_MAX))
                .compose(live -> onContext(() -> tell(live)))
                .compose(tries -> parts.rounds().tried(tries))
                .compose(noted -> parts.calls().take())
                .mapEmpty();
    }

    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(here -> work.get().onComplete(done));
        return done.future();
    }

    private Future<List<AlertRounds.Tried>> tell(List<Alert> live) {
        told.keySet().retainAll(live.stream().map(Alert::id).toList());
        List<AlertRounds.Tried> tries = new ArrayList<>();
        Future<?> last = Future.succeededFuture();
        for (Alert alert : live) {
            Alert before = told.put(alert.id(), alert);
            boolean news = before == null || before.rounds() != alert.rounds();
            if (news && !(alert.silenced() && before == null)) {
                last = last.compose(done -> ring(alert, tries));
            } else if (before != null && alert.silenced() && !before.over()) {
                last = last.compose(done -> ring(alert, new ArrayList<>()));
            }
        }
        return last.map(done -> tries);
    }

    private Future<Void> ring(Alert alert, List<AlertRounds.Tried> tries) {
        return devices(alert)
                .compose(devices -> onContext(() -> {
                    int streams = 0;
                    int watches = 0;
                    for (Digest device : devices) {
                        streams += parts.streams().tell(device, alert.hint());
                        watches += parts.watches().tell(device, alert);
                    }
                    note(tries, alert, "stream", streams);
                    note(tries, alert, "watch", watches);
                    return Future.succeededFuture();
                }));
    }

    private void note(List<AlertRounds.Tried> tries, Alert alert, String door, int reached) {
        if (reached > 0) {
            AlertStore.Try one = new AlertStore.Try(door, 0, alert.rounds(), reached, AlertDoor.RUNG, clock.now());
            tries.add(new AlertRounds.Tried(alert.id(), one));
        }
    }

    /** Whoever is on duty; after a while, where nobody is, or when it is over: all. */
    private Future<List<Digest>> devices(Alert alert) {
        return parts.rosters().roster(alert.desk()).compose(roster -> {
            if (roster == null) {
                return Future.succeededFuture(List.<Digest>of());
            }
            List<Digest> all = roster.ids();
            if (alert.silenced()
                    || alert.rung() - alert.first() >= settings.pace().members().toSeconds()) {
                return Future.succeededFuture(all);
            }
            return database.read(tx -> parts.desks().onDuty(tx, alert.desk(), alert.rung()))
                    .map(duty -> {
                        List<Digest> first = roster.ofOfficers(duty);
                        return first.isEmpty() ? all : first;
                    });
        });
    }

    /** Tells a device that begins to watch what rings at its desks now. */
    private void greet(Digest device) {
        for (Alert alert : List.copyOf(told.values())) {
            if (!alert.over()) {
                devices(alert)
                        .onSuccess(devices -> {
                            if (devices.contains(device)) {
                                parts.watches().tell(device, alert);
                            }
                        })
                        .onFailure(cause -> LOG.warn("a watch was not greeted: {}", Incident.line(cause)));
            }
        }
    }
}
