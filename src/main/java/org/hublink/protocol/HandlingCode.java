package org.hublink.protocol;

/** Limits on the use of what a desk gives. */
public enum HandlingCode implements Coded {
    NOT_EVIDENCE("not-evidence"),
    ASK_FIRST("ask-first"),
    POLICE_ONLY("police-only"),
    PURPOSE_BOUND("purpose-bound");

    private final String code;

    HandlingCode(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
