package org.hublink.protocol;

/** Why a desk does not do what it was asked. */
public enum CaseRefusal implements Coded {
    NOT_COMPETENT("not-competent"),
    LAW_FORBIDS("law-forbids"),
    NO_DUAL_CRIMINALITY("no-dual-criminality"),
    INCOMPLETE("incomplete"),
    NO_DATA("no-data"),
    ORDER_NEEDED("order-needed"),
    DISPROPORTIONATE("disproportionate"),
    INVESTIGATION_HARMED("investigation-harmed"),
    DUPLICATE("duplicate");

    private final String code;

    CaseRefusal(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
