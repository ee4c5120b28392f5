package org.hublink.protocol;

import org.hublink.primitives.Zones;

/** Whether a desk is staffed at an instant, and when that changes. All instants are epoch seconds. */
public final class OpenHours {
    /** For {@link #opensAt} and {@link #closesAt}: not within the time looked at, or not known. */
    public static final long NEVER = -1;

    private static final int DAY_SECONDS = 86_400;
    private static final int DAYS_AHEAD_MAX = 400;
    private static final int SPANS_JOINED_MAX = 64;

    private final Zones zones;

    public OpenHours(Zones zones) {
        this.zones = zones;
    }

    /** What can be said of an instant; UNKNOWN where this home does not know the desk's zone. */
    public enum State {
        OPEN,
        CLOSED,
        UNKNOWN
    }

    public State at(Hours hours, long time) {
        if (hours.always()) {
            return State.OPEN;
        }
        if (!zones.known(hours.zone())) {
            return State.UNKNOWN;
        }
        return openAtLocal(hours, time + zones.offsetSeconds(hours.zone(), time)) ? State.OPEN : State.CLOSED;
    }

    /** Seconds to add to UTC for the desk's local time; 0 where the zone is unknown. */
    public int offsetSeconds(Hours hours, long time) {
        return zones.known(hours.zone()) ? zones.offsetSeconds(hours.zone(), time) : 0;
    }

    /** The first instant after {@code time} at which a desk that is closed opens. */
    public long opensAt(Hours hours, long time) {
        if (hours.always() || !zones.known(hours.zone())) {
            return NEVER;
        }
        long today = Math.floorDiv(time + zones.offsetSeconds(hours.zone(), time), DAY_SECONDS);
        for (long day = today - 1; day <= today + DAYS_AHEAD_MAX; day++) {
            for (WeekSpan span : hours.week()) {
                if (span.day() == weekday(day) && !closed(hours, day)) {
                    long opens = instant(hours.zone(), day * DAY_SECONDS + span.from() * 60L);
                    if (opens > time) {
                        return opens;
                    }
                }
            }
        }
        return NEVER;
    }

    /** The instant at which a desk that is open closes; hours that touch are one. */
    public long closesAt(Hours hours, long time) {
        long end = time;
        for (int i = 0; i < SPANS_JOINED_MAX && at(hours, end) == State.OPEN && !hours.always(); i++) {
            long local = end + zones.offsetSeconds(hours.zone(), end);
            end = Math.max(end + 1, instant(hours.zone(), localEnd(hours, local)));
        }
        return end == time || at(hours, end) == State.OPEN ? NEVER : end;
    }

    /** With the local time already known, so that an index asks each zone once. */
    public static boolean openAtLocal(Hours hours, long local) {
        return hours.always() || localEnd(hours, local) > local;
    }

    /** The end in local seconds of the hours that cover a local second; that second itself where none does. */
    private static long localEnd(Hours hours, long local) {
        long end = local;
        long today = Math.floorDiv(local, DAY_SECONDS);
        for (long day = today - 1; day <= today; day++) {
            int weekday = weekday(day);
            for (WeekSpan span : hours.week()) {
                long from = day * DAY_SECONDS + span.from() * 60L;
                long to = day * DAY_SECONDS + span.to() * 60L;
                if (span.day() == weekday && from <= local && local < to && !closed(hours, day)) {
                    end = Math.max(end, to);
                }
            }
        }
        return end;
    }

    /** The earliest instant at which the zone's clocks show this local second, or have jumped over it. */
    private long instant(String zone, long local) {
        int before = zones.offsetSeconds(zone, local - 2L * DAY_SECONDS);
        int after = zones.offsetSeconds(zone, local + 2L * DAY_SECONDS);
        long first = local - before;
        if (zones.offsetSeconds(zone, first) == before) {
            return first;
        }
        long second = local - after;
        if (zones.offsetSeconds(zone, second) == after) {
            return second;
        }
        long low = Math.min(first, second);
        long high = Math.max(first, second);
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (middle + zones.offsetSeconds(zone, middle) >= local) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** 1 = Monday; day 0 of the epoch was a Thursday. */
    private static int weekday(long day) {
        return (int) Math.floorMod(day + 3, 7L) + 1;
    }

    private static boolean closed(Hours hours, long day) {
        if (hours.closed().isEmpty()) {
            return false;
        }
        CivilDay civil = CivilDay.of(day);
        for (ClosedDay closed : hours.closed()) {
            if (closed.month() == civil.month()
                    && closed.day() == civil.day()
                    && (closed.year() == 0 || closed.year() == civil.year())) {
                return true;
            }
        }
        return false;
    }
}
