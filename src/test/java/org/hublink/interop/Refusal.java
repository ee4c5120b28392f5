package org.hublink.interop;

/** An implementation did not take what it was given. In these tests that is a disagreement. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    Refusal(String words) {
        super(words);
    }

    Refusal(String words, Throwable cause) {
        super(words + ": " + cause, cause);
    }
}
