package org.hublink.mls;

/** What became of a commit by which a newcomer lets himself in. */
public sealed interface Entering {
    /** Made; {@link Pending#entered} gives the group once the server took the commit. */
    record Prepared(Pending pending) implements Entering {}

    /**
     * Not made.
     *
     * @param reason stable code in kebab-case
     */
    record Refused(String reason) implements Entering {}
}
