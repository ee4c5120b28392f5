package org.hublink.protocol;

/** Where a case stands (DESIGN §5). Delays, escalation and preservation run beside it. */
public enum CaseState implements Coded {
    DRAFT("draft"),
    SENT("sent"),
    ACKNOWLEDGED("acknowledged"),
    ACCEPTED("accepted"),
    CLARIFICATION("clarification"),
    REFUSED("refused"),
    FORWARDED("forwarded"),
    IN_PROGRESS("in-progress"),
    ANSWERED("answered"),
    CONFIRMED("confirmed"),
    CLOSED("closed"),
    WITHDRAWN("withdrawn");

    private final String code;

    CaseState(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
