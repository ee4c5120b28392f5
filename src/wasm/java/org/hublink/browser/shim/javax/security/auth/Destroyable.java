package org.hublink.browser.shim.javax.security.auth;

/** What Bouncy Castle's key parameters implement; nobody destroys one here. */
public interface Destroyable {
    default void destroy() {
        throw new IllegalStateException("not destroyed: the core zeroes its own arrays");
    }

    default boolean isDestroyed() {
        return false;
    }
}
