package org.hublink.platform;

import org.jspecify.annotations.Nullable;

/** The start ends here. The message is the one sentence that the operator reads: what is wrong and the way out. */
public final class CannotStart extends RuntimeException {
    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
