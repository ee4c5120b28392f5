package org.hublink.client;

/** Times as a person says them. */
public final class Ages {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Ages() {}

    /** {@code 12 s}, {@code 4 min}, {@code 7 h}, {@code 3 d}; a negative age is 'in' the future. */
    public static String of(long seconds) {
        if (seconds < 0) {
            return "in " + of(-seconds);
        }
        if (seconds < 2 * MINUTE) {
            return seconds + " s";
        }
        if (seconds < 2 * HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < 2 * DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
    }

    /** {@code 1.3 s} of a measured time. */
    public static String seconds(long nanos) {
        long tenths = (nanos + 50_000_000L) / 100_000_000L;
        return tenths / 10 + "." + tenths % 10 + " s";
    }
}
