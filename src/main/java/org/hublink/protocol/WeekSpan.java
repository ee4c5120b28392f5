package org.hublink.protocol;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;

/**
 * Opening hours that begin on one day of the week, in local time.
 *
 * @param day 1 = Monday to 7 = Sunday
 * @param from minute of that day, 0 to 1439
 * @param to minute counted from the same midnight, after {@code from} and at most a day later: 22:00 to 06:00 is 1320 to
 *     1800
 */
public record WeekSpan(int day, int from, int to) {
    public static final int DAY_MINUTES = 1440;

    public WeekSpan {
        if (day < 1 || day > 7 || from < 0 || from >= DAY_MINUTES || to <= from || to > from + DAY_MINUTES) {
            throw new IllegalArgumentException("not opening hours");
        }
    }

    static WeekSpan read(Fields fields) throws Malformed {
        int day = (int) fields.integer("day", 1, 7);
        int from = (int) fields.integer("from", 0, DAY_MINUTES - 1);
        int to = (int) fields.integer("to", from + 1L, from + (long) DAY_MINUTES);
        fields.end();
        return new WeekSpan(day, from, to);
    }

    Json.Obj json() {
        return Json.obj().put("day", day).put("from", from).put("to", to).build();
    }
}
