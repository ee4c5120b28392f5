package org.hublink.protocol;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;

/**
 * The body of a {@code duty} act (C5): a member says for himself when he is on duty. The act's context is the desk's id.
 *
 * @param from epoch seconds
 * @param until epoch seconds, at most {@link #SECONDS_MAX} later; the same as {@code from} ends a duty at once
 */
public record DeskDuty(long from, long until) {
    public static final String KIND = "duty";
    public static final long SECONDS_MAX = 7 * 86_400L;

    public DeskDuty {
        if (!fits(from, until)) {
            throw new IllegalArgumentException("duty");
        }
    }

    /** {@code duty-times}, or the reasons of the fields. */
    public static DeskDuty read(Json.Obj body) throws Malformed {
        Fields fields = Fields.of(body, KIND);
        long from = fields.integer("from", 0, ListingLimits.TIME_MAX);
        long until = fields.integer("until", 0, ListingLimits.TIME_MAX);
        fields.end();
        if (!fits(from, until)) {
            throw new Malformed("duty-times", KIND);
        }
        return new DeskDuty(from, until);
    }

    public Json.Obj body() {
        return Json.obj().put("from", from).put("until", until).build();
    }

    private static boolean fits(long from, long until) {
        return from >= 0 && until >= from && until <= ListingLimits.TIME_MAX && until - from <= SECONDS_MAX;
    }
}
