package org.hublink.interop;

import java.util.ArrayList;
import java.util.List;

/**
 * What a commit is to do.
 *
 * @param psk mixes {@link Peer#psk} in
 * @param path asks for fresh keys where the RFC leaves it open
 * @param received names the proposals that were sent before
 * @param groupExtension sets an extension of the group
 */
record Change(
        List<byte[]> keyPackages,
        List<Integer> removes,
        boolean psk,
        boolean path,
        boolean received,
        boolean groupExtension,
        Framing framing) {
    /** Number for private use, in the capabilities of every leaf but bcmls's. */
    static final int GROUP_EXTENSION = 0xff00;

    /** Fresh keys and nothing else. */
    static Change refresh(Framing framing) {
        return new Change(List.of(), List.of(), false, true, false, false, framing);
    }

    Change adding(byte[] keyPackage) {
        List<byte[]> more = new ArrayList<>(keyPackages);
        more.add(keyPackage);
        return new Change(List.copyOf(more), removes, psk, path, received, groupExtension, framing);
    }

    Change removing(int leaf) {
        List<Integer> more = new ArrayList<>(removes);
        more.add(leaf);
        return new Change(keyPackages, List.copyOf(more), psk, path, received, groupExtension, framing);
    }

    Change withPsk() {
        return new Change(keyPackages, removes, true, path, received, groupExtension, framing);
    }

    Change withoutPath() {
        return new Change(keyPackages, removes, psk, false, received, groupExtension, framing);
    }

    Change withReceived() {
        return new Change(keyPackages, removes, psk, path, true, groupExtension, framing);
    }

    Change withGroupExtension() {
        return new Change(keyPackages, removes, psk, path, received, true, framing);
    }
}
