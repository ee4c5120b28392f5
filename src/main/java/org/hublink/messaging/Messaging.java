package org.hublink.messaging;

import io.vertx.core.Future;

/** The delivery service as other rooms see it. */
public interface Messaging {
    /** Erases what is over; the room calls it by itself every minute. */
    Future<Void> tidy();

    /** Ends timers and streams. */
    Future<Void> close();
}
