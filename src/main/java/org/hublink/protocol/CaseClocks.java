package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * When what is due in a case, from its signed transitions alone (C1). Times are epoch seconds and terms are seconds, so
 * that no zone and no daylight-saving change moves them.
 *
 * @param alternateAfter an emergency that nobody acknowledged goes to the alternate desk
 * @param emergency term of an answer, from sending; so are {@code urgent} and {@code routine}
 * @param preservation for how long data is preserved where the answer names no end
 * @param reminders before a preservation ends, longest first
 */
public record CaseClocks(
        long alternateAfter, long emergency, long urgent, long routine, long preservation, List<Long> reminders) {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** DESIGN §5: 10 min, 8 h, 3 d, 7 d, 60 d, reminders 14 and 3 days before. */
    public static final CaseClocks USUAL =
            new CaseClocks(10 * MINUTE, 8 * HOUR, 3 * DAY, 7 * DAY, 60 * DAY, List.of(14 * DAY, 3 * DAY));

    /** What is due. */
    public enum Kind implements Coded {
        ACKNOWLEDGE("acknowledge"),
        ANSWER("answer"),
        CLARIFY("clarify"),
        CONFIRM("confirm"),
        REMIND_PRESERVATION("remind-preservation"),
        END_PRESERVATION("end-preservation");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** Something that is due at a time, epoch seconds. */
    public record Due(Kind kind, long at) {}

    public CaseClocks {
        reminders = List.copyOf(reminders);
        long last = Long.MAX_VALUE;
        for (long reminder : reminders) {
            if (reminder <= 0 || reminder >= last) {
                throw new IllegalArgumentException("reminders");
            }
            last = reminder;
        }
        if (alternateAfter <= 0 || emergency <= 0 || urgent <= 0 || routine <= 0 || preservation <= 0) {
            throw new IllegalArgumentException("clocks");
        }
    }

    /** What is due, soonest first; a clock that ran out stays until the case has moved on. */
    public List<Due> due(CaseStory story) {
        List<Due> out = new ArrayList<>();
        CasePosition at = story.position();
        CaseRequest request = at.request();
        long sent = story.time(CaseStep.SEND);
        if (request != null && sent >= 0) {
            answering(at, request, sent, out);
            preserving(at, out);
        }
        out.sort((a, b) -> Long.compare(a.at(), b.at()));
        return out;
    }

    /** The term of an answer, seconds from sending. */
    public long term(Urgency urgency) {
        return switch (urgency) {
            case EMERGENCY -> emergency;
            case URGENT -> urgent;
            case ROUTINE -> routine;
        };
    }

    private void answering(CasePosition at, CaseRequest request, long sent, List<Due> out) {
        long deadline = request.urgency().deadline();
        long term = sent + term(request.urgency().level());
        long answer = Math.max(at.delayedUntil(), deadline == 0 ? term : Math.min(deadline, term));
        switch (at.state()) {
            case SENT, FORWARDED -> {
                boolean rush = request.urgency().level() == Urgency.EMERGENCY;
                out.add(new Due(Kind.ACKNOWLEDGE, rush ? sent + alternateAfter : answer));
                out.add(new Due(Kind.ANSWER, answer));
            }
            case ACKNOWLEDGED, ACCEPTED, IN_PROGRESS -> out.add(new Due(Kind.ANSWER, answer));
            case CLARIFICATION -> out.add(new Due(Kind.CLARIFY, answer));
            case ANSWERED -> out.add(new Due(Kind.CONFIRM, answer));
            case DRAFT, REFUSED, CONFIRMED, CLOSED, WITHDRAWN -> {}
        }
    }

    private void preserving(CasePosition at, List<Due> out) {
        boolean kept =
                at.preservation() == PreservationState.PRESERVED || at.preservation() == PreservationState.RENEWED;
        if (kept) {
            for (long reminder : reminders) {
                out.add(new Due(Kind.REMIND_PRESERVATION, at.preservedUntil() - reminder));
            }
            out.add(new Due(Kind.END_PRESERVATION, at.preservedUntil()));
        }
    }
}
