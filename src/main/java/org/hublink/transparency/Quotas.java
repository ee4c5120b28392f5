package org.hublink.transparency;

import java.util.LinkedHashMap;
import java.util.Map;

/** Leaves of each country today (UTC). Counted from the leaves' own times, so every node comes to the same numbers. */
final class Quotas {
    private static final long DAY_SECONDS = 86_400;

    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private long day = -1;

    void count(String country, long logged) {
        if (logged / DAY_SECONDS > day) {
            counts.clear();
            day = logged / DAY_SECONDS;
        }
        if (logged / DAY_SECONDS == day) counts.merge(country, 1, Integer::sum);
    }

    void uncount(String country, long logged) {
        if (logged / DAY_SECONDS == day) counts.merge(country, -1, Integer::sum);
    }

    boolean exceeded(String country, long now) {
        return now / DAY_SECONDS == day && counts.getOrDefault(country, 0) >= Transparency.LEAVES_A_DAY_MAX;
    }
}
