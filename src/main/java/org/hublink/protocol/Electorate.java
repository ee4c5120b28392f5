package org.hublink.protocol;

import org.hublink.primitives.Digest;
import org.jspecify.annotations.Nullable;

/** Who may sign something: persons by the ids of their keys. */
interface Electorate {
    /** A person with the key that he used. */
    record Member(String person, PublicKey key) {}

    /** Whose key this is, or null if he has no say. */
    @Nullable
    Member member(Digest keyId);

    /** Why a key has no say. */
    Finding stranger(Digest keyId);
}
