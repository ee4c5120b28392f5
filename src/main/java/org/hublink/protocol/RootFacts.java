package org.hublink.protocol;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hublink.primitives.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The root: who may name authorities, and the keys of the log.
 *
 * @param origin name of the log
 * @param previous last checkpoint of the log before this one, when the log was begun anew
 */
public record RootFacts(
        String origin,
        int threshold,
        List<PublicKey> keys,
        PublicKey logKey,
        PublicKey cosignerKey,
        @Nullable Previous previous)
        implements Facts {
    public static final int KEYS_MAX = 5;
    public static final int THRESHOLD_MAX = 3;

    /** The last checkpoint of a former log. */
    public record Previous(String origin, long size, Digest root) {
        public Previous {
            if (!Ids.origin(origin) || size < 0 || size > Header.NUMBER_MAX) {
                throw new IllegalArgumentException("root-facts");
            }
        }
    }

    public RootFacts {
        keys = List.copyOf(keys);
        Set<PublicKey> all = new LinkedHashSet<>(keys);
        all.add(logKey);
        all.add(cosignerKey);
        boolean fine = Ids.origin(origin)
                && !keys.isEmpty()
                && keys.size() <= KEYS_MAX
                && threshold >= 1
                && threshold <= THRESHOLD_MAX
                && threshold <= keys.size()
                && all.size() == keys.size() + 2
                && logKey.algorithm() == Algorithm.ED25519
                && cosignerKey.algorithm() == Algorithm.ED25519;
        if (!fine) {
            throw new IllegalArgumentException("root-facts");
        }
    }

    /** The root key of this id, or null. */
    public @Nullable PublicKey key(Digest keyId) {
        for (PublicKey key : keys) {
            if (key.keyId().equals(keyId)) {
                return key;
            }
        }
        return null;
    }
}
