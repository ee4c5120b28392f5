package org.hublink.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Where a case stands and what runs beside it; immutable.
 *
 * @param interrupted the state to go back to once a question is answered
 * @param delayedUntil epoch seconds, 0 if there is no delay
 * @param preservedUntil epoch seconds, 0 before the first preservation
 * @param request null before it was sent
 */
public record CasePosition(
        CaseState state,
        CaseState interrupted,
        boolean escalated,
        long delayedUntil,
        PreservationState preservation,
        long preservedUntil,
        @Nullable CaseRequest request) {
    public static final CasePosition START =
            new CasePosition(CaseState.DRAFT, CaseState.DRAFT, false, 0, PreservationState.NONE, 0, null);

    /** The position after a step; null where the table or what runs beside it does not allow the step. */
    public @Nullable CasePosition after(Transition transition, CaseParty party) {
        CaseStep step = transition.step();
        CaseTable.Row row = CaseTable.row(state, step, acting(step, party));
        if (row == null || !besides(step)) {
            return null;
        }
        CaseState to = row.to() == null ? interrupted : row.to();
        long until = transition.words().until();
        boolean holds = step == CaseStep.PRESERVE || step == CaseStep.RENEW;
        return new CasePosition(
                to,
                step == CaseStep.ASK ? state : interrupted,
                escalated || step == CaseStep.ESCALATE,
                step == CaseStep.DELAY ? until : step == CaseStep.ANSWER ? 0 : delayedUntil,
                preservation(step),
                holds ? until : preservedUntil,
                transition.request() == null ? request : transition.request());
    }

    /** True if the step may be taken now. */
    public boolean allows(CaseStep step, CaseParty party) {
        return CaseTable.row(state, step, acting(step, party)) != null && besides(step);
    }

    /** An alternate answers once the case was escalated to him. */
    private CaseParty acting(CaseStep step, CaseParty party) {
        return party == CaseParty.ALTERNATE && escalated && step != CaseStep.ESCALATE ? CaseParty.ANSWERER : party;
    }

    private boolean besides(CaseStep step) {
        boolean kept = preservation == PreservationState.PRESERVED || preservation == PreservationState.RENEWED;
        return switch (step) {
            case ESCALATE -> !escalated;
            case PRESERVE ->
                preservation == PreservationState.NONE && request != null && request.measure() == Measure.PRESERVE;
            case RENEW, LAPSE, FILE_MLA -> kept;
            default -> true;
        };
    }

    private PreservationState preservation(CaseStep step) {
        return switch (step) {
            case PRESERVE -> PreservationState.PRESERVED;
            case RENEW -> PreservationState.RENEWED;
            case LAPSE -> PreservationState.LAPSED;
            case FILE_MLA -> PreservationState.MLA_FILED;
            default -> preservation;
        };
    }

    @Override
    public String toString() {
        return state.code() + (escalated ? " escalated" : "") + " " + preservation.code();
    }
}
