package org.hublink.protocol;

/** How soon a request wants its answer; {@link #EMERGENCY} is danger to life or limb and nothing less. */
public enum Urgency implements Coded {
    ROUTINE("routine"),
    URGENT("urgent"),
    EMERGENCY("emergency");

    private final String code;

    Urgency(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
