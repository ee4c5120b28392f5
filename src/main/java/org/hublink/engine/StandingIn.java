package org.hublink.engine;

import org.hublink.protocol.CaseClocks;
import org.hublink.protocol.CaseMember;
import org.hublink.protocol.CaseParty;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.CaseStory;
import org.jspecify.annotations.Nullable;

/**
 * When a desk that stands in for another opens an emergency that it was sealed for from the start (PROTOCOL M4): once it was
 * escalated, which it may do itself when nobody has acknowledged in time, and then says so.
 */
final class StandingIn {
    private StandingIn() {}

    /** From when on a case that nobody acknowledged may be escalated, epoch seconds; 0 if nothing was sent yet. */
    static long opensAt(CaseStory story) {
        long sent = story.time(CaseStep.SEND);
        return sent < 0 ? 0 : sent + CaseClocks.USUAL.alternateAfter();
    }

    /** True while whoever speaks for this desk shows no more of the case than that it is there. */
    static boolean closed(@Nullable CaseMember own, CaseStory story) {
        return own != null
                && own.party() == CaseParty.ALTERNATE
                && !story.position().escalated()
                && story.position().state() != CaseState.DRAFT;
    }
}
