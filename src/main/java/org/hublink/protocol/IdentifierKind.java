package org.hublink.protocol;

/** What an identifier in a request points at. */
public enum IdentifierKind implements Coded {
    IP_PORT_TIME("ip-port-time"),
    ACCOUNT("account"),
    URL("url"),
    PHONE("phone"),
    MAIL("mail"),
    HASH("hash"),
    PAYMENT("payment");

    private final String code;

    IdentifierKind(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
