package org.hublink.protocol;

/** Offences a desk is competent for (Budapest Convention art. 2 and 9, Lanzarote Convention art. 18 to 23, Luxembourg Guidelines). */
public enum Offence implements Coded {
    CHILD_SEXUAL_ABUSE("child-sexual-abuse"),
    MATERIAL_MAKING("material-making"),
    MATERIAL_SHARING("material-sharing"),
    MATERIAL_POSSESSION("material-possession"),
    GENERATED_MATERIAL("generated-material"),
    LIVE_STREAMING("live-streaming"),
    SOLICITATION("solicitation"),
    SEXUAL_EXTORTION("sexual-extortion"),
    CHILD_TRAFFICKING("child-trafficking"),
    CHILD_PROSTITUTION("child-prostitution"),
    TRAVELLING_OFFENDER("travelling-offender"),
    MISSING_CHILD("missing-child"),
    DANGER_TO_LIFE("danger-to-life"),
    ILLEGAL_ACCESS("illegal-access");

    private final String code;

    Offence(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
