package org.hublink.primitives;

/** The only refusal of the core's decoders: bytes that are not in their one allowed form. */
public final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * A refusal with its cause.
     *
     * @param reason stable code in kebab-case, such as {@code json-duplicate-key}
     */
    public Malformed(String reason) {
        this(reason, "");
    }

    /**
     * A refusal with its cause and its place.
     *
     * @param where the name of what was read, for people; never content of the input
     */
    public Malformed(String reason, String where) {
        super(where.isEmpty() ? reason : reason + " in " + where, null, false, false);
        this.reason = reason;
    }

    /** The stable code; tests and views go by it. */
    public String reason() {
        return reason;
    }
}
