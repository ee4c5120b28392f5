package org.hublink.mls;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a commit is to do. Filled in, then given to {@link Group#commit}. */
public final class CommitPlan {
    private final List<ProposalPlan> proposals = new ArrayList<>();
    private final List<byte[]> references = new ArrayList<>();
    private @Nullable List<Extension> leafExtensions;
    private KeySchedule.@Nullable Psk succession;
    private byte[] authenticatedData = {};
    private int padding;
    private boolean path = true;
    private boolean treeInWelcome = true;
    private boolean inTheClear;
    private boolean received;

    /** Carries a change that was not proposed before. */
    public CommitPlan with(ProposalPlan proposal) {
        proposals.add(proposal);
        return this;
    }

    /** Adds the client of a key package, given as an MLS message. */
    public CommitPlan add(byte[] keyPackage) {
        return with(ProposalPlan.add(keyPackage));
    }

    public CommitPlan remove(int leaf) {
        return with(ProposalPlan.remove(leaf));
    }

    /** Mixes a pre-shared key in, by its id in the caller's store. */
    public CommitPlan externalPsk(byte[] id) {
        return with(ProposalPlan.externalPsk(id));
    }

    /** Replaces all extensions of the group. */
    public CommitPlan groupExtensions(List<Extension> extensions) {
        return with(ProposalPlan.groupExtensions(extensions));
    }

    /** Replaces all extensions of one's own leaf. */
    public CommitPlan leafExtensions(List<Extension> extensions) {
        leafExtensions = List.copyOf(extensions);
        return this;
    }

    /** Data that everybody can read and nobody alter. */
    public CommitPlan authenticatedData(byte[] data) {
        authenticatedData = data.clone();
        return this;
    }

    /** Zero bytes put behind the commit. */
    public CommitPlan padding(int bytes) {
        padding = bytes;
        return this;
    }

    /** Names every proposal of this epoch that is valid and goes with the others (§12.4). */
    public CommitPlan withReceivedProposals() {
        received = true;
        return this;
    }

    /** Names one proposal of this epoch; the commit is refused if it is not known or not valid. */
    public CommitPlan withProposal(byte[] reference) {
        references.add(reference.clone());
        return this;
    }

    /** Leaves out the fresh keys where the RFC allows it; then nothing heals. */
    public CommitPlan withoutPath() {
        path = false;
        return this;
    }

    /** Newcomers get the tree another way. */
    public CommitPlan withoutTreeInWelcome() {
        treeInWelcome = false;
        return this;
    }

    /** Sends the commit signed and not encrypted. */
    public CommitPlan inTheClear() {
        inTheClear = true;
        return this;
    }

    /** Ties a new group to the one that it follows. */
    CommitPlan succession(KeySchedule.Psk psk) {
        succession = psk;
        return this;
    }

    List<ProposalPlan> proposals() {
        return proposals;
    }

    List<byte[]> references() {
        return references;
    }

    KeySchedule.@Nullable Psk succession() {
        return succession;
    }

    @Nullable
    List<Extension> leafExtensions() {
        return leafExtensions;
    }

    byte[] authenticatedData() {
        return authenticatedData;
    }

    int padding() {
        return padding;
    }

    boolean path() {
        return path;
    }

    boolean treeInWelcome() {
        return treeInWelcome;
    }

    boolean isInTheClear() {
        return inTheClear;
    }

    boolean received() {
        return received;
    }
}
