package org.hublink.officers;

/** Vert.x Auth wants a failed Future where nobody is signed in; it goes no further than this room. */
final class NoSession extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSession() {
        super("no session", null, false, false);
    }
}
