package org.hublink.protocol;

/** The ladder of a listing: attested in time, past its date, or so long past that an alternate is wanted too. */
public enum Freshness implements Coded {
    FRESH("fresh"),
    DUE("due"),
    UNVERIFIED("unverified");

    private final String code;

    Freshness(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
