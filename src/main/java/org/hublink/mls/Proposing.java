package org.hublink.mls;

/** What became of a plan for a proposal. */
public sealed interface Proposing {
    /**
     * Made, and remembered until a commit names it or the epoch ends.
     *
     * @param message for the group
     * @param reference by which a commit names it
     */
    record Made(Group next, byte[] message, byte[] reference) implements Proposing {}

    /**
     * Not made, nothing changed.
     *
     * @param reason stable code in kebab-case
     */
    record Refused(String reason) implements Proposing {}
}
