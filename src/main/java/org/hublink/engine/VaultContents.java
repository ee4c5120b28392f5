package org.hublink.engine;

import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Randomness;
import org.jspecify.annotations.Nullable;

/**
 * What is inside a vault. Long-lived keys and what they are bound to, nothing that changes from day to day.
 *
 * @param root pinned: hash of the header of the first root statement; missing only while a root holder waits for it
 * @param origin of the server, such as {@code https://hub.example}; missing for keys that never sign in
 * @param storeKey of 32 bytes, seals the records of the client's store (E7)
 * @param instance of the MLS state (V2); missing until one is claimed
 */
public record VaultContents(
        VaultOwner owner,
        @Nullable Digest root,
        @Nullable String origin,
        byte[] storeKey,
        @Nullable String instance) {
    public static final int STORE_KEY_LENGTH = 32;
    public static final int ORIGIN_CHARS_MAX = 200;
    public static final int INSTANCE_CHARS_MAX = 64;

    public VaultContents {
        storeKey = storeKey.clone();
        boolean bounded = (origin == null || origin.length() <= ORIGIN_CHARS_MAX)
                && (instance == null || instance.length() <= INSTANCE_CHARS_MAX);
        if (storeKey.length != STORE_KEY_LENGTH
                || !bounded
                || (root == null && !(owner instanceof VaultOwner.RootHolder))) {
            throw new IllegalArgumentException("no vault contents");
        }
    }

    /** Contents with a new store key and no instance. */
    public static VaultContents fresh(
            VaultOwner owner, @Nullable Digest root, @Nullable String origin, Randomness randomness) {
        return new VaultContents(owner, root, origin, randomness.bytes(STORE_KEY_LENGTH), null);
    }

    /** A copy. */
    @Override
    public byte[] storeKey() {
        return storeKey.clone();
    }

    public VaultContents withRoot(Digest pinned) {
        return new VaultContents(owner, pinned, origin, storeKey, instance);
    }

    public VaultContents withInstance(String claimed) {
        return new VaultContents(owner, root, origin, storeKey, claimed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VaultContents that && Bytes.equal(VaultJson.write(this), VaultJson.write(that));
    }

    @Override
    public int hashCode() {
        return owner.hashCode();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
