package org.hublink.mls;

import java.util.List;

/** What became of an incoming message. Only {@link Refused} leaves the group that was asked usable. */
public sealed interface Received {
    /** Application data. */
    record Message(Group next, int sender, byte[] authenticatedData, byte[] data) implements Received {}

    /** A proposal, remembered until a commit names it or the epoch ends. */
    record Proposed(Group next, int sender, byte[] authenticatedData) implements Received {}

    /**
     * A commit, applied.
     *
     * @param committer leaf of the committer in the new epoch
     * @param added leaves of newcomers
     * @param removed leaves, as they were before
     * @param closed true if the group was re-initialised: nothing more is sent in it
     */
    record Committed(
            Group next,
            int committer,
            byte[] authenticatedData,
            List<Integer> added,
            List<Integer> removed,
            List<Integer> updated,
            boolean closed)
            implements Received {}

    /** A commit that removes oneself; the group's secrets are overwritten. */
    record Removed(int committer, byte[] authenticatedData) implements Received {}

    /**
     * Not taken, nothing changed.
     *
     * @param reason stable code in kebab-case
     */
    record Refused(String reason) implements Received {}
}
