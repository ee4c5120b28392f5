package org.hublink.mls;

import static org.hublink.mls.Parties.NOW;
import static org.hublink.mls.Parties.POLICY;
import static org.hublink.mls.Parties.SUITES;
import static org.hublink.mls.Parties.TERMS;
import static org.hublink.mls.Parties.message;
import static org.hublink.mls.Parties.refused;
import static org.hublink.primitives.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each input here is good but for one thing, which one check alone finds: without that check it would be taken. */
@Tag("unit")
class EachCheckCountsTest {
    private static final CipherSuite SUITE = CipherSuite.X25519_AES128;
    private static final byte[] NOTHING = {};

    private final Parties parties = new Parties(SUITE, 31);

    private static Terms refusing(CredentialCheck.Occasion occasion) {
        return new Terms(POLICY, (o, member, before, data) -> o == occasion ? "not-listed" : null, TERMS.psks(), NOW);
    }

    private byte[] wronglySigned(Group group) throws Malformed {
        byte[] plain = new ByteWriter()
                .vector(Utf8.encode("text"))
                .vector(new byte[64])
                .toBytes();
        return new Insider(parties, group).sealed(Content.APPLICATION, plain);
    }

    @Test
    void aMessageSealedByAMemberAndSignedByNobodyIsRefused() throws Malformed {
        List<Group> groups = parties.groupOf(3);
        refused(groups.get(1).receive(wronglySigned(groups.get(0)), TERMS), "signature");
        Group.Sent sent = groups.get(0).seal(Utf8.encode("text"), NOTHING, 0, parties.randomness());
        message(groups.get(1).receive(sent.message(), TERMS));
    }

    @Test
    void oneBitOfPaddingThatIsNotZeroIsRefused() throws Malformed {
        List<Group> groups = parties.groupOf(2);
        ByteWriter plain = new ByteWriter().vector(Utf8.encode("text")).vector(new byte[64]);
        plain.bytes(new byte[] {0, 1, 0});
        refused(
                groups.get(1)
                        .receive(
                                new Insider(parties, groups.get(0)).sealed(Content.APPLICATION, plain.toBytes()),
                                TERMS),
                "padding");
    }

    @Test
    void onesOwnMessageIsRefusedByAnOldStateOfOneselfToo() throws Malformed {
        Group group = parties.groupOf(2).get(1);
        byte[] epoch = GroupState.epoch(group);
        byte[] ratchets = GroupState.ratchets(group);
        Group.Sent sent = group.seal(Utf8.encode("text"), NOTHING, 0, parties.randomness());
        refused(GroupState.restore(epoch, ratchets, POLICY).receive(sent.message(), TERMS), "own-message");
        byte[] clear = new Insider(parties, sent.next()).proposal(Sender.member(1), new Proposal.Remove(0));
        refused(sent.next().receive(clear, TERMS), "own-message");
    }

    @Test
    void aProposalInTheClearIsOfThisGroupAndEpoch() throws Malformed {
        List<Group> groups = parties.groupOf(2);
        byte[] early = new Insider(parties, groups.get(0)).proposal(Sender.member(0), new Proposal.Remove(1));
        List<Group> later = parties.spread(groups, parties.prepare(groups.get(0), new CommitPlan()));
        refused(later.get(1).receive(early, TERMS), "epoch-past");
        byte[] late = new Insider(parties, later.get(0)).proposal(Sender.member(0), new Proposal.Remove(1));
        Parties others = new Parties(SUITE, 32);
        Group elsewhere = Parties.welcomed(
                Group.create(Utf8.encode("other"), others.keyPackage("one"), List.of(), TERMS, others.randomness()));
        refused(elsewhere.receive(late, TERMS), "other-group");
    }

    /** Members as they were added, without a commit's path: every parent node is blank. */
    private Group leavesOnly() {
        CommitPlan plan = new CommitPlan().withoutPath();
        for (String name : List.of("one", "two", "three")) {
            plan.add(parties.keyPackage(name).message());
        }
        Committing.Prepared made = parties.prepare(parties.create("zero"), plan);
        return made.pending().accepted(made.next(), POLICY);
    }

