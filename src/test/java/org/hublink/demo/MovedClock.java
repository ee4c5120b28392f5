package org.hublink.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** The machine's clock, put forward as a test likes; a server and its clients share it, and it never goes back. */
final class MovedClock extends Clock {
    private final Clock machine = Clock.systemUTC();
    private final AtomicLong ahead = new AtomicLong();

    void forward(long seconds) {
        ahead.addAndGet(seconds);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("one zone");
    }

    @Override
    public Instant instant() {
        return machine.instant().plusSeconds(ahead.get());
    }
}
