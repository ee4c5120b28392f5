package org.hublink.messaging;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.platform.Database;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Digest;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** What streams ask the database: where a device stands when it comes, and what has changed on any node since. */
final class Lookout {
    /** Seconds that the clocks of two nodes and a commit under way may be apart. */
    private static final long OVERLAP_SECONDS = 60;

    private final Database database;
    private final FeedStore store;
    private final KeyStore keys;
    private final Clock clock;
    private long looked;

    Lookout(Database database, FeedStore store, KeyStore keys, Clock clock) {
        this.database = database;
        this.store = store;
        this.keys = keys;
        this.clock = clock;
        this.looked = clock.now();
    }

    record Begun(List<DeliveryFrame.Newest> newest, List<FeedStore.Place> places) {}

    /**
     * @param moved groups whose head is beyond what was known
     * @param waiting devices for which a welcome waits
     * @param current the instance that speaks for each device
     * @param opened groups that the devices opened themselves a short while ago: nobody sends them a welcome
     */
    record Sight(
            Map<RandomId, Long> moved,
            List<Digest> waiting,
            Map<Digest, RandomId> current,
            Map<Digest, List<FeedStore.Place>> opened) {}

    /** Null if another instance speaks for the device. */
    Future<@Nullable Begun> begin(Digest device, RandomId instance) {
        return database.read(tx -> keys.isCurrent(tx, device, instance)
                .compose(current -> current
                        ? store.newest(tx, device)
                                .compose(newest -> store.places(tx, device).map(places -> new Begun(newest, places)))
                        : Future.succeededFuture(null)));
    }

    Future<Sight> look(List<Digest> devices, Map<RandomId, Long> heads) {
        long now = clock.now();
        Map<RandomId, Long> known = new LinkedHashMap<>(heads);
        Future<Sight> sight = database.read(tx -> {
            Future<Map<RandomId, Long>> moved = store.moved(tx, known);
            Future<List<Digest>> waiting = store.waiting(tx, devices);
            Future<Map<Digest, RandomId>> current = keys.currents(tx, devices);
            Future<Map<Digest, List<FeedStore.Place>>> opened = store.opened(tx, devices, looked - OVERLAP_SECONDS);
            return Future.all(moved, waiting, current, opened)
                    .map(all -> new Sight(moved.result(), waiting.result(), current.result(), opened.result()));
        });
        return sight.onSuccess(seen -> looked = now);
    }
}
