package org.hublink.mls;

import org.hublink.primitives.Checks;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * What the caller brings to one operation.
 *
 * @param now epoch seconds by which lifetimes are judged; for a commit the time all members judge it by
 * @param checks runs the signature checks of a whole tree; it sees public values only
 */
public record Terms(Policy policy, CredentialCheck check, PskStore psks, long now, Checks checks) {
    /** Checks run one after the other. */
    public Terms(Policy policy, CredentialCheck check, PskStore psks, long now) {
        this(policy, check, psks, now, Checks.inOrder());
    }

    void judge(CredentialCheck.Occasion occasion, Member member, @Nullable Member before, byte[] commitData)
            throws Malformed {
        String refusal = check.refusal(occasion, member, before, commitData);
        if (refusal != null) {
            throw new Malformed(refusal);
        }
    }

    void judge(CommitView commit) throws Malformed {
        String refusal = check.refusal(commit);
        if (refusal != null) {
            throw new Malformed(refusal);
        }
    }
}
