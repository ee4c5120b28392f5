package org.hublink.mls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.jspecify.annotations.Nullable;

/** Takes another member's commit (RFC 9420 §12.4.2). The epoch it starts from is not changed. */
final class CommitReceipt {
    static final String EXTERNAL_INIT = "MLS 1.0 external init secret";

    private CommitReceipt() {}

    /**
     * The outcome.
     *
     * @param next null if the commit removes oneself
     */
    record Taken(@Nullable Epoch next, ProposalList.Applied changes, int committer) {}

    /**
     * Takes a commit whose protection was opened.
     *
     * @param known proposals sent before in this epoch, by the hexadecimal of their references
     */
    static Taken take(Epoch epoch, AuthenticatedContent message, Map<String, ProposalList.Item> known, Terms terms)
            throws Malformed {
        FramedContent framed = message.content();
        byte[] tag = message.confirmationTag();
        if (!(framed.content() instanceof Content.OfCommit content) || tag == null) {
            throw new Malformed("not-a-commit");
        }
        Commit commit = content.commit();
        boolean external = framed.sender().type() == Sender.NEW_MEMBER_COMMIT;
        if (external && (!terms.policy().externalCommits() || commit.path() == null)) {
            throw new Malformed("external-commit");
        }
        checkSignature(epoch, message, commit);
        Integer committer = external ? null : (Integer) (int) framed.sender().index();
        List<ProposalList.Item> items = resolve(commit, framed.sender(), known, external);
        ProposalList.Applied changes = ProposalList.apply(epoch, items, committer, framed.authenticatedData(), terms);
        if (changes.pathRequired() && commit.path() == null) {
            throw new Malformed("path-missing");
        }
        int place = committer == null ? changes.tree().nextPlace() : committer;
        Merged merged = merge(epoch, changes, commit.path(), place, external, framed.authenticatedData(), terms);
        LeafRules.together(merged.tree(), changes.extensions());
        terms.judge(CommitView.of(epoch, message, commit, changes));
        if (changes.removed().contains(epoch.own())) {
            return new Taken(null, changes, place);
        }
        Stepped stepped = step(epoch, changes, commit.path(), place, merged, ownKeys(epoch, items));
        Epoch next = next(epoch, message, tag, changes, stepped, terms);
        return new Taken(next, changes, place);
    }

    /** One's own private keys, with that of one's own Update if the commit covers it. */
    private static TreeKem.PrivateKeys ownKeys(Epoch epoch, List<ProposalList.Item> items) {
        for (ProposalList.Item item : items) {
            byte[] leafKey = item.leafKey();
            if (leafKey != null) {
                return new TreeKem.PrivateKeys(Map.of(2 * epoch.own(), leafKey.clone()));
            }
        }
        return epoch.keys();
    }

    private static void checkSignature(Epoch epoch, AuthenticatedContent message, Commit commit) throws Malformed {
        Sender sender = message.content().sender();
        VerifyingKey key;
        UpdatePath path = commit.path();
        if (sender.type() == Sender.MEMBER) {
            key = epoch.tree().verifyingKey(sender.index());
        } else if (sender.type() == Sender.NEW_MEMBER_COMMIT && path != null) {
            key = epoch.suite().verifyingKey(path.leaf().signatureKey());
        } else {
            throw new Malformed("commit-by-outsider");
        }
        if (!message.verifies(epoch.suite(), key, epoch.contextBytes())) {
            throw new Malformed("signature");
        }
    }

    private static List<ProposalList.Item> resolve(
            Commit commit, Sender sender, Map<String, ProposalList.Item> known, boolean external) throws Malformed {
        List<ProposalList.Item> out = new ArrayList<>();
        for (Commit.Item item : commit.proposals()) {
            if (item instanceof Commit.ByValue value) {
                out.add(new ProposalList.Item(value.proposal(), sender));
            } else if (item instanceof Commit.ByReference reference) {
                ProposalList.Item found = known.get(Hex.encode(reference.reference()));
                if (found == null || external) {
                    throw new Malformed("proposal-unknown");
                }
                out.add(found);
            }
        }
        return out;
    }

    /**
     * The tree of the next epoch, as everybody can compute it.
     *
     * @param start the tree before the path
     */
    private record Merged(RatchetTree start, RatchetTree tree) {}

    private static Merged merge(
            Epoch epoch,
            ProposalList.Applied changes,
            @Nullable UpdatePath path,
            int committer,
            boolean external,
            byte[] commitData,
            Terms terms)
            throws Malformed {
        if (path == null) {
            return new Merged(changes.tree(), changes.tree());
        }
        Member then = external ? replaced(epoch, changes) : member(changes.tree(), committer);
        LeafNode before = then == null ? null : (external ? epoch.tree() : changes.tree()).requireLeaf(then.leaf());
        checkPathLeaf(epoch, path.leaf(), committer, before);
        terms.judge(CredentialCheck.Occasion.COMMIT, Member.of(committer, path.leaf()), then, commitData);
        List<byte[]> keys = new ArrayList<>(path.keys());
        keys.add(path.leaf().encryptionKey());
        TreeCheck.freshKeys(changes.tree(), keys);
        RatchetTree start = external ? changes.tree().add(path.leaf()) : changes.tree();
        return new Merged(
                start, TreeKem.merge(start, committer, path, changes.added().keySet()));
    }

