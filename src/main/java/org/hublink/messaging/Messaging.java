package org.hublink.messaging;

import io.vertx.core.Future;

/** The delivery service as other rooms see it. */
public interface Messaging {
    /** Erases what is over; the room calls it by itself every minute. */
    Future<Void> tidy();

    /** Rings what is due now; the room does so by itself every second. Calls that it begins are not waited for. */
    Future<Void> ring();

    /** Ends timers and streams. */
    Future<Void> close();
}