    private static LeafNode signedWrongly(LeafNode leaf) {
        byte[] signature = leaf.signature().clone();
        signature[40] ^= 1;
        return new LeafNode(
                leaf.encryptionKey(),
                leaf.signatureKey(),
                leaf.credential(),
                leaf.capabilities(),
                leaf.source(),
                leaf.notBefore(),
                leaf.notAfter(),
                leaf.parentHash(),
                leaf.extensions(),
                signature);
    }

    @Test
    void whoJoinsLooksAtTheWholeTree() throws Malformed {
        Epoch epoch = leavesOnly().epoch();
        GroupContext context = epoch.context();
        RatchetTree tree = epoch.tree();
        Joining.check(tree, context, TERMS);
        assertRefused(
                "leaf-signature",
                () -> Joining.check(tree.withLeaf(1, signedWrongly(tree.requireLeaf(1))), context, TERMS));
        assertRefused("key-not-unique", () -> Joining.check(tree.withLeaf(1, tree.requireLeaf(2)), context, TERMS));
        Terms late = new Terms(POLICY, TERMS.check(), TERMS.psks(), NOW + 5000);
        assertRefused("leaf-lifetime", () -> Joining.check(tree, context, late));
        Policy timeless = new Policy(SUITES, 1000, 32, 0, false, false);
        Joining.check(tree, context, new Terms(timeless, TERMS.check(), TERMS.psks(), NOW + 5000));
        assertRefused("not-listed", () -> Joining.check(tree, context, refusing(CredentialCheck.Occasion.JOIN)));
    }

    @Test
    void whoJoinsLooksAtTheParentNodes() throws Malformed {
        Epoch epoch = parties.groupOf(4).get(0).epoch();
        RatchetTree tree = epoch.tree();
        Joining.check(tree, epoch.context(), TERMS);
        List<byte[]> keys = new ArrayList<>();
        for (int node : tree.filteredPath(2)) {
            keys.add(Utf8.encode("a key of nobody's for " + node));
        }
        RatchetTree planted = tree.merge(2, keys).tree();
        assertRefused("parent-hash", () -> Joining.check(planted, epoch.context(), TERMS));
        RatchetTree ghost = HostileTest.altered(tree, 3, ((ParentNode) tree.node(3)).withUnmerged(List.of(9)));
        assertRefused("unmerged-leaves", () -> Joining.check(ghost, epoch.context(), TERMS));
        RatchetTree gap = HostileTest.altered(tree, 3, ((ParentNode) tree.node(3)).withUnmerged(List.of(1)));
        assertRefused("unmerged-leaves", () -> TreeCheck.unmergedLeaves(gap));
        TreeCheck.unmergedLeaves(HostileTest.altered(tree, 3, ((ParentNode) tree.node(3)).withUnmerged(List.of(2))));
    }

    @Test
    void anExternalSenderIsJudgedByWhoJoinsAndByWhoTakesTheChange() throws Malformed {
        Epoch epoch = leavesOnly().epoch();
        ExternalSender sender = new ExternalSender(new byte[32], Credential.basic(Utf8.encode("outside")));
        ByteWriter list = new ByteWriter();
        Encoded.writeList(list, List.of(sender));
        List<Extension> extensions = List.of(new Extension(Extension.EXTERNAL_SENDERS, list.toBytes()));
        GroupContext old = epoch.context();
        GroupContext context = new GroupContext(
                old.suite(), old.groupId(), old.epoch(), old.treeHash(), old.confirmedTranscriptHash(), extensions);
        Terms terms = refusing(CredentialCheck.Occasion.EXTERNAL_SENDER);
        Joining.check(epoch.tree(), context, TERMS);
        assertRefused("not-listed", () -> Joining.check(epoch.tree(), context, terms));
        Proposal change = new Proposal.GroupContextExtensions(extensions);
        apply(epoch, TERMS, change);
        assertRefused("not-listed", () -> apply(epoch, terms, change));
    }

    private static void apply(Epoch epoch, Terms terms, Proposal... proposals) throws Malformed {
        List<ProposalList.Item> items = new ArrayList<>();
        for (Proposal proposal : proposals) {
            items.add(new ProposalList.Item(proposal, Sender.member(1)));
        }
        ProposalList.apply(epoch, items, 0, NOTHING, terms);
    }

