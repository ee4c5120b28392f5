package org.hublink.protocol;

/** What listings can be filtered by. The order settles what a phrase means that could be two things. */
public enum FacetKind implements Coded {
    COUNTRY("country"),
    REGION("region"),
    FUNCTION("function"),
    OPENING("opening"),
    FRESHNESS("freshness"),
    CHANNEL("channel"),
    OFFENCE("offence"),
    MEASURE("measure"),
    LANGUAGE("language"),
    LEGAL_BASIS("legal-basis");

    private final String code;

    FacetKind(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
