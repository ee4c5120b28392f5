package org.hublink.protocol;

/** FIRST Traffic Light Protocol 2.0, widest circle first. */
public enum Tlp implements Coded {
    CLEAR("clear"),
    GREEN("green"),
    AMBER("amber"),
    AMBER_STRICT("amber-strict"),
    RED("red");

    private final String code;

    Tlp(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
