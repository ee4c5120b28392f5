package org.hublink.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one judge of statements and acts: pinned root → authority → statement → act. Every answer is a {@link Verdict}.
 *
 * <p>A statement counts by the leaves before its own (who was operator or root holder then), and is then compared with
 * the moment that is asked for: expiry, revocation, and whether root and authority are still in force.
 */
public final class Trust {
    /** Clocks may differ by this much. */
    public static final long CLOCK_SKEW_SECONDS_MAX = 300;

    private final Ledger ledger;

    public Trust(Ledger ledger) {
        this.ledger = ledger;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** The newest statement about a subject. Nothing older serves where the newest does not. */
    public Verdict<LoggedStatement> newest(Subject subject, Moment moment) {
        return Verdict.refused(Reason.NOT_LOGGED, "judging comes with the next change");
    }

    /** One version of a subject's statement, newer ones or not. */
    public Verdict<LoggedStatement> at(Subject subject, int version, Moment moment) {
        return Verdict.refused(Reason.NOT_LOGGED, "judging comes with the next change");
    }

    /**
     * Would this leaf count as number {@code moment.size()}? Asked by the server before it logs, and by an operator's
     * client before he signs.
     *
     * @param parts one for each digest of the header; null for one that is not at hand
     */
    public Verdict<Leaf> admits(Leaf leaf, List<@Nullable Part> parts, Moment moment) {
        return Verdict.refused(Reason.NOT_LOGGED, "judging comes with the next change");
    }

    /** The body of part {@code n} (from 0): {@code part-withheld} without it, {@code part-mismatch} for another. */
    public Verdict<byte[]> part(LoggedStatement statement, int n, @Nullable Part part) {
        return Verdict.refused(Reason.NOT_LOGGED, "judging comes with the next change");
    }

    /** Does this act count, found in this place, judged now? */
    public Verdict<VerifiedAct> act(Envelope envelope, ActPlace place, Moment moment) {
        return Verdict.refused(Reason.NOT_LOGGED, "judging comes with the next change");
    }

    /**
     * What the country's revocations say of a target.
     *
     * @param target {@code device:<id>}, {@code officer:<pseudonym>}, {@code persona:<handle>}, {@code operator:<id>}
     */
    public Standing standing(String target, Country country, Moment moment) {
        return new Standing(Standing.State.FINAL, 0);
    }
}
