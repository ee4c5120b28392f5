package org.hublink.protocol;

import org.hublink.primitives.Digest;

/** One transition of a chain: the act, what it says, and for whom its signer spoke. */
public record CaseLink(VerifiedAct act, Transition transition, CaseMember member) {
    /** What the next transition names in {@code follows}. */
    public Digest digest() {
        return act.digest();
    }

    @Override
    public String toString() {
        return transition.step().code() + " " + digest().hex();
    }
}
