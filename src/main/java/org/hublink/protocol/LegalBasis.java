package org.hublink.protocol;

/** The ground on which states assist each other. */
public enum LegalBasis implements Coded {
    BUDAPEST("budapest"),
    BUDAPEST_SECOND_PROTOCOL("budapest-second-protocol"),
    UN_CYBERCRIME("un-cybercrime"),
    LANZAROTE("lanzarote"),
    CRC_SALE_OF_CHILDREN("crc-sale-of-children"),
    UNTOC("untoc"),
    EU_INFORMATION_EXCHANGE("eu-information-exchange"),
    EU_INVESTIGATION_ORDER("eu-investigation-order"),
    EU_E_EVIDENCE("eu-e-evidence"),
    MALABO("malabo"),
    ARAB_CYBERCRIME("arab-cybercrime"),
    COMMONWEALTH("commonwealth"),
    MERCOSUR("mercosur"),
    ASEAN("asean"),
    CIS("cis"),
    INTERPOL_RULES("interpol-rules"),
    RECIPROCITY("reciprocity"),
    BILATERAL("bilateral");

    private final String code;

    LegalBasis(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
