package org.hublink.platform;

import java.io.IOException;
import java.nio.file.Path;

/** A secret text such as a database password. It does not print. */
public final class Secret {
    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** The secret in a file of mode 0600; a {@link CannotStart} says what is wrong with the file. */
    public static Secret in(Path file) {
        try {
            return Folders.secret(file);
        } catch (IOException unreadable) {
            throw new CannotStart(
                    "The secret file " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
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
