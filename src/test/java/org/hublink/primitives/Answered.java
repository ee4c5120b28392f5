package org.hublink.primitives;

/** A vector with what this home says and what its file wants. */
public record Answered(String name, String answer, String want) {
    /** How the answer to a case begins that does not apply to us; the reason stands behind. */
    public static final String LEFT_OUT = "left out: ";

    public boolean leftOut() {
        return answer.startsWith(LEFT_OUT);
    }

    public boolean right() {
        return answer.equals(want);
    }
}
