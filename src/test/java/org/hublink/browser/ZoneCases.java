package org.hublink.browser;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Answered;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Zones;

/**
 * The cases of {@code zones.json}: {@code {"zone", "until", "offsets"}}, an offset in seconds, then time and offset of each
 * change between {@link #FROM} and {@code until}, separated by spaces. That is {@link #TO}, and earlier where a state has
 * changed its mind lately: a home's table is as old as the home, and from then on two homes may differ. A home is asked about the second before each change and the
 * change, and between them often enough to find a change that the file does not have.
 */
final class ZoneCases {
    /** 2020-01-01 and 2036-01-01, UTC. */
    static final long FROM = 1_577_836_800;

    static final long TO = 2_082_758_400;

    /** Morocco's shortest change lasts four weeks. */
    private static final long SAMPLE_SECONDS = 20 * 86_400;

    private static final int OFFSETS_CHARS_MAX = 8_192;

    private ZoneCases() {}

    static List<Answered> answers(Fields top, Zones zones) throws Malformed {
        top.oneOf("kind", "zones");
        List<Answered> answers = new ArrayList<>();
        for (Fields one : top.objects("cases", 1, VectorFile.CASES_MAX)) {
            String zone = one.text("zone", 1, 80);
            long until = one.integer("until", FROM, TO);
            String want = one.text("offsets", 1, OFFSETS_CHARS_MAX);
            one.end();
            answers.add(new Answered(zone, answer(zone, want, until, zones), want));
        }
        return answers;
    }

    /** What this home says about the changes that the file names, in the file's form; more where it has others. */
    private static String answer(String zone, String want, long until, Zones zones) {
        if (!zones.known(zone)) return "unknown";
        StringBuilder answer = new StringBuilder();
        int offset = zones.offsetSeconds(zone, FROM);
        answer.append(offset);
        long sample = FROM;
        String[] parts = want.split(" ", -1);
        for (int i = 1; i < parts.length; i += 2) {
            long change = Long.parseLong(parts[i]);
            sample = between(zone, sample, change - 1, offset, zones, answer);
            if (zones.offsetSeconds(zone, change - 1) != offset)
                answer.append(" changed before ").append(change);
            offset = zones.offsetSeconds(zone, change);
            answer.append(' ').append(change).append(' ').append(offset);
        }
        between(zone, sample, until, offset, zones, answer);
        return answer.toString();
    }

    private static long between(String zone, long from, long to, int offset, Zones zones, StringBuilder answer) {
        long at = from;
        for (; at < to; at += SAMPLE_SECONDS) {
            int here = zones.offsetSeconds(zone, at);
            if (here != offset) answer.append(" and at ").append(at).append(' ').append(here);
        }
        return at;
    }
}
