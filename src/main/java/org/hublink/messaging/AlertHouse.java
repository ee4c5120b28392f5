package org.hublink.messaging;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.transparency.Transparency;

/** The parts of who is woken, put together. */
record AlertHouse(Alarm alarm, AlertCalls calls, Presence presence, Watches watches, DeskActs acts, DeskView view) {
    static AlertHouse of(
            MessagingRoom.Ground ground,
            Transparency log,
            AlertSettings settings,
            Context context,
            AlertBook book,
            DeskRoster rosters,
            Streams streams) {
        AlertStore store = new AlertStore();
        DeskStore desks = new DeskStore();
        Presence presence = new Presence(ground.vertx(), ground.database(), desks, ground.home());
        streams.onPresence((device, here) -> {
            if (here) {
                presence.came(device);
            } else {
                presence.went(device);
            }
        });
        Watches watches = new Watches(ground.vertx(), presence);
        Map<String, AlertDoor> doors = new LinkedHashMap<>();
        doors.put(AlertRounds.WEBHOOK, new WebhookDoor(ground.vertx(), settings.webhooks(), InetAddress::getAllByName));
        settings.mail()
                .ifPresent(relay -> doors.put(
                        AlertRounds.MAIL,
                        new MailDoor(
                                ground.vertx(),
                                relay,
                                settings.webhooks().authority().map(TrustedPem::sockets),
                                ground.home().clock())));
        AlertCalls calls = new AlertCalls(ground.database(), store, doors, ground.home());
        AlertRounds rounds = new AlertRounds(ground.database(), store, desks, book, settings, ground.home());
        Alarm alarm = new Alarm(
                ground.vertx(),
                context,
                ground.database(),
                new Alarm.Parts(rounds, calls, desks, rosters, streams, watches),
                settings,
                ground.home().clock());
        DeskActs acts = new DeskActs(
                ground.database(), desks, rosters, log, ground.home().clock());
        DeskView view = new DeskView(ground.database(), desks, store, rosters, presence);
        return new AlertHouse(alarm, calls, presence, watches, acts, view);
    }

    void start() {
        presence.start();
        alarm.start();
    }

    Future<Void> close() {
        return alarm.close()
                .compose(closed -> watches.close())
                .compose(closed -> calls.close())
                .compose(closed -> presence.close());
    }
}
