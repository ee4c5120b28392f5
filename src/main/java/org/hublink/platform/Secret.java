package org.hublink.platform;

/** A secret text such as a database password. It does not print. */
public final class Secret {
    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** The secret itself: for the library that needs it, never for a log or an answer. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
