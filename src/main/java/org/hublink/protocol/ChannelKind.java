package org.hublink.protocol;

/** A way to reach a desk. */
public enum ChannelKind implements Coded {
    HUB("hub"),
    PHONE("phone"),
    SECURE_PHONE("secure-phone"),
    I_24_7("i-24-7"),
    SIENA("siena"),
    MAIL("mail");

    private final String code;

    ChannelKind(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