    @Test
    void whatMayStandOnceStandsOnce() throws Malformed {
        Epoch epoch = leavesOnly().epoch();
        Proposal change = new Proposal.GroupContextExtensions(List.of());
        apply(epoch, TERMS, change);
        assertRefused("proposal-twice", () -> apply(epoch, TERMS, change, change));
        Proposal again = new Proposal.ReInit(new byte[] {1}, 1, 1, List.of());
        apply(epoch, TERMS, again);
        assertRefused("proposal-twice", () -> apply(epoch, TERMS, again, again));
        List<ProposalList.Item> twice = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            twice.add(new ProposalList.Item(
                    new Proposal.ExternalInit(new byte[32]), new Sender(Sender.NEW_MEMBER_COMMIT, 0)));
        }
        ProposalList.apply(epoch, twice.subList(0, 1), null, NOTHING, TERMS);
        assertRefused("proposal-twice", () -> ProposalList.apply(epoch, twice, null, NOTHING, TERMS));
    }

    @Test
    void preSharedKeysAreBoundedAndOneAloneTiesGroups() throws Malformed {
        List<PreSharedKeyId> ids = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            ids.add(new PreSharedKeyId(PreSharedKeyId.EXTERNAL, 0, new byte[] {(byte) i}, 0, new byte[32]));
        }
        ProposalList.checkPsks(SUITE, ids);
        ids.add(new PreSharedKeyId(PreSharedKeyId.EXTERNAL, 0, new byte[] {64}, 0, new byte[32]));
        assertRefused("too-many-psks", () -> ProposalList.checkPsks(SUITE, ids));
        PreSharedKeyId branch = tie(PreSharedKeyId.BRANCH);
        ProposalList.checkPsks(SUITE, List.of(branch, ids.get(0), tie(PreSharedKeyId.APPLICATION)));
        assertRefused("psk-usage", () -> ProposalList.checkPsks(SUITE, List.of(branch, tie(PreSharedKeyId.REINIT))));
    }

    private static PreSharedKeyId tie(int usage) {
        return new PreSharedKeyId(PreSharedKeyId.RESUMPTION, usage, new byte[] {1}, 1, new byte[32]);
    }

    @Test
    void anUpdateIsAnUpdatesLeafAndItsSuccessorIsJudged() throws Malformed {
        List<Group> groups = parties.groupOf(2);
        Epoch theirs = groups.get(1).epoch();
        LeafNode like = theirs.tree().requireLeaf(1);
        byte[] key = SUITE.deriveKeyPair(new byte[32]).publicKey();
        byte[] id = theirs.context().groupId();
        LeafNode good = like.renewed(key, LeafNode.UPDATE, NOTHING).signed(SUITE, theirs.signatureKey(), id, 1);
        Epoch ours = groups.get(0).epoch();
        apply(ours, TERMS, new Proposal.Update(good));
        assertRefused(
                "not-listed", () -> apply(ours, refusing(CredentialCheck.Occasion.UPDATE), new Proposal.Update(good)));
        LeafNode commits = like.renewed(key, LeafNode.COMMIT, NOTHING).signed(SUITE, theirs.signatureKey(), id, 1);
        assertRefused("leaf-source", () -> apply(ours, TERMS, new Proposal.Update(commits)));
    }

    @Test
    void aPathsLeafIsSignedAndCanWhatTheGroupNeeds() throws Malformed {
        List<Group> groups = parties.groupOf(3);
        Insider insider = new Insider(parties, groups.get(0));
        UpdatePath path = insider.path(List.of());
        UpdatePath wrong = new UpdatePath(signedWrongly(path.leaf()), path.nodes());
        refused(
                groups.get(1).receive(insider.commit(new Commit(List.of(), wrong), List.of()), TERMS),
                "leaf-signature");
        LeafNode leaf = path.leaf();
        Capabilities none =
                new Capabilities(new int[] {1}, new int[] {2}, new int[] {0xff00, 0xff01}, new int[0], new int[] {1});
        LeafNode unable = new LeafNode(
                leaf.encryptionKey(),
                leaf.signatureKey(),
                leaf.credential(),
                none,
                leaf.source(),
                0,
                0,
                leaf.parentHash(),
                leaf.extensions(),
                NOTHING);
        UpdatePath resigned = insider.resigned(new UpdatePath(unable, path.nodes()));
        refused(
                groups.get(1).receive(insider.commit(new Commit(List.of(), resigned), List.of()), TERMS),
                "required-capabilities");
    }
}
