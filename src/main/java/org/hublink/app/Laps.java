package org.hublink.app;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What each step of a start took, for the log: {@code 412 ms (listen 80, postgres 300, schema 20, rooms 12)}. */
final class Laps {
    private final LongSupplier nanos;
    private final long begin;
    private final StringBuilder steps = new StringBuilder();
    private long last;

    Laps(LongSupplier nanos) {
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
        this.last = begin;
    }

    void done(String step) {
        long now = nanos.getAsLong();
        steps.append(steps.isEmpty() ? "" : ", ").append(step).append(' ').append(millis(now - last));
        last = now;
    }

    @Override
    public String toString() {
        return millis(last - begin) + " ms (" + steps + ")";
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
