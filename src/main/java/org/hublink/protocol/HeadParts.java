package org.hublink.protocol;

import org.hublink.primitives.Digest;
import org.jspecify.annotations.Nullable;

/** What is needed to judge an attestation that a desk's head signed: his device by its key, and the parts. Not trusted. */
public interface HeadParts extends Parts {
    /** The device whose statement key has this id, or null if none is at hand. */
    @Nullable
    Subject device(Digest keyId);
}
