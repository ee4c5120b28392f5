package org.hublink.platform;

import java.util.EnumMap;
import java.util.Map;

/** Rate limits that differ from those in {@link Limit}. */
public record LimitSettings(Map<Limit, Rate> changed) {
    public LimitSettings {
        changed = Map.copyOf(changed);
    }

    /**
     * One limit's numbers.
     *
     * @param perMinute 1 to 1,000,000
     * @param burst 1 to 1,000,000
     */
    public record Rate(int perMinute, int burst) {}

    Map<Limit, Limits.Rate> rates() {
        Map<Limit, Limits.Rate> rates = new EnumMap<>(Limit.class);
        changed.forEach((limit, rate) -> rates.put(limit, new Limits.Rate(rate.perMinute(), rate.burst())));
        return rates;
    }
}
