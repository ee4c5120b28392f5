package org.hublink.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.primitives.Digest;
import org.jspecify.annotations.Nullable;

/** In whose name each key of a root or an authority stands, since which leaf. The first to name a key keeps it (K2). */
final class KeyOwners {
    static final String ROOT = "root";
    static final String LOG = "log";
    static final String COSIGNER = "cosigner";

    private record Owner(String name, long since) {}

    private final Map<Digest, Owner> owners = new LinkedHashMap<>();

    static String operator(String country, String id) {
        return country + "/" + id;
    }

    void register(PublicKey key, String name, long index) {
        owners.putIfAbsent(key.keyId(), new Owner(name, index));
    }

    /** The owner that some leaf before this index named, or null. */
    @Nullable
    String owner(Digest keyId, long before) {
        Owner owner = owners.get(keyId);
        return owner != null && owner.since() < before ? owner.name() : null;
    }

    /** True if the key was another's before this index. */
    boolean taken(PublicKey key, String name, long before) {
        String owner = owner(key.keyId(), before);
        return owner != null && !owner.equals(name);
    }

    void clear() {
        owners.clear();
    }
}
