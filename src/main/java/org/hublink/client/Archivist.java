package org.hublink.client;

import java.util.concurrent.TimeUnit;
import org.hublink.engine.View;
import org.hublink.primitives.Randomness;

/**
 * Says when the desks' archives want tending while a client stays connected: soon after something was said, at another moment
 * than the colleagues' clients, every few minutes for what colleagues filed and for those who came later, and ever more rarely
 * where it does not work.
 */
final class Archivist {
    private static final long FIRST_MILLIS_MAX = 2_000;
    private static final long NEWS_MILLIS_MIN = 1_000;
    private static final long NEWS_MILLIS_SPREAD = 3_000;
    private static final long ROUND_MILLIS = TimeUnit.MINUTES.toMillis(5);
    private static final long FAILED_MILLIS_MIN = TimeUnit.SECONDS.toMillis(15);
    private static final long FAILED_MILLIS_MAX = TimeUnit.MINUTES.toMillis(10);
    private static final int DOUBLINGS_MAX = 6;

    private final Randomness randomness;
    private long dueAt;
    private int failures;
    private boolean underWay;
    private boolean news;

    Archivist(Randomness randomness) {
        this.randomness = randomness;
        this.dueAt = System.nanoTime() + chance(FIRST_MILLIS_MAX);
    }

    /** What was said is to be filed by whoever comes first. */
    void saw(View view) {
        boolean said = view instanceof View.Talk talk
                && (talk.code().equals("said") || talk.code().equals("joined"));
        if (said && underWay) {
            news = true;
        } else if (said && failures == 0) {
            soon();
        }
    }

    boolean due() {
        return !underWay && System.nanoTime() - dueAt >= 0;
    }

    void begins() {
        underWay = true;
        news = false;
    }

    void done(View.Finished finished) {
        underWay = false;
        failures = finished.clean() ? 0 : failures + 1;
        if (failures > 0) {
            long wait = Math.min(FAILED_MILLIS_MAX, FAILED_MILLIS_MIN << Math.min(failures - 1, DOUBLINGS_MAX));
            dueAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait);
        } else {
            dueAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ROUND_MILLIS);
            if (news) {
                soon();
            }
        }
    }

    private void soon() {
        long at = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(NEWS_MILLIS_MIN) + chance(NEWS_MILLIS_SPREAD);
        dueAt = at - dueAt < 0 ? at : dueAt;
    }

    private long chance(long millisMax) {
        byte[] random = randomness.bytes(2);
        return TimeUnit.MILLISECONDS.toNanos(((((random[0] & 0xff) << 8) | (random[1] & 0xff)) * millisMax) >> 16);
    }
}
