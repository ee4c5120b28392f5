package org.hublink.protocol;

/** Why a request may not wait (Directive (EU) 2023/977 art. 2 (4)); exactly one of four. */
public enum UrgentGround implements Coded {
    DANGER_TO_LIFE("danger-to-life"),
    THREAT_TO_PUBLIC_SECURITY("threat-to-public-security"),
    DEPRIVATION_OF_LIBERTY("deprivation-of-liberty"),
    LOSS_OF_VALUE("loss-of-value");

    private final String code;

    UrgentGround(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
