package org.hublink.protocol;

/**
 * A day of the Gregorian calendar.
 *
 * @param month 1 to 12
 * @param day 1 to 31
 */
record CivilDay(int year, int month, int day) {
    private static final int DAYS_TO_MARCH_OF_YEAR_0 = 719_468;
    private static final int ERA_DAYS = 146_097;

    /** The day that many days after 1970-01-01; years are counted from March, so that leap days come last. */
    static CivilDay of(long epochDay) {
        long shifted = epochDay + DAYS_TO_MARCH_OF_YEAR_0;
        long era = Math.floorDiv(shifted, ERA_DAYS);
        int dayOfEra = (int) (shifted - era * ERA_DAYS);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / (ERA_DAYS - 1)) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int fromMarch = (5 * dayOfYear + 2) / 153;
        int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        return new CivilDay(year, month, dayOfYear - (153 * fromMarch + 2) / 5 + 1);
    }
}
