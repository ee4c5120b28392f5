package org.hublink.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import org.hublink.platform.Database;
import org.hublink.platform.HttpDoor;
import org.hublink.primitives.Home;

/** What the rooms are opened on. */
record Ground(
        Vertx vertx,
        Settings settings,
        Path data,
        Clock clock,
        Home home,
        Database database,
        HttpDoor door,
        MeterRegistry meters) {}
