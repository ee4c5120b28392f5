package org.hublink.platform;

import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL cannot be reached, or went away in the middle. The transaction was not acknowledged; whether it was committed is
 * unknown if the connection broke during COMMIT, so a caller repeats with the same id.
 */
public final class DatabaseAway extends RuntimeException {
    DatabaseAway(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
