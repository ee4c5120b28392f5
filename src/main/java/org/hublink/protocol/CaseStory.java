package org.hublink.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a set of signed transitions makes of a case: the same for everybody who has the same set, in whatever order it came
 * (C1, C2).
 *
 * @param taken the chain, in the order in which it counts
 * @param refused with the reason of each: {@code step-not-allowed}, {@code step-party}, {@code step-predecessor}, {@code
 *     step-overruled}, {@code signer-revoked}, or a reader's own
 * @param conflict transitions that cannot all count; until a head resolves it the case stays where it was
 * @param waiting acts whose predecessor has not come yet
 */
public record CaseStory(
        CasePosition position,
        List<CaseLink> taken,
        List<Refusal> refused,
        List<CaseLink> conflict,
        List<VerifiedAct> waiting) {
    /** Transitions of one case. */
    public static final int TRANSITIONS_MAX = 1_000;

    /** An act that does not count, and why. */
    public record Refusal(VerifiedAct act, String reason) {}

    public CaseStory {
        taken = List.copyOf(taken);
        refused = List.copyOf(refused);
        conflict = List.copyOf(conflict);
        waiting = List.copyOf(waiting);
    }

    /**
     * Reads the story.
     *
     * @param acts of kind {@code transition} that were judged; one by a signer who was revoked since counts only if the
     *     caller had applied it before, and so must not be given here otherwise
     */
    public static CaseStory of(List<VerifiedAct> acts, CaseMember.Roster roster) {
        return new CaseReplay(roster).read(acts);
    }

    /** The end of the chain: what the next transition follows. */
    public @Nullable CaseLink last() {
        return taken.isEmpty() ? null : taken.get(taken.size() - 1);
    }

    /** When the chain last took this step, by its signer's clock, epoch seconds; -1 if it never did. */
    public long time(CaseStep step) {
        for (int i = taken.size() - 1; i >= 0; i--) {
            if (taken.get(i).transition().step() == step) {
                return taken.get(i).act().act().time();
            }
        }
        return -1;
    }
}
