package org.hublink.transparency;

import org.hublink.primitives.Digest;

/** How {@code hub log adopt} ended. */
public sealed interface Adopted {
    /**
     * This node signs on from this tree at its next start.
     *
     * @param formerSize leaves that its former {@code log-head} named; -1 if it had none. Clients that saw more than {@code
     *     size} leaves refuse the log from now on until a new root statement names a new origin
     */
    record Done(long size, Digest root, long formerSize) implements Adopted {}

    /** Nothing was changed; {@code code} as in {@link Transparency#stopped}. */
    record Refused(String code, String detail) implements Adopted {}
}
