package org.hublink.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files that the product carries with it. */
public final class Resources {
    private Resources() {}

    /**
     * All bytes of one, by its path from the root of the class path, such as {@code reference/countries.json}. One that is
     * not there means a broken build.
     */
    public static byte[] bytes(String path) {
        try (InputStream in = Resources.class.getResourceAsStream("/" + path)) {
            if (in == null) {
                throw new IllegalStateException("not in this build: " + path);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
