package org.hublink.mls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;
import org.jspecify.annotations.Nullable;

/** Makes a commit and the welcome of its newcomers (RFC 9420 §12.4.1). The epoch it starts from is not changed. */
final class CommitMaking {
    private static final byte[] NOTHING = {};

    private final Epoch epoch;
    private final @Nullable LeafNode entrant;
    private final CommitPlan plan;
    private final Terms terms;
    private final Randomness randomness;

    private CommitMaking(Epoch epoch, @Nullable LeafNode entrant, CommitPlan plan, Terms terms, Randomness randomness) {
        this.epoch = epoch;
        this.entrant = entrant;
        this.plan = plan;
        this.terms = terms;
        this.randomness = randomness;
    }

    /** A commit signed and not yet protected, with the epoch it leads to. */
    record Made(
            AuthenticatedContent message,
            Epoch next,
            ProposalList.Applied changes,
            @Nullable Welcome welcome) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    static Made make(
            Epoch epoch, Map<String, ProposalList.Item> stored, CommitPlan plan, Terms terms, Randomness randomness)
            throws Malformed {
        return new CommitMaking(epoch, null, plan, terms, randomness).make(stored);
    }

    /**
     * An external commit (§12.4.3.2).
     *
     * @param outside the group's epoch as far as a group info shows it, with the external init secret as init secret
     * @param entrant the newcomer's leaf
     */
    static Made enter(
            Epoch outside,
            LeafNode entrant,
            Proposal.ExternalInit init,
            CommitPlan plan,
            Terms terms,
            Randomness randomness)
            throws Malformed {
        List<Proposal> proposals = new CommitMaking(outside, entrant, plan, terms, randomness).own();
        proposals.add(0, init);
        RatchetTree after = outside.tree();
        for (Proposal proposal : proposals) {
            if (proposal instanceof Proposal.Remove remove) {
                after.requireLeaf(remove.leaf());
                after = after.remove((int) remove.leaf());
            }
        }
        Epoch placed = outside.at(after.nextPlace());
        return new CommitMaking(placed, entrant, plan, terms, randomness).make(Map.of(), proposals);
    }

    private Made make(Map<String, ProposalList.Item> stored) throws Malformed {
        Map<String, ProposalList.Item> chosen = new LinkedHashMap<>();
        if (plan.received()) {
            chosen.putAll(ProposalChoice.of(epoch, stored, plan.authenticatedData(), terms));
        }
        for (byte[] reference : plan.references()) {
            ProposalList.Item item = stored.get(Hex.encode(reference));
            if (item == null) {
                throw new Malformed("proposal-unknown");
            }
            chosen.put(Hex.encode(reference), item);
        }
        return make(chosen, own());
    }

    private Made make(Map<String, ProposalList.Item> chosen, List<Proposal> own) throws Malformed {
        List<Commit.Item> listed = new ArrayList<>();
        List<ProposalList.Item> items = new ArrayList<>();
        for (Map.Entry<String, ProposalList.Item> entry : chosen.entrySet()) {
            listed.add(new Commit.ByReference(Hex.decode(entry.getKey())));
            items.add(entry.getValue());
        }
        for (Proposal proposal : own) {
            listed.add(new Commit.ByValue(proposal));
            items.add(new ProposalList.Item(proposal, Sender.member(epoch.own())));
        }
        KeySchedule.Psk succession = plan.succession();
        ProposalList.Applied changes = new ProposalList(
                        epoch,
                        terms,
                        plan.authenticatedData(),
                        entrant == null ? epoch.own() : null,
                        CredentialCheck.Occasion.KEY_PACKAGE,
                        succession == null ? null : succession.id())
                .apply(items);
        TreeKem.Made path = plan.path() || changes.pathRequired() ? path(changes) : null;
        RatchetTree tree = path == null ? changes.tree() : path.tree();
        LeafRules.together(tree, changes.extensions());
        Commit commit = new Commit(List.copyOf(listed), path == null ? null : path.path());
        AuthenticatedContent signed = sign(commit);
        terms.judge(CommitView.of(epoch, signed, commit, changes));
        return finish(signed, changes, tree, path);
    }

    private List<Proposal> own() throws Malformed {
        List<Proposal> out = new ArrayList<>();
        for (ProposalPlan proposal : plan.proposals()) {
            out.add(proposal.make(epoch.suite(), epoch, randomness).proposal());
        }
        KeySchedule.Psk succession = plan.succession();
        if (succession != null) {
            out.add(new Proposal.Psk(succession.id()));
        }
        return out;
    }