    private static Member member(RatchetTree tree, int leaf) throws Malformed {
        return Member.of(leaf, tree.requireLeaf(leaf));
    }

    /** What the path and the proposals make of tree, keys and secrets. */
    private record Stepped(RatchetTree tree, TreeKem.PrivateKeys keys, byte[] commitSecret, byte[] initSecret) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    private static Stepped step(
            Epoch epoch,
            ProposalList.Applied changes,
            @Nullable UpdatePath path,
            int committer,
            Merged merged,
            TreeKem.PrivateKeys keys)
            throws Malformed {
        byte[] init = initSecret(epoch, changes);
        TreeKem.PrivateKeys before = keys.within(merged.start());
        if (path == null) {
            return new Stepped(merged.tree(), before, epoch.suite().zero(), init);
        }
        byte[] provisional = context(
                        epoch,
                        changes.extensions(),
                        merged.tree().rootHash(),
                        epoch.context().confirmedTranscriptHash())
                .encode();
        TreeKem.Applied applied = TreeKem.apply(
                merged.tree(), committer, path, changes.added().keySet(), epoch.own(), before, provisional);
        return new Stepped(applied.tree(), applied.keys(), applied.commitSecret(), init);
    }

    /** The member that an external commit takes the place of, for the judgement of its successor. */
    private static @Nullable Member replaced(Epoch epoch, ProposalList.Applied changes) throws Malformed {
        if (changes.removed().isEmpty()) {
            return null;
        }
        int leaf = changes.removed().get(0);
        return Member.of(leaf, epoch.tree().requireLeaf(leaf));
    }

    private static void checkPathLeaf(Epoch epoch, LeafNode leaf, int place, @Nullable LeafNode before)
            throws Malformed {
        if (leaf.source() != LeafNode.COMMIT) {
            throw new Malformed("leaf-source");
        }
        if (before != null && Bytes.equal(before.encryptionKey(), leaf.encryptionKey())) {
            throw new Malformed("encryption-key-reused");
        }
        if (!leaf.verifies(epoch.suite(), epoch.context().groupId(), place)) {
            throw new Malformed("leaf-signature");
        }
    }

    private static byte[] initSecret(Epoch epoch, ProposalList.Applied changes) throws Malformed {
        Proposal.ExternalInit external = changes.externalInit();
        if (external == null) {
            return epoch.secrets().init();
        }
        CipherSuite suite = epoch.suite();
        Hpke.KeyPair keys = KeySchedule.externalKeys(suite, epoch.secrets().external());
        return Hpke.setupReceiver(suite.hpke(), keys.privateKey(), external.kemOutput(), new byte[0], null)
                .export(Utf8.encode(EXTERNAL_INIT), suite.hash().length());
    }

    static GroupContext context(Epoch before, List<Extension> extensions, byte[] treeHash, byte[] confirmed) {
        GroupContext old = before.context();
        return new GroupContext(old.suite(), old.groupId(), old.epoch() + 1, treeHash, confirmed, extensions);
    }

    private static Epoch next(
            Epoch epoch,
            AuthenticatedContent message,
            byte[] tag,
            ProposalList.Applied changes,
            Stepped stepped,
            Terms terms)
            throws Malformed {
        CipherSuite suite = epoch.suite();
        byte[] confirmed = KeySchedule.confirmed(suite, epoch.interim(), message);
        GroupContext context =
                context(epoch, changes.extensions(), stepped.tree().rootHash(), confirmed);
        byte[] joiner = KeySchedule.joinerSecret(suite, stepped.initSecret(), stepped.commitSecret(), context.encode());
        byte[] psk = KeySchedule.pskSecret(suite, epoch.psks(changes.psks(), terms, null));
        EpochSecrets secrets = KeySchedule.epoch(suite, joiner, psk, context.encode());
        Bytes.zero(joiner);
        Bytes.zero(psk);
        if (!suite.macEquals(secrets.confirmation(), confirmed, tag)) {
            throw new Malformed("confirmation-tag");
        }
        return new Epoch(
                suite,
                context,
                stepped.tree(),
                KeySchedule.interim(suite, confirmed, tag),
                tag,
                secrets,
                stepped.keys(),
                epoch.own(),
                epoch.signatureKey(),
                epoch.resumptionsAfter(terms.policy()),
                changes.reInit());
    }
}
