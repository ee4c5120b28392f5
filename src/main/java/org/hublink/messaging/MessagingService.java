package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The room's inside behind its interface: keeps its timers. */
final class MessagingService implements Messaging {
    private static final Logger LOG = LoggerFactory.getLogger(MessagingService.class);

    private final Vertx vertx;
    private final Erasure erasure;
    private final Streams streams;
    private final AlertHouse alerts;
    private final long timer;

    MessagingService(Vertx vertx, Erasure erasure, Streams streams, AlertHouse alerts) {
        this.streams = streams;
        this.alerts = alerts;
        this.vertx = vertx;
        this.erasure = erasure;
        this.timer = vertx.setPeriodic(
                Erasure.EVERY.toMillis(),
                id -> erasure.tidy()
                        .onFailure(
                                cause -> LOG.warn("erasing failed, tried again in a minute: {}", cause.getMessage())));
    }

    @Override
    public Future<Void> tidy() {
        return erasure.tidy();
    }

    @Override
    public Future<Void> ring() {
        return alerts.alarm().ring();
    }

    @Override
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return alerts.close().compose(closed -> streams.close());
    }
}
