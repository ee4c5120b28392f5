package org.hublink.client;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.hublink.protocol.CaseClocks;
import org.hublink.protocol.CasePosition;
import org.hublink.protocol.CaseRequest;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.Coded;
import org.hublink.protocol.DelayGround;
import org.hublink.protocol.PreservationState;
import org.hublink.protocol.Reference;
import org.hublink.protocol.Tlp;
import org.hublink.protocol.Transition;

/** The codes of a case in the reader's language, and its times as a person says them. */
public final class CaseWords {
    private static final int ID_CHARS = 8;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

    private final Reference reference;
    private final String language;

    /**
     * Words for one reader.
     *
     * @param language one of the eight
     */
    public CaseWords(Reference reference, String language) {
        this.reference = reference;
        this.language = language;
    }

    String label(String list, Coded code) {
        return label(list, code.code());
    }

    String label(String list, String code) {
        return reference.label(list, code, language);
    }

    String state(CasePosition at) {
        var out = new StringBuilder(label("caseStates", at.state()));
        if (at.escalated()) {
            out.append(" · ").append(label("steps", CaseStep.ESCALATE));
        }
        if (at.preservation() != PreservationState.NONE) {
            out.append(" · ").append(label("preservation", at.preservation()));
        }
        return out.toString();
    }

    public String step(CaseStep step) {
        return label("steps", step);
    }

    /** {@code AMBER+STRICT} as FIRST writes it, in every language. */
    static String tlp(Tlp tlp) {
        return switch (tlp) {
            case CLEAR -> "TLP:CLEAR";
            case GREEN -> "TLP:GREEN";
            case AMBER -> "TLP:AMBER";
            case AMBER_STRICT -> "TLP:AMBER+STRICT";
            case RED -> "TLP:RED";
        };
    }

    /** What is asked, in one line. */
    String title(CaseRequest request) {
        return label("measures", request.measure()) + " · " + label("offences", request.offence());
    }

    /** What a step says beside itself; empty for nothing. */
    static List<String> said(Transition transition, CaseWords words) {
        var out = new ArrayList<String>();
        var code = transition.words().code();
        if (code != null) {
            out.add(
                    switch (transition.step()) {
                        case REFUSE -> words.label("refusals", code);
                        case DELAY -> words.label("delayGrounds", code);
                        default -> code;
                    });
        }
        if (transition.words().until() != 0) {
            out.add("→ " + time(transition.words().until()));
        }
        var text = transition.words().text();
        if (text != null) {
            out.add(text);
        }
        for (var file : transition.words().files()) {
            out.add("⎙ " + file.name() + ", " + Sizes.of(file.size()) + "   "
                    + file.id().substring(0, ID_CHARS));
        }
        return out;
    }

    String ground(DelayGround ground) {
        return label("delayGrounds", ground);
    }

    /** A clock counted down, or up once it has run out: {@code in 7 h 12 min}, {@code 12 min over}. */
    String due(CaseClocks.Due due, long now) {
        return label("clocks", due.kind()) + " " + counted(due.at() - now);
    }

    static String counted(long left) {
        return left >= 0 ? "in " + span(left) : span(-left) + " over";
    }

    /** Two units at most. */
    static String span(long seconds) {
        if (seconds < 2 * MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        if (seconds < DAY) {
            long minutes = seconds % HOUR / MINUTE;
            return seconds / HOUR + " h" + (minutes == 0 ? "" : " " + minutes + " min");
        }
        long hours = seconds % DAY / HOUR;
        return seconds / DAY + " d" + (hours == 0 ? "" : " " + hours + " h");
    }

    static String time(long epochSecond) {
        return TIME.format(Instant.ofEpochSecond(epochSecond));
    }
}
