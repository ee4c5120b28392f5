package org.hublink.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.hublink.engine.Event;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.primitives.Home;
import org.jspecify.annotations.Nullable;

/**
 * A client that stays connected: takes what the stream brings, follows the log every few seconds, whatever the stream says of
 * it, so that whoever was put on hold is removed from what is open, and comes back by itself when the server was away.
 */
public final class Live implements AutoCloseable {
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long FOLLOW_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final OfficerClient client;
    private final Pump pump;
    private final StreamHome stream;
    private final Archivist archivist;
    private long followAt = System.nanoTime();
    private boolean following;
    private View.@Nullable Finished failed;

    Live(OfficerClient client, Pump pump, HttpHome http, Home home, Archivist archivist) {
        this.client = client;
        this.pump = pump;
        this.archivist = archivist;
        this.stream = new StreamHome(http, home.randomness(), batch -> pump.offer(new Event.Frame(batch)));
        pump.onFrameTaken(stream::taken);
    }

    /** Runs one wish to its end, and goes on until all that it sends is answered. */
    public View.Finished run(Wish wish) throws IOException, Ended {
        return client.runAndSettle(wish);
    }

    /** Goes on until {@code done}; false if that did not come in time. */
    public boolean until(BooleanSupplier done, Duration max) throws IOException, Ended {
        long end = System.nanoTime() + max.toNanos();
        while (!done.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            tend();
            pump.step(Math.min(left, SLICE_NANOS));
        }
        return true;
    }

    /** True while the server's stream is open. */
    public boolean connected() {
        return stream.connected();
    }

    /** Why the last attempt to connect did not work; null if it did. */
    public View.@Nullable Finished failed() {
        return failed;
    }

    private void tend() throws IOException, Ended {
        int ended = stream.ended();
        if (ended == StreamHome.REPLACED) {
            throw Ended.refused(
                    "instance-replaced",
                    "This device was opened from another store, which speaks for it now; this one has stopped.");
        }
        if (stream.wanted()) {
            connect();
        }
        if (System.nanoTime() - followAt >= 0 && !following) {
            followAt = System.nanoTime() + FOLLOW_NANOS;
            following = true;
            pump.begin(new Wish.Follow(), followed -> following = false);
            pump.offer(new Event.Tick());
        }
        if (connected() && archivist.due()) {
            archivist.begins();
            pump.begin(new Wish.ArchiveAll(), archivist::done);
        }
    }

    private void connect() throws IOException, Ended {
        // Each time: the log, the session and what came meanwhile are asked for before the stream tells what is new.
        var finished = pump.run(new Wish.Connect());
        failed = finished.clean() ? null : finished;
        var book = client.engine().cases();
        var token = client.engine().token();
        var instance = book == null ? null : book.instance();
        if (failed != null || token == null || instance == null) {
            stream.backOff();
        } else {
            stream.connect(token, instance);
        }
    }

    /** Lets the stream go; the client stays open. */
    @Override
    public void close() {
        stream.close();
    }
}
