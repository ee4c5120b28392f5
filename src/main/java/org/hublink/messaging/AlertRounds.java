package org.hublink.messaging;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.platform.Database;
import org.hublink.platform.Tx;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Hours;
import org.hublink.protocol.OpenHours;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of alerts: what is due is taken under a lock that other nodes step past, moved on, and let go. Nothing is called
 * while a lock is held.
 */
final class AlertRounds {
    /** Rows that one transaction takes. */
    static final int ROWS_MAX = 64;

    /** So long a reminder waits for a desk's opening at most; then it is rung all the same. */
    static final Duration OPENING_WAIT_MAX = Duration.ofDays(7);

    static final String WEBHOOK = "webhook";
    static final String MAIL = "mail";

    private final Database database;
    private final AlertStore store;
    private final DeskStore desks;
    private final AlertBook book;
    private final AlertSettings settings;
    private final Home home;

    AlertRounds(
            Database database, AlertStore store, DeskStore desks, AlertBook book, AlertSettings settings, Home home) {
        this.database = database;
        this.store = store;
        this.desks = desks;
        this.book = book;
        this.settings = settings;
        this.home = home;
    }

    /** Takes what is due until nothing is; true if anything was rung. */
    Future<Boolean> turn() {
        return database.inTransaction(this::piece)
                .compose(taken -> taken < ROWS_MAX ? Future.succeededFuture(taken > 0) : turn().map(true));
    }

    private Future<Integer> piece(Tx tx) {
        long now = home.clock().now();
        return store.dueClocks(tx, now, ROWS_MAX)
                .compose(clocks -> {
                    Future<Void> last = Future.succeededFuture();
                    for (AlertStore.Ticked clock : clocks) {
                        last = last.compose(before -> book.remind(tx, clock, now));
                    }
                    return last.map(done -> clocks.size());
                })
                .compose(clocks -> store.due(tx, now, ROWS_MAX)
                        .compose(alerts -> ring(tx, alerts, now).map(Math.max(clocks, alerts.size()))));
    }

    private Future<Void> ring(Tx tx, List<Alert> alerts, long now) {
        if (alerts.isEmpty()) {
            return Future.succeededFuture();
        }
        Set<String> names = new LinkedHashSet<>();
        alerts.forEach(alert -> names.add(alert.desk()));
        return desks.doors(tx, names)
                .compose(doors -> {
                    Future<Void> last = Future.succeededFuture();
                    for (Alert alert : alerts) {
                        DeskStore.Doors to = doors.getOrDefault(alert.desk(), DeskStore.Doors.NONE);
                        last = last.compose(before -> ring(tx, alert, to, now));
                    }
                    return last;
                })
                .compose(done -> store.told(tx));
    }

    private Future<Void> ring(Tx tx, Alert alert, DeskStore.Doors doors, long now) {
        long opens = alert.emergency() ? now : opens(doors, now);
        if (opens > now) {
            return store.wait(tx, alert.id(), opens);
        }
        Map<String, List<String>> targets = new LinkedHashMap<>();
        targets.put(WEBHOOK, doors.webhooks());
        targets.put(MAIL, doors.mails());
        return store.ring(tx, alert.id(), now, next(alert, now))
                .compose(rung -> store.calls(tx, alert.id(), alert.rounds() + 1, targets, now));
    }

    private @Nullable Long next(Alert alert, long now) {
        long first = alert.rounds() == 0 ? now : alert.first();
        long next = now + settings.pace().repeat().toSeconds();
        boolean again =
                !alert.single() && next - first <= settings.pace().giveUp().toSeconds();
        return again ? next : null;
    }

    /** When the desk wants to hear what is no emergency: now, or at its opening. */
    private long opens(DeskStore.Doors doors, long now) {
        var stored = doors.hours();
        if (stored == null) {
            return now;
        }
        try {
            Hours hours = Hours.read(stored.getBytes(), home.text());
            OpenHours open = new OpenHours(home.zones());
            long at = open.at(hours, now) == OpenHours.State.CLOSED ? open.opensAt(hours, now) : now;
            return at == OpenHours.NEVER || at - now > OPENING_WAIT_MAX.toSeconds() ? now : at;
        } catch (Malformed broken) {
            throw new IllegalStateException("stored hours", broken);
        }
    }

    /** What streams and watches are to be told; over since a short while at most. */
    Future<List<Alert>> live(long overSeconds, int max) {
        return database.read(tx -> store.live(tx, home.clock().now() - overSeconds, max));
    }

    /** Notes what came of telling this node's streams and watches. */
    Future<Void> tried(List<Tried> tries) {
        if (tries.isEmpty()) {
            return Future.succeededFuture();
        }
        return database.inTransaction(tx -> {
            Future<Void> last = Future.succeededFuture();
            for (Tried one : tries) {
                last = last.compose(
                        before -> store.tried(tx, one.alert(), RandomId.make(home.randomness()), one.tried()));
            }
            return last;
        });
    }

    /** What came of which alert. */
    record Tried(RandomId alert, AlertStore.Try tried) {}
}
