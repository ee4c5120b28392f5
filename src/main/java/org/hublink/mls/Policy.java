package org.hublink.mls;

/**
 * What a client takes, beyond what RFC 9420 leaves open.
 *
 * @param suites the suites it takes
 * @param aheadMax generations that a message may be ahead of the one expected next
 * @param keptMax skipped message keys kept in all
 * @param resumptionsMax past epochs whose resumption secrets are kept
 * @param externalCommits whether somebody may add himself
 * @param lifetimes whether a leaf outside its lifetime is refused when it comes in
 */
public record Policy(
        Suites suites, int aheadMax, int keptMax, int resumptionsMax, boolean externalCommits, boolean lifetimes) {
    /** Proposals sent before a commit that are remembered. */
    static final int PROPOSALS_MAX = 256;

    public Policy {
        if (aheadMax < 0 || aheadMax > 100_000 || keptMax < 0 || keptMax > 10_000 || resumptionsMax < 0) {
            throw new IllegalArgumentException("policy out of range");
        }
    }

    /** 1,000 generations ahead, 32 keys kept, no past epochs, no external commits, lifetimes enforced. */
    public static Policy strict(Suites suites) {
        return new Policy(suites, 1000, 32, 0, false, true);
    }

    SecretTree.Window window() {
        return new SecretTree.Window(aheadMax, keptMax);
    }
}
