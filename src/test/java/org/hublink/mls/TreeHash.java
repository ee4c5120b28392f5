package org.hublink.mls;

/** The tree hash of a group (RFC 9420 §7.8), which nobody but the interop tests asks for. */
public final class TreeHash {
    private TreeHash() {}

    public static byte[] of(Group group) {
        return group.epoch().tree().rootHash();
    }
}