    private TreeKem.Made path(ProposalList.Applied changes) throws Malformed {
        boolean entering = entrant != null;
        LeafNode like = entrant != null ? entrant : epoch.tree().requireLeaf(epoch.own());
        List<Extension> extensions = plan.leafExtensions();
        if (extensions != null) {
            like = like.withExtensions(Extension.list(extensions));
        }
        TreeKem.Author author = new TreeKem.Author(
                epoch.own(), like, epoch.signatureKey(), epoch.context().groupId());
        byte[] confirmed = epoch.context().confirmedTranscriptHash();
        Set<Integer> newLeaves = changes.added().keySet();
        return TreeKem.make(
                entering ? changes.tree().add(like) : changes.tree(),
                author,
                newLeaves,
                hash -> CommitReceipt.context(epoch, changes.extensions(), hash, confirmed)
                        .encode(),
                randomness);
    }

    private AuthenticatedContent sign(Commit commit) {
        FramedContent framed = new FramedContent(
                epoch.context().groupId(),
                epoch.context().epoch(),
                entrant == null ? Sender.member(epoch.own()) : new Sender(Sender.NEW_MEMBER_COMMIT, 0),
                plan.authenticatedData(),
                new Content.OfCommit(commit));
        boolean clear = plan.isInTheClear() || entrant != null;
        int wireFormat = clear ? MlsMessage.PUBLIC_MESSAGE : MlsMessage.PRIVATE_MESSAGE;
        return AuthenticatedContent.sign(epoch.suite(), wireFormat, framed, epoch.contextBytes(), epoch.signatureKey());
    }

    private Made finish(
            AuthenticatedContent signed, ProposalList.Applied changes, RatchetTree tree, TreeKem.@Nullable Made path)
            throws Malformed {
        CipherSuite suite = epoch.suite();
        byte[] confirmed = KeySchedule.confirmed(suite, epoch.interim(), signed);
        GroupContext context = CommitReceipt.context(epoch, changes.extensions(), tree.rootHash(), confirmed);
        byte[] commitSecret = path == null ? suite.zero() : path.commitSecret();
        byte[] joiner = KeySchedule.joinerSecret(suite, epoch.secrets().init(), commitSecret, context.encode());
        byte[] psk = KeySchedule.pskSecret(suite, epoch.psks(changes.psks(), terms, plan.succession()));
        EpochSecrets secrets = KeySchedule.epoch(suite, joiner, psk, context.encode());
        byte[] tag = suite.mac(secrets.confirmation(), confirmed);
        Epoch next = new Epoch(
                suite,
                context,
                tree,
                KeySchedule.interim(suite, confirmed, tag),
                tag,
                secrets,
                path == null ? epoch.keys().within(tree) : path.keys(),
                epoch.own(),
                epoch.signatureKey(),
                entrant == null ? epoch.resumptionsAfter(terms.policy()) : List.of(),
                changes.reInit());
        Welcome welcome = changes.added().isEmpty() ? null : welcome(next, changes, path, joiner, psk);
        Bytes.zero(joiner);
        Bytes.zero(psk);
        if (path != null) {
            path.pathSecrets().values().forEach(Bytes::zero);
        }
        return new Made(signed.withTag(tag), next, changes, welcome);
    }

    private Welcome welcome(
            Epoch next, ProposalList.Applied changes, TreeKem.@Nullable Made path, byte[] joiner, byte[] psk)
            throws Malformed {
        CipherSuite suite = epoch.suite();
        List<Extension> extensions = plan.treeInWelcome()
                ? List.of(new Extension(Extension.RATCHET_TREE, next.tree().encode()))
                : List.of();
        GroupInfo info = GroupInfo.signed(
                suite, next.context(), extensions, next.confirmationTag(), next.own(), next.signatureKey());
        byte[] secret = KeySchedule.welcomeSecret(suite, joiner, psk);
        byte[] sealedInfo =
                suite.aead().seal(Joining.key(suite, secret), Joining.nonce(suite, secret), NOTHING, info.encode());
        List<Welcome.Entry> entries = new ArrayList<>();
        for (Map.Entry<Integer, KeyPackage> newcomer : changes.added().entrySet()) {
            int common = TreeMath.commonAncestor(2 * epoch.own(), 2 * newcomer.getKey());
            byte[] pathSecret = path == null ? null : path.pathSecrets().get(common);
            byte[] plain = new GroupSecrets(joiner, pathSecret, changes.psks()).encode();
            KeyPackage to = newcomer.getValue();
            entries.add(new Welcome.Entry(
                    to.reference(suite),
                    suite.encryptWithLabel(to.initKey(), "Welcome", sealedInfo, plain, randomness)));
            Bytes.zero(plain);
        }
        return new Welcome(suite.number(), List.copyOf(entries), sealedInfo);
    }
}
