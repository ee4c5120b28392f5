package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which step leads from where to where, and who may take it: the one table that senders, receivers and the server's hints
 * go by (C3). What runs beside the state (escalation, delay, preservation) is bound by it and leaves it as it is.
 */
public final class CaseTable {
    /**
     * One allowed step.
     *
     * @param to null: the state that the question interrupted
     */
    public record Row(
            CaseState from,
            CaseStep step,
            CaseParty party,
            @Nullable CaseState to) {}

    private static final Set<CaseState> WITH_ANSWERER =
            Set.of(CaseState.ACKNOWLEDGED, CaseState.ACCEPTED, CaseState.IN_PROGRESS);
    private static final Set<CaseState> UNDER_WAY = Set.of(CaseState.ACCEPTED, CaseState.IN_PROGRESS);
    private static final Set<CaseState> OPEN = Set.of(
            CaseState.SENT,
            CaseState.ACKNOWLEDGED,
            CaseState.ACCEPTED,
            CaseState.CLARIFICATION,
            CaseState.FORWARDED,
            CaseState.IN_PROGRESS);
    private static final Set<CaseState> SINCE_ACCEPTED = Set.of(
            CaseState.ACCEPTED,
            CaseState.CLARIFICATION,
            CaseState.IN_PROGRESS,
            CaseState.ANSWERED,
            CaseState.CONFIRMED,
            CaseState.CLOSED);

    private static final List<Row> ROWS = rows();

    private CaseTable() {}

    /** All rows, in the order in which steps that compete are tried (C2). */
    public static List<Row> all() {
        return ROWS;
    }

    /** The row that allows the step; null where none does. */
    public static @Nullable Row row(CaseState from, CaseStep step, CaseParty party) {
        for (Row row : ROWS) {
            if (row.from() == from && row.step() == step && row.party() == party) {
                return row;
            }
        }
        return null;
    }

    private static List<Row> rows() {
        var out = new ArrayList<Row>();
        out.add(new Row(CaseState.DRAFT, CaseStep.SEND, CaseParty.REQUESTER, CaseState.SENT));
        answerer(out, Set.of(CaseState.SENT, CaseState.FORWARDED), CaseStep.ACKNOWLEDGE, CaseState.ACKNOWLEDGED);
        answerer(out, Set.of(CaseState.ACKNOWLEDGED), CaseStep.ACCEPT, CaseState.ACCEPTED);
        answerer(out, WITH_ANSWERER, CaseStep.ASK, CaseState.CLARIFICATION);
        out.add(new Row(CaseState.CLARIFICATION, CaseStep.CLARIFY, CaseParty.REQUESTER, null));
        answerer(
                out,
                Set.of(CaseState.ACKNOWLEDGED, CaseState.ACCEPTED, CaseState.CLARIFICATION, CaseState.IN_PROGRESS),
                CaseStep.REFUSE,
                CaseState.REFUSED);
        answerer(out, WITH_ANSWERER, CaseStep.FORWARD, CaseState.FORWARDED);
        answerer(out, Set.of(CaseState.ACCEPTED), CaseStep.START, CaseState.IN_PROGRESS);
        answerer(out, UNDER_WAY, CaseStep.ANSWER, CaseState.ANSWERED);
        answerer(out, Set.of(CaseState.ANSWERED), CaseStep.ANSWER, CaseState.ANSWERED);
        requester(out, Set.of(CaseState.ANSWERED), CaseStep.CONFIRM, CaseState.CONFIRMED);
        requester(out, Set.of(CaseState.ANSWERED), CaseStep.REOPEN, CaseState.IN_PROGRESS);
        requester(out, Set.of(CaseState.CONFIRMED, CaseState.REFUSED), CaseStep.CLOSE, CaseState.CLOSED);
        requester(out, Set.of(CaseState.WITHDRAWN), CaseStep.CLOSE, CaseState.CLOSED);
        requester(out, OPEN, CaseStep.WITHDRAW, CaseState.WITHDRAWN);
        answerer(out, UNDER_WAY, CaseStep.DELAY, null);
        out.add(new Row(CaseState.SENT, CaseStep.ESCALATE, CaseParty.REQUESTER, CaseState.SENT));
        out.add(new Row(CaseState.SENT, CaseStep.ESCALATE, CaseParty.ALTERNATE, CaseState.SENT));
        for (var step : List.of(CaseStep.PRESERVE, CaseStep.RENEW, CaseStep.LAPSE)) {
            answerer(out, SINCE_ACCEPTED, step, null);
        }
        requester(out, SINCE_ACCEPTED, CaseStep.FILE_MLA, null);
        return List.copyOf(out);
    }

    private static void answerer(List<Row> out, Set<CaseState> from, CaseStep step, @Nullable CaseState to) {
        add(out, from, step, CaseParty.ANSWERER, to);
    }

    private static void requester(List<Row> out, Set<CaseState> from, CaseStep step, @Nullable CaseState to) {
        add(out, from, step, CaseParty.REQUESTER, to);
    }

    /** In the order of the states, not of the set: the same in every home. A step without a target stays where it is. */
    private static void add(
            List<Row> out, Set<CaseState> from, CaseStep step, CaseParty party, @Nullable CaseState to) {
        for (CaseState state : CaseState.values()) {
            if (from.contains(state)) {
                out.add(new Row(state, step, party, to == null ? state : to));
            }
        }
    }
}
