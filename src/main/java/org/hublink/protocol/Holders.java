package org.hublink.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.primitives.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What opened key parts said: which device or persona named each key first (K2), and whose a device is. Headers do not hold
 * the keys, so this is known as far as parts were opened, and no verdict about a leaf alone may lean on it.
 */
final class Holders {
    private record Held(Subject subject, long index) {}

    private record Owner(String officer, long index) {}

    private final Map<Digest, Held> byKey = new LinkedHashMap<>();
    private final Map<Subject, Owner> officers = new LinkedHashMap<>();
    private final TreeMap<Long, PersonaPart> faces = new TreeMap<>();

    /** Learns the keys of a device in its place in the log. The earlier of two subjects keeps a key. */
    void opened(Subject subject, long index, DevicePart part) {
        hold(part.statementKey(), subject, index);
        hold(part.mlsKey(), subject, index);
        Owner known = officers.get(subject);
        if (known == null || known.index() > index) {
            officers.put(subject, new Owner(part.officer(), index));
        }
    }

    /** Learns the key of a persona. */
    void opened(Subject subject, long index, PersonaPart part) {
        hold(part.key(), subject, index);
        faces.put(index, part);
    }

    /** The device or persona that named the key first, or null. */
    @Nullable
    Subject holder(Digest keyId) {
        Held held = byKey.get(keyId);
        return held == null ? null : held.subject();
    }

    /** What the persona statement at this leaf says, where its part was opened. */
    @Nullable
    PersonaPart face(long leaf) {
        return faces.get(leaf);
    }

    /** True if another subject named the key before this index. */
    boolean taken(PublicKey key, Subject subject, long index) {
        Held held = byKey.get(key.keyId());
        return held != null && held.index() < index && !held.subject().equals(subject);
    }

    /** The officer of a device whose part was opened, or null. */
    @Nullable
    String officer(Subject device) {
        Owner owner = officers.get(device);
        return owner == null ? null : owner.officer();
    }

    /** Forgets what stood in leaves from {@code size} on. */
    void truncated(long size) {
        byKey.values().removeIf(held -> held.index() >= size);
        officers.values().removeIf(owner -> owner.index() >= size);
        faces.tailMap(size, true).clear();
    }

    private void hold(PublicKey key, Subject subject, long index) {
        Held held = byKey.get(key.keyId());
        if (held == null || held.index() > index) {
            byKey.put(key.keyId(), new Held(subject, index));
        }
    }
}
