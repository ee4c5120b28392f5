package org.hublink.platform;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * The buckets behind {@link Limit}. One event loop uses them. State of this node only: several nodes together allow as many
 * times more, which a limit against abuse can bear.
 */
final class Limits {
    /** Callers remembered a limit; beyond it the one not seen for longest is forgotten. */
    static final int CALLERS_MAX = 50_000;

    private static final double MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Map<Limit, Rate> rates;
    private final Map<Limit, Map<String, Bucket>> buckets = new EnumMap<>(Limit.class);
    private final LongSupplier nanos;

    /** The numbers of one limit; 0 a minute would lock everybody out and is refused by the settings. */
    record Rate(int perMinute, int burst) {}

    private static final class Bucket {
        double tokens;
        long at;

        Bucket(double tokens, long at) {
            this.tokens = tokens;
            this.at = at;
        }
    }

    /** A cache that forgets whoever was not seen for longest. */
    private static final class Callers extends LinkedHashMap<String, Bucket> {
        Callers() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > CALLERS_MAX;
        }
    }

    Limits(Map<Limit, Rate> rates, LongSupplier nanos) {
        this.rates = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            this.rates.put(limit, rates.getOrDefault(limit, new Rate(limit.perMinute(), limit.burst())));
            this.buckets.put(limit, new Callers());
        }
        this.nanos = nanos;
    }

    /**
     * Takes a token.
     *
     * @param share how many callers may stand behind {@code caller} (officers of one country behind one address)
     * @return 0 if there was one, else after how many seconds there will be
     */
    int take(Limit limit, String caller, int share) {
        Rate rate = Objects.requireNonNull(rates.get(limit));
        double perNano = rate.perMinute() * (double) share / MINUTE_NANOS;
        double full = rate.burst() * (double) share;
        long now = nanos.getAsLong();
        Bucket bucket =
                Objects.requireNonNull(buckets.get(limit)).computeIfAbsent(caller, fresh -> new Bucket(full, now));
        bucket.tokens = Math.min(full, bucket.tokens + (now - bucket.at) * perNano);
        bucket.at = now;
        if (bucket.tokens >= 1) {
            bucket.tokens -= 1;
            return 0;
        }
        return (int)
                Math.ceil((1 - bucket.tokens) / perNano / Duration.ofSeconds(1).toNanos());
    }

    /** Takes the full buckets away: whoever has been quiet is as good as unknown. */
    void tidy() {
        long now = nanos.getAsLong();
        buckets.forEach((limit, callers) -> {
            Rate rate = Objects.requireNonNull(rates.get(limit));
            double toFull = rate.burst() / (rate.perMinute() / MINUTE_NANOS);
            for (Iterator<Bucket> each = callers.values().iterator(); each.hasNext(); ) {
                if (now - each.next().at > toFull) {
                    each.remove();
                }
            }
        });
    }
}
