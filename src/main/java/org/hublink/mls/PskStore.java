package org.hublink.mls;

import org.jspecify.annotations.Nullable;

/** The caller's pre-shared keys. */
public interface PskStore {
    /** The external key of an id, or null. */
    byte @Nullable [] external(byte[] id);

    /**
     * What {@link Group#resumptionSecret} gave in an epoch of another group, for use in this one; or null. Those of the
     * group itself are not asked for.
     */
    default byte @Nullable [] resumption(byte[] groupId, long epoch) {
        return null;
    }

    /** No keys. */
    static PskStore none() {
        return id -> null;
    }
}
