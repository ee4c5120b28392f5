package org.hublink.mls;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a commit is to do. Filled in, then given to {@link Group#commit}. */
public final class CommitPlan {
    private final List<byte[]> keyPackages = new ArrayList<>();
    private final List<Integer> removes = new ArrayList<>();
    private final List<byte[]> externalPsks = new ArrayList<>();
    private @Nullable List<Extension> groupExtensions;
    private @Nullable List<Extension> leafExtensions;
    private byte[] authenticatedData = {};
    private int padding;
    private boolean path = true;
    private boolean treeInWelcome = true;
    private boolean inTheClear;
    private boolean stored;

    /** Adds the client of a key package, given as an MLS message. */
    public CommitPlan add(byte[] keyPackage) {
        keyPackages.add(keyPackage.clone());
        return this;
    }

    public CommitPlan remove(int leaf) {
        removes.add(leaf);
        return this;
    }

    /** Mixes a pre-shared key in, by its id in the caller's store. */
    public CommitPlan externalPsk(byte[] id) {
        externalPsks.add(id.clone());
        return this;
    }

    /** Replaces all extensions of the group. */
    public CommitPlan groupExtensions(List<Extension> extensions) {
        groupExtensions = List.copyOf(extensions);
        return this;
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

    /** Names every proposal received in this epoch. */
    public CommitPlan withReceivedProposals() {
        stored = true;
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

    List<byte[]> keyPackages() {
        return keyPackages;
    }

    List<Integer> removes() {
        return removes;
    }

    List<byte[]> externalPsks() {
        return externalPsks;
    }

    @Nullable
    List<Extension> groupExtensions() {
        return groupExtensions;
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

    boolean stored() {
        return stored;
    }
}
