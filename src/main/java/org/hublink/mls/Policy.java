package org.hublink.mls;

/**
 * What a client takes, beyond what RFC 9420 leaves open.
 *
 * @param suites the suites it takes
 * @param aheadMax generations that a message may be ahead of the one expected next
 * @param keptMax skipped message keys kept in all
 * @param resumptionsMax past epochs whose resumption secrets are kept
 * @param externalCommits whether somebody may add himself
 * @param lifetimes whether a leaf outside its lifetime is refused when it comes in; on sending it always is
 * @param lifetimeMaxSeconds the longest lifetime a leaf may have
 * @param pastEpochsMax past epochs whose late application messages are still opened
 * @param proposalsAlone whether a proposal may come in a message of its own
 */
public record Policy(
        Suites suites,
        int aheadMax,
        int keptMax,
        int resumptionsMax,
        boolean externalCommits,
        boolean lifetimes,
        long lifetimeMaxSeconds,
        int pastEpochsMax,
        boolean proposalsAlone) {
    /** Proposals sent before a commit that are remembered. */
    static final int PROPOSALS_MAX = 256;

    private static final int PAST_EPOCHS_MAX = 16;

    public Policy {
        if (aheadMax < 0
                || aheadMax > 100_000
                || keptMax < 0
                || keptMax > 10_000
                || resumptionsMax < 0
                || lifetimeMaxSeconds < 0
                || pastEpochsMax < 0
                || pastEpochsMax > PAST_EPOCHS_MAX) {
            throw new IllegalArgumentException("policy out of range");
        }
    }

    /** Lifetimes of any length, no past epochs, proposals alone taken. */
    public Policy(
            Suites suites, int aheadMax, int keptMax, int resumptionsMax, boolean externalCommits, boolean lifetimes) {
        this(suites, aheadMax, keptMax, resumptionsMax, externalCommits, lifetimes, Long.MAX_VALUE, 0, true);
    }

    /** 1,000 generations ahead, 32 keys kept, no past epochs, no external commits, lifetimes enforced, however long. */
    public static Policy strict(Suites suites) {
        return new Policy(suites, 1000, 32, 0, false, true);
    }

    public Policy withLifetimeMax(long seconds) {
        return new Policy(
                suites,
                aheadMax,
                keptMax,
                resumptionsMax,
                externalCommits,
                lifetimes,
                seconds,
                pastEpochsMax,
                proposalsAlone);
    }

    public Policy withPastEpochs(int max) {
        return new Policy(
                suites,
                aheadMax,
                keptMax,
                resumptionsMax,
                externalCommits,
                lifetimes,
                lifetimeMaxSeconds,
                max,
                proposalsAlone);
    }

    /** Proposals come inside commits only. */
    public Policy withoutProposalsAlone() {
        return new Policy(
                suites,
                aheadMax,
                keptMax,
                resumptionsMax,
                externalCommits,
                lifetimes,
                lifetimeMaxSeconds,
                pastEpochsMax,
                false);
    }

    SecretTree.Window window() {
        return new SecretTree.Window(aheadMax, keptMax);
    }
}
