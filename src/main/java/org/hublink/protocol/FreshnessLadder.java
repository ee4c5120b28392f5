package org.hublink.protocol;

/**
 * How old a country's word may be.
 *
 * @param freshDays after so many days a listing is due, even if its own date is later
 * @param dueDays so long after that it counts as unverified
 */
public record FreshnessLadder(int freshDays, int dueDays) {
    /** 90 days, then 60 more. */
    public static final FreshnessLadder DEFAULT = new FreshnessLadder(90, 60);

    private static final long DAY_SECONDS = 86_400;

    public FreshnessLadder {
        if (freshDays < 1 || dueDays < 1 || freshDays > 400 || dueDays > 400) {
            throw new IllegalArgumentException("days out of range");
        }
    }

    /** From this epoch second on it is due. */
    public long dueAt(Attested attested) {
        return Math.min(attested.on() + freshDays * DAY_SECONDS, attested.by());
    }

    /** From this epoch second on it is unverified. */
    public long unverifiedAt(Attested attested) {
        return dueAt(attested) + dueDays * DAY_SECONDS;
    }

    public Freshness at(Attested attested, long time) {
        if (time < dueAt(attested)) {
            return Freshness.FRESH;
        }
        return time < unverifiedAt(attested) ? Freshness.DUE : Freshness.UNVERIFIED;
    }
}
