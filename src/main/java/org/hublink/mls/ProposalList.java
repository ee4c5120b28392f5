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
    /**
     * A proposal and who made it.
     *
     * @param leafKey private key of the new leaf where it is one's own Update
     */
    record Item(Proposal proposal, Sender sender, byte @Nullable [] leafKey) {
        Item(Proposal proposal, Sender sender) {
            this(proposal, sender, null);
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }

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
    private final @Nullable Integer committer;
    private final CredentialCheck.Occasion occasion;
    private final @Nullable PreSharedKeyId succession;
    private final Map<Integer, LeafNode> updates = new LinkedHashMap<>();
    private final Set<Integer> removes = new LinkedHashSet<>();
    private final List<KeyPackage> adds = new ArrayList<>();
    private final List<PreSharedKeyId> psks = new ArrayList<>();
    private @Nullable List<Extension> extensions;
    private Proposal.@Nullable ExternalInit externalInit;
    private Proposal.@Nullable ReInit reInit;
    private boolean pathRequired;

    /**
     * An empty list.
     *
     * @param committer its leaf; null for an external commit
     * @param occasion of newcomers: {@code KEY_PACKAGE} in the commit one makes oneself
     * @param succession the key of another group that this one follows; no other of its kind is valid
     */
    ProposalList(
            Epoch epoch,
            Terms terms,
            byte[] commitData,
            @Nullable Integer committer,
            CredentialCheck.Occasion occasion,
            @Nullable PreSharedKeyId succession) {
        this.epoch = epoch;
        this.terms = terms;
        this.commitData = commitData;
        this.committer = committer;
        this.occasion = occasion;
        this.succession = succession;
    }

    /** Checks a list of another's commit and applies it. */
    static Applied apply(Epoch epoch, List<Item> items, @Nullable Integer committer, byte[] commitData, Terms terms)
            throws Malformed {
        return new ProposalList(epoch, terms, commitData, committer, CredentialCheck.Occasion.ADD, null).apply(items);
    }

    /** Whether a proposal one is about to send is valid by itself, its newcomer's credential included. */
    static void checkAlone(Epoch epoch, Item item, byte[] data, Terms terms) throws Malformed {
        Proposal proposal = item.proposal();
        if (proposal instanceof Proposal.Add add) {
            Member newcomer = Member.of(-1, add.keyPackage().leaf());
            terms.judge(CredentialCheck.Occasion.KEY_PACKAGE, newcomer, null, data);
        }
        new ProposalList(epoch, terms, data, -1, CredentialCheck.Occasion.KEY_PACKAGE, null).collect(item);
    }

    Applied apply(List<Item> items) throws Malformed {
        for (Item item : items) {
            collect(item);
        }
        checkWhole(items.size(), committer == null);
        return applied(items.isEmpty());
    }

    /** Takes one more proposal in, unless it is invalid by itself or beside those before it: then nothing changes. */
    void collect(Item item) throws Malformed {
        Proposal proposal = item.proposal();
        if (committer == null
                && !(proposal instanceof Proposal.ExternalInit
                        || proposal instanceof Proposal.Remove
                        || proposal instanceof Proposal.Psk)) {
            throw new Malformed("proposal-in-external-commit");
        }
        if (proposal instanceof Proposal.Add add) {
            LeafRules.keyPackage(
                    add.keyPackage(), epoch.suite(), occasion == CredentialCheck.Occasion.KEY_PACKAGE, terms);
            adds.add(add.keyPackage());
        } else if (proposal instanceof Proposal.Update update) {
            update(update.leaf(), item.sender());
        } else if (proposal instanceof Proposal.Remove remove) {
            remove(remove.leaf());
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
            once(reInit == null);
            if (again.version() < MlsMessage.VERSION) {
                throw new Malformed("reinit-version");
            }
            reInit = again;
        }
    }

    private static void once(boolean first) throws Malformed {
        if (!first) {
            throw new Malformed("proposal-twice");
        }
    }

    private void update(LeafNode leaf, Sender sender) throws Malformed {
        if (sender.type() != Sender.MEMBER) {
            throw new Malformed("update-by-outsider");
        }
        LeafNode before = epoch.tree().requireLeaf(sender.index());
        int place = (int) sender.index();
        if (committer != null && committer == place) {
            throw new Malformed("update-by-committer");
        }
        LeafRules.alone(leaf, LeafNode.UPDATE);
        if (Bytes.equal(leaf.encryptionKey(), before.encryptionKey())) {
            throw new Malformed("encryption-key-reused");
        }
        if (!leaf.verifies(epoch.suite(), epoch.context().groupId(), place)) {
            throw new Malformed("leaf-signature");
        }
        untouched(place);
        terms.judge(CredentialCheck.Occasion.UPDATE, Member.of(place, leaf), Member.of(place, before), commitData);
        updates.put(place, leaf);
        pathRequired = true;
    }

    private void remove(long leaf) throws Malformed {
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
        if (id.ofSuccession() && (succession == null || !Bytes.equal(id.encode(), succession.encode()))) {
            throw new Malformed("psk-usage");
        }
        List<PreSharedKeyId> more = new ArrayList<>(psks);
        more.add(id);
        checkPsks(epoch.suite(), more);
        psks.add(id);
    }

    /** Pre-shared keys of one commit or welcome: bounded, nonces of full length, none twice, one succession (§8.4). */
    static void checkPsks(CipherSuite suite, List<PreSharedKeyId> ids) throws Malformed {
        if (ids.size() > PSKS_MAX) {
            throw new Malformed("too-many-psks");
        }
        Set<String> known = new LinkedHashSet<>();
        int successions = 0;
        for (PreSharedKeyId id : ids) {
            if (id.nonce().length != suite.hash().length()) {
                throw new Malformed("psk-nonce");
            }
            if (!known.add(Hex.encode(id.encode()))) {
                throw new Malformed("psk-twice");
            }
            successions += id.ofSuccession() ? 1 : 0;
        }
        if (successions > 1) {
            throw new Malformed("psk-usage");
        }
    }

    private void checkWhole(int count, boolean external) throws Malformed {
        if (reInit != null && count != 1) {
            throw new Malformed("reinit-not-alone");
        }
        if (external != (externalInit != null) || (external && removes.size() > 1)) {
            throw new Malformed("external-init");
        }
    }

    private Applied applied(boolean empty) throws Malformed {
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
                terms.judge(CredentialCheck.Occasion.EXTERNAL_SENDER, sender.member(), null, commitData);
            }
        }
    }
}
