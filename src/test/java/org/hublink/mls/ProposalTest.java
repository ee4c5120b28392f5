package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.hublink.mls.Parties.NOW;
import static org.hublink.mls.Parties.POLICY;
import static org.hublink.mls.Parties.TERMS;
import static org.hublink.mls.Parties.committed;
import static org.hublink.mls.Parties.refused;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Proposals in messages of their own: made, kept, committed by reference, gone with the epoch. */
@Tag("unit")
class ProposalTest {
    private static final byte[] NOTHING = {};
    private final Parties parties = new Parties(CipherSuite.X25519_AES128, 31);

    /** Everybody's groups after the one at a place proposed; the references in order of making. */
    private List<Group> propose(Parties of, List<Group> groups, int by, ProposalPlan plan, MessageForm form) {
        Proposing.Made made = made(groups.get(by).propose(plan, form, TERMS, of.randomness()));
        List<Group> out = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            out.add(i == by ? made.next() : proposed(groups.get(i).receive(made.message(), TERMS), made.reference()));
        }
        return out;
    }

    private static Proposing.Made made(Proposing proposing) {
        assertThat(proposing).isInstanceOf(Proposing.Made.class);
        return (Proposing.Made) proposing;
    }

    private static Group proposed(Received received, byte[] reference) {
        assertThat(received).isInstanceOf(Received.Proposed.class);
        assertThat(((Received.Proposed) received).reference()).isEqualTo(reference);
        return ((Received.Proposed) received).next();
    }

    @ParameterizedTest
    @MethodSource("org.hublink.mls.Parties#suites")
    void proposalsOfEveryKindAreCommittedByReference(CipherSuite suite) throws Malformed {
        Parties of = new Parties(suite, 32);
        List<Group> groups = of.groupOf(4);
        KeyPackageSecrets newcomer = of.keyPackage("newcomer");
        groups = propose(of, groups, 1, ProposalPlan.update(null), MessageForm.sealed());
        groups = propose(of, groups, 2, ProposalPlan.add(newcomer.message()), MessageForm.clear());
        groups = propose(of, groups, 1, ProposalPlan.remove(3), new MessageForm(new byte[] {4}, 33, false));
        groups = propose(of, groups, 0, ProposalPlan.externalPsk(Parties.PSK_ID), MessageForm.sealed());
        groups = propose(
                of,
                groups,
                2,
                ProposalPlan.groupExtensions(List.of(new Extension(0xff01, new byte[] {1}))),
                MessageForm.sealed());
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            groups.set(i, GroupState.restore(GroupState.epoch(group), GroupState.ratchets(group), POLICY));
        }
        Committing.Prepared made = of.prepare(groups.get(0), new CommitPlan().withReceivedProposals());
        assertThat(groups.get(3).receive(made.pending().commit(), TERMS)).isInstanceOf(Received.Removed.class);
        Received.Committed seen = committed(groups.get(1).receive(made.pending().commit(), TERMS));
        assertThat(seen.updated()).containsExactly(1);
        assertThat(seen.removed()).containsExactly(3);
        assertThat(seen.added()).containsExactly(3);
        List<Group> after = new ArrayList<>();
        after.add(made.pending().accepted(made.next(), POLICY));
        after.add(seen.next());
        after.add(
                committed(groups.get(2).receive(made.pending().commit(), TERMS)).next());
        after.add(Parties.welcomed(Group.join(made.pending().welcome(), newcomer, null, TERMS)));
        Parties.agreed(after);
        assertThat(after.get(0).extensions()).hasSize(1);
        assertThat(after.get(0).proposals()).as("cleared at the new epoch").isEmpty();
        // The member who updated goes on with the key of its update.
        Parties.agreed(of.spread(after, of.prepare(after.get(0), new CommitPlan())));
    }

    @Test
    void oneProposalIsPickedAndTheOthersGoWithTheEpoch() {
        List<Group> groups = parties.groupOf(3);
        Proposing.Made first =
                made(groups.get(0).propose(ProposalPlan.remove(1), MessageForm.sealed(), TERMS, parties.randomness()));
        Proposing.Made second =
                made(first.next().propose(ProposalPlan.remove(2), MessageForm.sealed(), TERMS, parties.randomness()));
        Committing.Prepared made = parties.prepare(second.next(), new CommitPlan().withProposal(second.reference()));
        Group next = made.pending().accepted(made.next(), POLICY);
        assertThat(next.members()).hasSize(2);
        assertThat(next.commit(new CommitPlan().withProposal(first.reference()), TERMS, parties.randomness()))
                .isEqualTo(new Committing.Refused("proposal-unknown"));
        Group unaware = groups.get(1);
        refused(unaware.receive(made.pending().commit(), TERMS), "proposal-unknown");
    }

    @Test
    void aCommitterTakesWhatIsValidTogetherRemovesFirstAndTheLatestUpdate() {
        List<Group> groups = parties.groupOf(4);
        KeyPackageSecrets twice = parties.keyPackage("twice");
        groups = propose(parties, groups, 1, ProposalPlan.reInit(NOTHING, 1, List.of()), MessageForm.sealed());
        groups = propose(parties, groups, 1, ProposalPlan.update(null), MessageForm.sealed());
        groups = propose(parties, groups, 1, ProposalPlan.update(null), MessageForm.sealed());
        groups = propose(parties, groups, 2, ProposalPlan.update(null), MessageForm.sealed());
        groups = propose(parties, groups, 3, ProposalPlan.remove(2), MessageForm.sealed());
        groups = propose(parties, groups, 3, ProposalPlan.remove(0), MessageForm.sealed());
        groups = propose(parties, groups, 0, ProposalPlan.update(null), MessageForm.sealed());
        groups = propose(parties, groups, 1, ProposalPlan.add(twice.message()), MessageForm.sealed());
        groups = propose(parties, groups, 3, ProposalPlan.add(twice.message()), MessageForm.sealed());
        Committing.Prepared made = parties.prepare(groups.get(0), new CommitPlan().withReceivedProposals());
        Received.Committed seen = committed(groups.get(1).receive(made.pending().commit(), TERMS));
        assertThat(seen.updated()).containsExactly(1);
        assertThat(seen.removed()).containsExactly(2);
        assertThat(seen.added()).containsExactly(2);
        assertThat(seen.closed()).isFalse();
        Parties.agreed(List.of(made.pending().accepted(made.next(), POLICY), seen.next()));
    }

    @Test
    void applicationDataWaitsForTheCommit() {
        List<Group> groups =
                propose(parties, parties.groupOf(2), 0, ProposalPlan.externalPsk(Parties.PSK_ID), MessageForm.sealed());
        for (Group group : groups) {
            assertThat(group.mustCommit()).isTrue();
            assertThatIllegalStateException().isThrownBy(() -> group.seal(NOTHING, NOTHING, 0, parties.randomness()));
        }
        groups = parties.spread(groups, parties.prepare(groups.get(0), new CommitPlan().withReceivedProposals()));
        assertThat(groups.get(0).mustCommit()).isFalse();
        groups.get(0).seal(NOTHING, NOTHING, 0, parties.randomness());
    }

    @Test
    void whatIsInvalidByItselfIsNotProposed() {
        Group group = parties.groupOf(2).get(0);
        refusedPlan(group, ProposalPlan.remove(7), "leaf-unknown");
        refusedPlan(group, ProposalPlan.add(NOTHING), "truncated");
        refusedPlan(group, ProposalPlan.add(group.groupInfo(true, false)), "not-a-key-package");
        KeyPackageSecrets old = parties.keyPackage("old", NOW - 9, NOW - 1);
        refusedPlan(group, ProposalPlan.add(old.message()), "leaf-lifetime");
        List<Extension> grease = List.of(new Extension(0x1a1a, NOTHING));
        refusedPlan(group, ProposalPlan.groupExtensions(grease), "grease-in-group");
        Extension one = new Extension(0xff01, NOTHING);
        refusedPlan(group, ProposalPlan.groupExtensions(List.of(one, one)), "extension-twice");
        refusedPlan(group, ProposalPlan.update(List.of(one, one)), "extension-twice");
        Terms refusing = new Terms(POLICY, (o, m, b, d) -> "not-listed", PskStore.none(), NOW);
        ProposalPlan add = ProposalPlan.add(parties.keyPackage("x").message());
        assertThat(group.propose(add, MessageForm.sealed(), refusing, parties.randomness()))
                .isEqualTo(new Proposing.Refused("not-listed"));
        made(group.propose(ProposalPlan.remove(1), MessageForm.sealed(), TERMS, parties.randomness()));
    }

    private void refusedPlan(Group group, ProposalPlan plan, String reason) {
        assertThat(group.propose(plan, MessageForm.sealed(), TERMS, parties.randomness()))
                .isEqualTo(new Proposing.Refused(reason));
    }

    @Test
    void aPolicyMayWantProposalsInsideCommitsOnly() {
        List<Group> groups = parties.groupOf(2);
        Proposing.Made made =
                made(groups.get(0).propose(ProposalPlan.remove(1), MessageForm.sealed(), TERMS, parties.randomness()));
        Terms closed = new Terms(POLICY.withoutProposalsAlone(), TERMS.check(), TERMS.psks(), NOW);
        refused(groups.get(1).receive(made.message(), closed), "proposal-alone");
        proposed(groups.get(1).receive(made.message(), TERMS), made.reference());
    }

    @Test
    void noMoreProposalsAreKeptThanTheBound() {
        List<Group> groups = parties.groupOf(2);
        Group sender = groups.get(0);
        Group receiver = groups.get(1);
        ProposalPlan plan = ProposalPlan.externalPsk(Parties.PSK_ID);
        for (int i = 0; i < Policy.PROPOSALS_MAX; i++) {
            Proposing.Made made = made(sender.propose(plan, MessageForm.clear(), TERMS, parties.randomness()));
            receiver = proposed(receiver.receive(made.message(), TERMS), made.reference());
            sender = made.next();
        }
        refusedPlan(sender, plan, "too-many-proposals");
        refused(receiver.receive(newcomer(receiver, "late"), TERMS), "too-many-proposals");
    }

    private byte[] newcomer(Group group, String name) {
        try {
            return OutsideProposal.byNewcomer(
                    group.groupId(), group.epochNumber(), parties.keyPackage(name), Parties.SUITES);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void aNewcomerProposesItselfAndAMemberDecides() throws Malformed {
        List<Group> groups = parties.groupOf(2);
        KeyPackageSecrets keys = parties.keyPackage("newcomer");
        byte[] message = OutsideProposal.byNewcomer(
                groups.get(0).groupId(), groups.get(0).epochNumber(), keys, Parties.SUITES);
        List<Group> told = new ArrayList<>();
        for (Group group : groups) {
            Received.Proposed seen = (Received.Proposed) group.receive(message, TERMS);
            assertThat(seen.sender()).isEqualTo(-1);
            assertThat(seen.type()).isEqualTo(1);
            assertThat(seen.newcomer().credential().body()).isEqualTo(Utf8.encode("newcomer"));
            told.add(seen.next());
        }
        Committing.Prepared made = parties.prepare(told.get(0), new CommitPlan().withReceivedProposals());
        List<Group> after = parties.spread(told, made);
        after.add(Parties.welcomed(Group.join(made.pending().welcome(), keys, null, TERMS)));
        Parties.agreed(after);
    }

    @Test
    void anExternalSenderProposesWhatItMayAndNothingElse() throws Malformed {
        byte[] key = parties.randomness().bytes(32);
        ExternalSender sender =
                new ExternalSender(parties.suite.signature().publicKey(key), Credential.basic(Utf8.encode("registry")));
        ByteWriter list = new ByteWriter();
        Encoded.writeList(list, List.of(sender));
        Extension extension = new Extension(Extension.EXTERNAL_SENDERS, list.toBytes());
        List<Group> groups = parties.groupOf(3);
        groups = parties.spread(
                groups, parties.prepare(groups.get(0), new CommitPlan().groupExtensions(List.of(extension))));
        Group group = groups.get(1);
        byte[] removal = external(group, 0, key, ProposalPlan.remove(2));
        Received.Proposed seen = (Received.Proposed) group.receive(removal, TERMS);
        assertThat(seen.sender()).isEqualTo(-1);
        assertThat(seen.removed()).isEqualTo(2);
        Committing.Prepared made = parties.prepare(seen.next(), new CommitPlan().withReceivedProposals());
        assertThat(made.pending().accepted(made.next(), POLICY).members()).hasSize(2);
        Group other = groups.get(0);
        refused(other.receive(external(other, 1, key, ProposalPlan.remove(2)), TERMS), "external-sender-unknown");
        byte[] wrong = parties.randomness().bytes(32);
        refused(other.receive(external(other, 0, wrong, ProposalPlan.remove(2)), TERMS), "signature");
        Proposal update = new Proposal.Update(other.epoch().tree().requireLeaf(2));
        refused(
                other.receive(outside(other, new Sender(Sender.EXTERNAL, 0), update, key), TERMS),
                "proposal-by-outsider");
        Proposal init = new Proposal.ExternalInit(new byte[32]);
        refused(
                other.receive(outside(other, new Sender(Sender.EXTERNAL, 0), init, key), TERMS),
                "proposal-by-outsider");
        Sender newcomer = new Sender(Sender.NEW_MEMBER_PROPOSAL, 0);
        refused(other.receive(outside(other, newcomer, new Proposal.Remove(2), key), TERMS), "sender-type");
    }

    private byte[] external(Group group, int place, byte[] key, ProposalPlan plan) throws Malformed {
        return OutsideProposal.bySender(
                parties.suite, group.groupId(), group.epochNumber(), place, key, plan, parties.randomness());
    }

    private byte[] outside(Group group, Sender sender, Proposal proposal, byte[] key) {
        FramedContent framed = new FramedContent(
                group.groupId(), group.epochNumber(), sender, NOTHING, new Content.OfProposal(proposal));
        AuthenticatedContent signed =
                AuthenticatedContent.sign(parties.suite, MlsMessage.PUBLIC_MESSAGE, framed, NOTHING, key);
        return new MlsMessage(new PublicMessage(signed, null)).encode();
    }
}
