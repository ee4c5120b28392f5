package org.hublink.protocol;

import org.jspecify.annotations.Nullable;

/**
 * For which desk somebody acts in a case.
 *
 * @param desk id of the desk
 * @param head true for a head of that desk, who may resolve a conflict (C2)
 */
public record CaseMember(String desk, CaseParty party, boolean head) {
    /** Tells who signed an act, by the rosters and the conversation's context at the act's checkpoint. */
    public interface Roster {
        /** Null for one who stands in no desk of the case. */
        @Nullable
        CaseMember of(VerifiedAct act);
    }
}
