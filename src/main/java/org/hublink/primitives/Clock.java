package org.hublink.primitives;

/** The home's clock. It cannot fail; it may be wrong, which checkpoints reveal. */
public interface Clock {
    /** Seconds since 1970-01-01T00:00:00Z. */
    long now();
}
