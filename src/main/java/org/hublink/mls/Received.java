package org.hublink.mls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an incoming message. Only {@link Refused} leaves the group that was asked usable. */
public sealed interface Received {
    /**
     * Application data.
     *
     * @param sender leaf in its epoch
     * @param epoch in which it was sent: this one, or a past one as far as the policy keeps them
     */
    record Message(Group next, int sender, byte[] authenticatedData, byte[] data, long epoch) implements Received {}

    /**
     * A proposal, remembered until a commit names it or the epoch ends. Nobody has judged it: that is done when a commit
     * takes it up.
     *
     * @param sender leaf; -1 for somebody outside the group
     * @param reference by which a commit names it
     * @param type 1 to 7 (RFC 9420 §17.4)
     * @param newcomer whom it would add, else null
     * @param removed leaf that it would remove, else -1
     */
    record Proposed(
            Group next,
            int sender,
            byte[] authenticatedData,
            byte[] reference,
            int type,
            @Nullable Member newcomer,
            int removed)
            implements Received {}

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
