package org.hublink.protocol;

/** On which side of a case a desk stands (PROTOCOL M4). */
public enum CaseParty implements Coded {
    REQUESTER("requester"),
    ANSWERER("answerer"),
    ALTERNATE("alternate");

    private final String code;

    CaseParty(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
