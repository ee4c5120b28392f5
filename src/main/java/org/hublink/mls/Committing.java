package org.hublink.mls;

/** What became of a plan for a commit. */
public sealed interface Committing {
    /** Made; the group of the same epoch goes on until the server decides. */
    record Prepared(Group next, Pending pending) implements Committing {}

    /**
     * Not made, nothing changed.
     *
     * @param reason stable code in kebab-case
     */
    record Refused(String reason) implements Committing {}
}
