package org.hublink.browser;

/** An errand's work cannot go on before the server has answered what it asks; {@link Errand} knows what that is. */
final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    Unanswered() {
        super("unanswered", null, false, false);
    }
}
