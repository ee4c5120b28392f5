package org.teavm.classlib.java.security;

import org.jspecify.annotations.Nullable;

/** Bouncy Castle asks for optional settings; in the browser there are none. */
public final class TSecurity {
    private TSecurity() {}

    public static @Nullable String getProperty(String key) {
        return null;
    }
}
