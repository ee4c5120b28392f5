package org.hublink.app;

import io.vertx.core.Future;
import java.util.Optional;

/** Opens the rooms in the order of their arrows, and closes them in the other. */
final class Wiring {
    private Wiring() {}

    static Future<Wiring> open(Ground ground) {
        Optional<Settings.Pin> pin = ground.settings().log().pin().or(() -> Pins.in(ground.data()));
        ground.door().health().database(ground.database());
        ground.door().health().check("log", () -> Future.succeededFuture(pin.isPresent()));
        if (pin.isEmpty()) {
            ground.door()
                    .checkpoint(
                            () -> "No log yet: hold the ceremony (./hub ceremony --help) and start the server again.");
        }
        return Future.succeededFuture(new Wiring());
    }

    Future<Void> close() {
        return Future.succeededFuture();
    }
}
