package org.hublink.protocol;

/** Where the data that was to be preserved stands, beside the case's own state (Budapest Convention art. 29). */
public enum PreservationState implements Coded {
    NONE("none"),
    PRESERVED("preserved"),
    RENEWED("renewed"),
    LAPSED("lapsed"),
    MLA_FILED("mla-filed");

    private final String code;

    PreservationState(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
