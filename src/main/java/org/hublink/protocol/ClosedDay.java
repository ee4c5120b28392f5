package org.hublink.protocol;

import org.hublink.primitives.Malformed;

/**
 * A holiday, in local time.
 *
 * @param year 0 = every year
 * @param month 1 to 12
 * @param day 1 to 31
 */
public record ClosedDay(int year, int month, int day) {
    private static final int[] MONTH_DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int YEAR_MIN = 2020;
    private static final int YEAR_MAX = 2099;

    public ClosedDay {
        if (!fits(year, month, day)) {
            throw new IllegalArgumentException("not a day");
        }
    }

    /** {@code --12-25} for every year, {@code 2027-03-26} for one; else {@code listing-hours}. */
    public static ClosedDay parse(String text) throws Malformed {
        boolean yearly = text.length() == 7 && text.charAt(0) == '-' && text.charAt(1) == '-' && text.charAt(4) == '-';
        boolean once = text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
        if (!yearly && !once) {
            throw new Malformed("listing-hours", "closed");
        }
        int year = once ? number(text, 0, 4) : 0;
        int month = once ? number(text, 5, 7) : number(text, 2, 4);
        int day = once ? number(text, 8, 10) : number(text, 5, 7);
        if ((once && year < YEAR_MIN) || !fits(year, month, day)) {
            throw new Malformed("listing-hours", "closed");
        }
        return new ClosedDay(year, month, day);
    }

    /** The form that {@link #parse} reads. */
    public String text() {
        return (year == 0 ? "-" : String.valueOf(year)) + two(month) + two(day);
    }

    private static String two(int number) {
        return number < 10 ? "-0" + number : "-" + number;
    }

    private static boolean fits(int year, int month, int day) {
        return (year == 0 || (year >= YEAR_MIN && year <= YEAR_MAX))
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= MONTH_DAYS[month - 1];
    }

    private static int number(String text, int from, int to) throws Malformed {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw new Malformed("listing-hours", "closed");
            }
            value = 10 * value + c - '0';
        }
        return value;
    }
}
