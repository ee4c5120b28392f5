package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;

/**
 * When a desk is staffed.
 *
 * @param always at all hours of all days; then there is no weekly rule
 * @param zone IANA name, for the desk's local time also where it is always open
 * @param week in the order of day and minute
 * @param closed holidays: hours that begin on them do not count
 */
public record Hours(boolean always, String zone, List<WeekSpan> week, List<ClosedDay> closed) {
    public Hours {
        week = List.copyOf(week);
        closed = List.copyOf(closed);
    }

    public static Hours always(String zone) {
        return new Hours(true, zone, List.of(), List.of());
    }

    static Hours read(Fields fields) throws Malformed {
        boolean always = fields.bool("always");
        String zone = fields.text("zone", 1, ListingLimits.ZONE_CHARS_MAX);
        List<WeekSpan> week = new ArrayList<>();
        for (Fields span : fields.objects("week", 0, ListingLimits.WEEK_SPANS_MAX)) {
            week.add(WeekSpan.read(span));
        }
        List<ClosedDay> closed = new ArrayList<>();
        for (String day : fields.texts("closed", 0, ListingLimits.CLOSED_DAYS_MAX, 10)) {
            closed.add(ClosedDay.parse(day));
        }
        fields.end();
        if (!zoneName(zone) || always != week.isEmpty() || (always && !closed.isEmpty()) || !ordered(week)) {
            throw new Malformed("listing-hours", "hours");
        }
        return new Hours(always, zone, week, closed);
    }

    /** Its JSON alone, for a table that answers 'open now'; {@link #read(byte[], Text)} takes it back. */
    public byte[] bytes() {
        return Json.write(json());
    }

    /** Reads what {@link #bytes} wrote. */
    public static Hours read(byte[] json, Text text) throws Malformed {
        return read(Fields.of(Json.read(json, JsonLimits.DEFAULT, text), "hours"));
    }

    Json.Obj json() {
        List<Json> spans = new ArrayList<>();
        for (WeekSpan span : week) {
            spans.add(span.json());
        }
        List<String> days = new ArrayList<>();
        for (ClosedDay day : closed) {
            days.add(day.text());
        }
        return Json.obj()
                .put("always", always)
                .put("zone", zone)
                .put("week", spans)
                .putTexts("closed", days)
                .build();
    }

    /** By form only: which names exist is the home's knowledge, and an unknown zone is shown as such. */
    static boolean zoneName(String zone) {
        for (int i = 0; i < zone.length(); i++) {
            char c = zone.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            boolean inside = (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '-' || c == '+';
            if (!letter && (i == 0 || !inside)) {
                return false;
            }
        }
        return !zone.isEmpty();
    }

    private static boolean ordered(List<WeekSpan> week) {
        for (int i = 1; i < week.size(); i++) {
            WeekSpan before = week.get(i - 1);
            WeekSpan span = week.get(i);
            int gap = (span.day() - before.day()) * WeekSpan.DAY_MINUTES + span.from() - before.to();
            if (gap < 0) {
                return false;
            }
        }
        return true;
    }
}
