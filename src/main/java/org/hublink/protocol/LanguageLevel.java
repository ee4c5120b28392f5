package org.hublink.protocol;

/** How well a language is spoken at a desk, best first. */
public enum LanguageLevel implements Coded {
    NATIVE("native"),
    FLUENT("fluent"),
    WORKING("working"),
    BASIC("basic");

    private final String code;

    LanguageLevel(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
