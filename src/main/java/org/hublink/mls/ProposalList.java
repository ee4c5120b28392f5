package org.hublink.mls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** The proposals of one commit: which lists are valid (RFC 9420 §12.2), and what they do (§12.3). */
final class ProposalList {
    /** A proposal and who made it. */
    record Item(Proposal proposal, Sender sender) {}

    /**
     * What applying a list gave.
     *
     * @param added place of each newcomer with its key package, in order
     */
    record Applied(
            RatchetTree tree,
            List<Extension> extensions,
            Map<Integer, KeyPackage> added,
            List<Integer> removed,
            List<Integer> updated,
            List<PreSharedKeyId> psks,
            Proposal.@Nullable ExternalInit externalInit,
            Proposal.@Nullable ReInit reInit,
            boolean pathRequired) {}

    /** Pre-shared keys of one commit. */
    private static final int PSKS_MAX = 64;

    private final Epoch epoch;
    private final Terms terms;
    private final byte[] commitData;
    private final Map<Integer, LeafNode> updates = new LinkedHashMap<>();
    private final Set<Integer> removes = new LinkedHashSet<>();
    private final List<KeyPackage> adds = new ArrayList<>();
    private final List<PreSharedKeyId> psks = new ArrayList<>();
    private @Nullable List<Extension> extensions;
    private Proposal.@Nullable ExternalInit externalInit;
    private Proposal.@Nullable ReInit reInit;
    private boolean pathRequired;

    private ProposalList(Epoch epoch, Terms terms, byte[] commitData) {
        this.epoch = epoch;
        this.terms = terms;
        this.commitData = commitData;
    }

    /**
     * Checks a list and applies it.
     *
     * @param committer its leaf; null for an external commit
     * @param occasion of newcomers: {@code KEY_PACKAGE} in the commit one makes oneself
     */
    static Applied apply(
            Epoch epoch,
            List<Item> items,
            @Nullable Integer committer,
            CredentialCheck.Occasion occasion,
            byte[] commitData,
            Terms terms)
            throws Malformed {
        ProposalList list = new ProposalList(epoch, terms, commitData);
        for (Item item : items) {
            list.collect(item, committer);
        }
        list.checkWhole(items.size(), committer == null);
        return list.applied(items.isEmpty(), occasion);
    }

    private void collect(Item item, @Nullable Integer committer) throws Malformed {
        Proposal proposal = item.proposal();
        if (committer == null
                && !(proposal instanceof Proposal.ExternalInit
                        || proposal instanceof Proposal.Remove
                        || proposal instanceof Proposal.Psk)) {
            throw new Malformed("proposal-in-external-commit");
        }
        if (proposal instanceof Proposal.Add add) {
            LeafRules.keyPackage(add.keyPackage(), epoch.suite(), terms);
            adds.add(add.keyPackage());
        } else if (proposal instanceof Proposal.Update update) {
            update(update.leaf(), item.sender(), committer);
        } else if (proposal instanceof Proposal.Remove remove) {
            remove(remove.leaf(), committer);
        } else if (proposal instanceof Proposal.Psk psk) {
            psk(psk.id());
        } else if (proposal instanceof Proposal.GroupContextExtensions change) {
            once(extensions == null);
            extensions = change.extensions();
            pathRequired = true;
        } else if (proposal instanceof Proposal.ExternalInit init) {
            once(externalInit == null);
            externalInit = init;
            pathRequired = true;
        } else if (proposal instanceof Proposal.ReInit again) {
            reInit = again;
        }
    }

    private static void once(boolean first) throws Malformed {
        if (!first) {
            throw new Malformed("proposal-twice");
        }
    }

    private void update(LeafNode leaf, Sender sender, @Nullable Integer committer) throws Malformed {
        if (sender.type() != Sender.MEMBER) {
            throw new Malformed("update-by-outsider");
        }
        LeafNode before = epoch.tree().requireLeaf(sender.index());
        int place = (int) sender.index();
        if (committer != null && committer == place) {
            throw new Malformed("update-by-committer");
        }
        LeafRules.alone(leaf, LeafNode.UPDATE, terms);
        if (Bytes.equal(leaf.encryptionKey(), before.encryptionKey())) {
            throw new Malformed("encryption-key-reused");
        }
        if (!leaf.verifies(epoch.suite(), epoch.context().groupId(), place)) {
            throw new Malformed("leaf-signature");
        }
        untouched(place);
        updates.put(place, leaf);
        pathRequired = true;
        terms.judge(CredentialCheck.Occasion.UPDATE, Member.of(place, leaf), Member.of(place, before), commitData);
    }

    private void remove(long leaf, @Nullable Integer committer) throws Malformed {
        epoch.tree().requireLeaf(leaf);
        if (committer != null && committer == leaf) {
            throw new Malformed("remove-committer");
        }
        untouched((int) leaf);
        removes.add((int) leaf);
        pathRequired = true;
    }

    private void untouched(int place) throws Malformed {
        if (updates.containsKey(place) || removes.contains(place)) {
            throw new Malformed("proposals-conflict");
        }
    }

    private void psk(PreSharedKeyId id) throws Malformed {
        if (id.nonce().length != epoch.suite().hash().length()) {
            throw new Malformed("psk-nonce");
        }
        if (id.type() == PreSharedKeyId.RESUMPTION && id.usage() != 1) {
            throw new Malformed("psk-usage");
        }
        if (psks.size() == PSKS_MAX) {
            throw new Malformed("too-many-psks");
        }
        byte[] encoded = id.encode();
        for (PreSharedKeyId other : psks) {
            if (Bytes.equal(other.encode(), encoded)) {
                throw new Malformed("psk-twice");
            }
        }
        psks.add(id);
    }

    private void checkWhole(int count, boolean external) throws Malformed {
        if (reInit != null && count != 1) {
            throw new Malformed("reinit-not-alone");
        }
        if (external != (externalInit != null) || (external && removes.size() > 1)) {
            throw new Malformed("external-init");
        }
    }

    private Applied applied(boolean empty, CredentialCheck.Occasion occasion) throws Malformed {
        RatchetTree tree = epoch.tree();
        for (Map.Entry<Integer, LeafNode> update : updates.entrySet()) {
            tree = tree.update(update.getKey(), update.getValue());
        }
        for (int leaf : removes) {
            tree = tree.remove(leaf);
        }
        Map<Integer, KeyPackage> added = new LinkedHashMap<>();
        for (KeyPackage add : adds) {
            int place = tree.nextPlace();
            terms.judge(occasion, Member.of(place, add.leaf()), null, commitData);
            tree = tree.add(add.leaf());
            added.put(place, add);
        }
        if (extensions != null) {
            judgeExternalSenders(extensions);
        }
        return new Applied(
                tree,
                extensions == null ? epoch.context().extensions() : extensions,
                added,
                List.copyOf(removes),
                List.copyOf(updates.keySet()),
                List.copyOf(psks),
                externalInit,
                reInit,
                pathRequired || empty);
    }

    private void judgeExternalSenders(List<Extension> next) throws Malformed {
        Set<String> known = new LinkedHashSet<>();
        for (ExternalSender sender : ExternalSender.of(epoch.context().extensions())) {
            known.add(Hex.encode(sender.encode()));
        }
        for (ExternalSender sender : ExternalSender.of(next)) {
            if (!known.contains(Hex.encode(sender.encode()))) {
                Member member = new Member(-1, sender.credential(), sender.signatureKey(), List.of());
                terms.judge(CredentialCheck.Occasion.EXTERNAL_SENDER, member, null, commitData);
            }
        }
    }
}
