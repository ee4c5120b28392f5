package org.hublink.protocol;

/** What an answer waits for. */
public enum DelayGround implements Coded {
    JUDICIAL_ORDER("judicial-order"),
    PROVIDER_ANSWER("provider-answer"),
    OTHER_AUTHORITY("other-authority"),
    TECHNICAL("technical");

    private final String code;

    DelayGround(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
