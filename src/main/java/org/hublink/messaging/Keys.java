package org.hublink.messaging;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hublink.platform.Database;
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** Instances and KeyPackages: claimed, stored, handed out once. */
final class Keys {
    /** Packages of one device that wait. */
    static final int PACKAGES_MAX = 200;
    /** Packages of one device that one asker gets an hour. */
    static final int GRANTS_AN_HOUR_MAX = 5;
    /** The same of a device of the asker's own desk, which he brings into the cases that are open. */
    static final int COLLEAGUE_GRANTS_AN_HOUR_MAX = 200;
    /** Desk bundles that one device asks for an hour. */
    static final int BUNDLES_AN_HOUR_MAX = 60;

    static final long PACKAGE_SECONDS = 28 * 86_400L;
    static final long LAST_RESORT_SECONDS = 7 * 86_400L;
    private static final long HOUR_SECONDS = 3_600;
    private static final long DAY_SECONDS = 86_400;
    private static final int LOW = 10;

    private final Database database;
    private final KeyStore store;
    private final DeskRoster roster;
    private final Home home;
    private final BiConsumer<Digest, String> hint;

    /** @param hint tells a device something that it may look at, if it is connected here */
    Keys(Database database, KeyStore store, DeskRoster roster, Home home, BiConsumer<Digest, String> hint) {
        this.database = database;
        this.store = store;
        this.roster = roster;
        this.home = home;
        this.hint = hint;
    }

    /** How storing packages ended. */
    enum Stored {
        STORED,
        INSTANCE_REPLACED,
        TOO_MANY
    }

    /**
     * A device of a desk.
     *
     * @param keyPackage null where none is to be had
     * @param limited the asker had as many of this device's as he may have in an hour
     */
    record Offered(DeskRoster.Device device, byte @Nullable [] keyPackage, boolean limited) {}

    /** What a desk's bundle holds. */
    sealed interface Bundle {
        record Devices(List<Offered> devices) implements Bundle {}

        record Unknown() implements Bundle {}

        record TooMany() implements Bundle {}
    }

    /** False if the instance was replaced before: it stays so. */
    Future<Boolean> claim(Digest device, RandomId instance) {
        long now = home.clock().now();
        return database.inTransaction(tx -> store.current(tx, device)
                        .compose(current -> instance.equals(current)
                                ? Future.succeededFuture(true)
                                : store.claim(tx, device, instance, now)
                                        .compose(claimed -> claimed
                                                ? Future.succeededFuture(true)
                                                : Future.failedFuture(new Past()))))
                .recover(cause -> cause instanceof Past ? Future.succeededFuture(false) : Future.failedFuture(cause));
    }

    /** Rolls a claim of an instance that is over back. */
    private static final class Past extends RuntimeException {
        Past() {
            super("replaced", null, false, false);
        }
    }

    Future<Stored> put(Digest device, RandomId instance, List<byte[]> packages, byte @Nullable [] lastResort) {
        long now = home.clock().now();
        return database.inTransaction(tx -> store.current(tx, device).compose(current -> {
            if (!instance.equals(current)) {
                return Future.succeededFuture(Stored.INSTANCE_REPLACED);
            }
            return store.count(tx, device, now).compose(counts -> {
                if (counts.packages() + packages.size() > PACKAGES_MAX) {
                    return Future.succeededFuture(Stored.TOO_MANY);
                }
                Future<Void> added = Future.succeededFuture();
                for (byte[] one : packages) {
                    added = added.compose(before -> store.add(tx, device, false, one, now, now + PACKAGE_SECONDS));
                }
                if (lastResort != null) {
                    added = added.compose(before -> store.dropLast(tx, device))
                            .compose(before -> store.add(tx, device, true, lastResort, now, now + LAST_RESORT_SECONDS));
                }
                return added.map(Stored.STORED);
            });
        }));
    }

    Future<KeyStore.Counts> count(Digest device) {
        return database.read(tx -> store.count(tx, device, home.clock().now()));
    }

    /** How often a desk's bundle was asked for in the last day and in all that is kept. */
    Future<KeyStore.AskedOf> askedOf(String desk) {
        return database.read(tx -> store.askedOf(tx, desk, home.clock().now() - DAY_SECONDS));
    }

    /**
     * The desk's devices with a package each; counted, whatever comes of it, but for one device of the asker's own desk.
     *
     * @param only of this device alone, if any
     */
    Future<Bundle> bundle(Digest asker, String desk, Optional<String> only) {
        return roster.devices(desk).compose(all -> {
            if (all == null) {
                return Future.succeededFuture(new Bundle.Unknown());
            }
            long now = home.clock().now();
            List<DeskRoster.Device> devices = all.stream()
                    .filter(device -> only.isEmpty() || device.id().hex().equals(only.get()))
                    .toList();
            boolean colleague = all.stream().anyMatch(device -> device.id().equals(asker));
            if (colleague && only.isPresent()) {
                return database.inTransaction(tx -> store.alone(tx, asker)
                        .compose(alone -> offered(tx, asker, devices, COLLEAGUE_GRANTS_AN_HOUR_MAX, now)));
            }
            return database.inTransaction(tx -> store.bundlesAsked(tx, asker, now - HOUR_SECONDS)
                    .compose(count -> count >= BUNDLES_AN_HOUR_MAX
                            ? Future.succeededFuture(new Bundle.TooMany())
                            : store.asked(tx, RandomId.make(home.randomness()), desk, asker, now)
                                    .compose(noted -> offered(tx, asker, devices, GRANTS_AN_HOUR_MAX, now))));
        });
    }

    private Future<Bundle> offered(Tx tx, Digest asker, List<DeskRoster.Device> devices, int max, long now) {
        List<Offered> offered = new ArrayList<>();
        Future<?> all = Future.succeededFuture();
        for (DeskRoster.Device device : devices) {
            // Nobody adds himself: asking for the own desk takes none of the asker's packages.
            all = all.compose(before -> device.id().equals(asker)
                            ? Future.succeededFuture(new Offered(device, null, false))
                            : one(tx, asker, device, max, now))
                    .onSuccess(offered::add);
        }
        return all.map(done -> new Bundle.Devices(offered));
    }

    private Future<Offered> one(Tx tx, Digest asker, DeskRoster.Device device, int max, long now) {
        return store.grants(tx, asker, device.id(), now - HOUR_SECONDS)
                .compose(grants -> grants >= max
                        ? Future.succeededFuture(new Offered(device, null, true))
                        : taken(tx, asker, device.id(), now).map(body -> new Offered(device, body, false)));
    }

    private Future<byte @Nullable []> taken(Tx tx, Digest asker, Digest device, long now) {
        return store.take(tx, device, asker, now)
                .compose(body -> body != null
                        ? Future.succeededFuture(body)
                        : store.lastResort(tx, device, now).onSuccess(last -> {
                            if (last != null) {
                                hint.accept(device, "last-resort-used");
                            }
                        }))
                .compose(body -> body == null
                        ? Future.<byte @Nullable []>succeededFuture()
                        : store.grant(tx, RandomId.make(home.randomness()), asker, device, now)
                                .compose(granted -> store.count(tx, device, now))
                                .map(left -> {
                                    if (left.packages() < LOW) {
                                        hint.accept(device, "key-packages-low");
                                    }
                                    return body;
                                }));
    }
}
