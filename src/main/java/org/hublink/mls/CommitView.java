package org.hublink.mls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * A whole commit as the application judges it before it takes effect (RFC 9420 §12.2: rules of its own). Leaves of
 * members are those before the commit, of newcomers those after it.
 *
 * @param epoch that it ends
 * @param committer as a member before the commit; null for one who lets himself in
 * @param authenticatedData its own
 * @param encrypted whether it came as a PrivateMessage
 * @param byReference whether it names proposals sent before
 * @param path whether it renews the committer's keys
 * @param added newcomers, with key packages
 * @param removed members, as they were
 * @param updated members with their new leaves
 * @param extensions of the group after it
 * @param psks pre-shared keys that it mixes in
 * @param reInit whether it closes the group
 */
public record CommitView(
        long epoch,
        @Nullable Member committer,
        byte[] authenticatedData,
        boolean encrypted,
        boolean byReference,
        boolean path,
        List<Member> added,
        List<Member> removed,
        List<Member> updated,
        List<Extension> extensions,
        int psks,
        boolean reInit) {
    static CommitView of(Epoch epoch, AuthenticatedContent message, Commit commit, ProposalList.Applied changes)
            throws Malformed {
        FramedContent framed = message.content();
        boolean byReference = false;
        for (Commit.Item item : commit.proposals()) {
            byReference |= item instanceof Commit.ByReference;
        }
        List<Member> added = new ArrayList<>();
        for (Map.Entry<Integer, KeyPackage> newcomer : changes.added().entrySet()) {
            added.add(Member.of(newcomer.getKey(), newcomer.getValue().leaf()));
        }
        List<Member> removed = new ArrayList<>();
        for (int leaf : changes.removed()) {
            removed.add(Member.of(leaf, epoch.tree().requireLeaf(leaf)));
        }
        List<Member> updated = new ArrayList<>();
        for (int leaf : changes.updated()) {
            updated.add(Member.of(leaf, changes.tree().requireLeaf(leaf)));
        }
        boolean member = framed.sender().type() == Sender.MEMBER;
        int sender = (int) framed.sender().index();
        return new CommitView(
                framed.epoch(),
                member ? Member.of(sender, epoch.tree().requireLeaf(sender)) : null,
                framed.authenticatedData(),
                message.wireFormat() == MlsMessage.PRIVATE_MESSAGE,
                byReference,
                commit.path() != null,
                List.copyOf(added),
                List.copyOf(removed),
                List.copyOf(updated),
                changes.extensions(),
                changes.psks().size(),
                changes.reInit() != null);
    }
}
