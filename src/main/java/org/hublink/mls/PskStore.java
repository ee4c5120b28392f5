package org.hublink.mls;

import org.jspecify.annotations.Nullable;

/** The caller's pre-shared keys. */
public interface PskStore {
    /** The external key of an id, or null. */
    byte @Nullable [] external(byte[] id);

    /** No external keys. */
    static PskStore none() {
        return id -> null;
    }
}
