package org.hublink.protocol;

/** Whether the act must be an offence in both states. */
public enum DualCriminality implements Coded {
    NOT_NEEDED("not-needed"),
    NOT_FOR_PRESERVATION("not-for-preservation"),
    NEEDED("needed");

    private final String code;

    DualCriminality(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
