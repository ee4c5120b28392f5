package org.hublink.messaging;

import org.hublink.protocol.CaseState;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Urgency;

/**
 * One thing that one desk is woken for.
 *
 * @param step the state that nobody moved on ({@code sent}), or what is due ({@code answer})
 * @param rounds times it was rung, the last at {@code rung}, the first at {@code first}; 0 where it never was
 * @param over true = it is rung no more
 */
record Alert(RandomId id, String desk, String urgency, String step, int rounds, long first, long rung, boolean over) {
    /** All that leaves by any door (C5). */
    String text() {
        return "Hublink: " + (waits() ? urgency : "due time") + " for " + desk + ", open the Hub";
    }

    /** True for a request that waits for somebody to pick it up, false for a reminder. */
    boolean waits() {
        return step.equals(CaseState.SENT.code()) || step.equals(CaseState.FORWARDED.code());
    }

    boolean emergency() {
        return waits() && urgency.equals(Urgency.EMERGENCY.code());
    }

    /** What an open stream is told. */
    String hint() {
        return silenced() ? "alert-over" : waits() ? "alert-" + urgency : "alert-due";
    }

    /** True if it is rung once and no more. */
    boolean single() {
        return !emergency();
    }

    /** True if somebody moved the case on, so that what rang may stop. */
    boolean silenced() {
        return over && !single();
    }
}
