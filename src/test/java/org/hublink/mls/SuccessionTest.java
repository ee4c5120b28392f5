package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.hublink.mls.Parties.NOW;
import static org.hublink.mls.Parties.POLICY;
import static org.hublink.mls.Parties.TERMS;
import static org.hublink.mls.Parties.committed;
import static org.hublink.mls.Parties.message;
import static org.hublink.mls.Parties.refused;
import static org.hublink.primitives.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Groups that follow others: by re-initialisation, as a branch, by a resumption secret; and epochs that are over. */
@Tag("unit")
class SuccessionTest {
    private static final byte[] NOTHING = {};
    private static final byte[] NEW_ID = Utf8.encode("new group");
    private final Parties parties = new Parties(CipherSuite.X25519_AES128, 41);

    /** Two members stand for each other if they have the same name. */
    private static final Terms SAME_NAME = new Terms(
            POLICY,
            (occasion, member, before, data) -> occasion == CredentialCheck.Occasion.SUCCESSION
                            && before != null
                            && !Bytes.equal(
                                    member.credential().body(),
                                    before.credential().body())
                    ? "somebody-else"
                    : null,
            PskStore.none(),
            NOW);

    private List<Group> closed(int members, int suite) {
        List<Group> groups = parties.groupOf(members);
        CommitPlan plan = new CommitPlan().with(ProposalPlan.reInit(NEW_ID, suite, List.of()));
        Committing.Prepared made = parties.prepare(groups.get(0), plan);
        List<Group> out = new ArrayList<>(List.of(made.pending().accepted(made.next(), POLICY)));
        for (Group other : groups.subList(1, members)) {
            Received.Committed seen = committed(other.receive(made.pending().commit(), TERMS));
            assertThat(seen.closed()).isTrue();
            out.add(seen.next());
        }
        return out;
    }

    @Test
    void nothingMoreIsSentOrTakenAfterAReInit() throws Malformed {
        List<Group> groups = closed(2, 1);
        Group stored = GroupState.restore(GroupState.epoch(groups.get(1)), GroupState.ratchets(groups.get(1)), POLICY);
        for (Group group : List.of(groups.get(0), stored)) {
            assertThat(group.closed()).isTrue();
            assertThat(group.commit(new CommitPlan(), TERMS, parties.randomness()))
                    .isEqualTo(new Committing.Refused("group-closed"));
            assertThat(group.propose(ProposalPlan.remove(0), MessageForm.sealed(), TERMS, parties.randomness()))
                    .isEqualTo(new Proposing.Refused("group-closed"));
            assertThatIllegalStateException().isThrownBy(() -> group.seal(NOTHING, NOTHING, 0, parties.randomness()));
        }
        Epoch epoch = groups.get(0).epoch();
        Epoch open = new Epoch(
                epoch.suite(),
                epoch.context(),
                epoch.tree(),
                epoch.interim(),
                epoch.confirmationTag(),
                epoch.secrets(),
                epoch.keys(),
                0,
                epoch.signatureKey(),
                List.of());
        Group rebel = Group.restored(open, groups.get(0).ratchets(), java.util.Map.of());
        refused(
                groups.get(1)
                        .receive(
                                rebel.seal(NOTHING, NOTHING, 0, parties.randomness())
                                        .message(),
                                TERMS),
                "group-closed");
    }

    @Test
    void aReInitialisedGroupGoesOnInAnotherSuiteWithTheSameMembers() {
        List<Group> old = closed(3, Parties.PRODUCT_SUITE);
        Parties later = new Parties(CipherSuite.xWing(Parties.PRODUCT_SUITE), 42);
        List<KeyPackageSecrets> keys = new ArrayList<>();
        CommitPlan plan = new CommitPlan();
        for (int i = 1; i < 3; i++) {
            keys.add(later.keyPackage("member " + i));
            plan.add(keys.get(i - 1).message());
        }
        Committing.Prepared made = prepared(
                old.get(0).succeed(NOTHING, later.keyPackage("member 0"), plan, SAME_NAME, later.randomness()));
        List<Group> next = new ArrayList<>(List.of(made.pending().accepted(made.next(), POLICY)));
        for (int i = 1; i < 3; i++) {
            byte[] welcome = made.pending().welcome();
            assertThat(Group.join(welcome, keys.get(i - 1), null, SAME_NAME))
                    .isEqualTo(new Joined.Refused("psk-unknown"));
            next.add(Parties.welcomed(old.get(i).joinSuccessor(welcome, keys.get(i - 1), null, SAME_NAME)));
        }
        Parties.agreed(next);
        assertThat(next.get(2).groupId()).isEqualTo(NEW_ID);
        assertThat(next.get(2).epochNumber()).isOne();
    }

    @Test
    void aReInitialisationThatLeavesSomebodyOutOrAsksForOtherThingsIsRefused() {
        List<Group> old = closed(3, 1);
        KeyPackageSecrets own = parties.keyPackage("member 0");
        KeyPackageSecrets first = parties.keyPackage("member 1");
        Committing.Prepared partial = prepared(old.get(0)
                .succeed(NOTHING, own, new CommitPlan().add(first.message()), SAME_NAME, parties.randomness()));
        assertThat(old.get(1).joinSuccessor(partial.pending().welcome(), first, null, SAME_NAME))
                .isEqualTo(new Joined.Refused("succession-members"));
        KeyPackageSecrets other = new Parties(CipherSuite.X25519_CHACHA20, 43).keyPackage("member 0");
        assertThat(old.get(0).succeed(NOTHING, other, new CommitPlan(), SAME_NAME, parties.randomness()))
                .isEqualTo(new Committing.Refused("succession"));
    }

    @Test
    void aBranchHoldsMembersOfItsOriginAndNobodyElse() {
        List<Group> old = parties.groupOf(4);
        KeyPackageSecrets second = parties.keyPackage("member 2");
        KeyPackageSecrets stranger = parties.keyPackage("stranger");
        CommitPlan plan = new CommitPlan().add(second.message());
        Committing.Prepared made = prepared(
                old.get(0).succeed(NEW_ID, parties.keyPackage("member 0"), plan, SAME_NAME, parties.randomness()));
        Group joined = Parties.welcomed(old.get(2).joinSuccessor(made.pending().welcome(), second, null, SAME_NAME));
        Parties.agreed(List.of(made.pending().accepted(made.next(), POLICY), joined));
        CommitPlan smuggling = new CommitPlan().add(second.message()).add(stranger.message());
        Committing.Prepared bad = prepared(
                old.get(0).succeed(NEW_ID, parties.keyPackage("member 0"), smuggling, SAME_NAME, parties.randomness()));
        assertThat(old.get(2).joinSuccessor(bad.pending().welcome(), second, null, SAME_NAME))
                .isEqualTo(new Joined.Refused("succession-members"));
        Group elsewhere = new Parties(CipherSuite.X25519_AES128, 44).create("x");
        assertThat(elsewhere.joinSuccessor(made.pending().welcome(), second, null, SAME_NAME))
                .as("another group's secret")
                .isInstanceOf(Joined.Refused.class);
        // The old group goes on.
        parties.spread(old, parties.prepare(old.get(0), new CommitPlan()));
    }

    @Test
    void aPlainWelcomeIsNoSuccessor() {
        List<Group> old = parties.groupOf(2);
        KeyPackageSecrets keys = parties.keyPackage("member 1");
        Committing.Prepared plain = parties.prepare(parties.create("member 0"), new CommitPlan().add(keys.message()));
        assertThat(old.get(1).joinSuccessor(plain.pending().welcome(), keys, null, SAME_NAME))
                .isEqualTo(new Joined.Refused("succession"));
    }

    private static Committing.Prepared prepared(Committing committing) {
        assertThat(committing).isInstanceOf(Committing.Prepared.class);
        return (Committing.Prepared) committing;
    }

    @Test
    void theResumptionSecretOfAnotherGroupIsMixedInAndHandedToNewcomers() {
        List<Group> origin = parties.groupOf(2);
        byte[] id = origin.get(0).groupId();
        byte[] secret = origin.get(0).resumptionSecret();
        assertThat(origin.get(1).resumptionSecret()).isEqualTo(secret);
        PskStore store = new PskStore() {
            @Override
            public byte[] external(byte[] wanted) {
                return null;
            }

            @Override
            public byte[] resumption(byte[] groupId, long epoch) {
                return Bytes.equal(groupId, id) && epoch == 1 ? secret.clone() : null;
            }
        };
        Terms knowing = new Terms(POLICY, TERMS.check(), store, NOW);
        Group group =
                Parties.welcomed(Group.create(NEW_ID, parties.keyPackage("a"), List.of(), TERMS, parties.randomness()));
        KeyPackageSecrets keys = parties.keyPackage("b");
        CommitPlan plan = new CommitPlan().add(keys.message()).with(ProposalPlan.resumptionPsk(id, 1));
        assertThat(group.commit(plan, TERMS, parties.randomness())).isEqualTo(new Committing.Refused("psk-unknown"));
        Committing.Prepared made = prepared(group.commit(plan, knowing, parties.randomness()));
        assertThat(Group.join(made.pending().welcome(), keys, null, TERMS))
                .isEqualTo(new Joined.Refused("psk-unknown"));
        Group joined = Parties.welcomed(Group.join(made.pending().welcome(), keys, null, knowing));
        Parties.agreed(List.of(made.pending().accepted(made.next(), POLICY), joined));
    }

    @Test
    void aPastEpochsResumptionSecretIsKnownAsLongAsThePolicyKeepsIt() {
        Policy keeping = new Policy(Parties.SUITES, 10, 10, 1, false, true);
        Terms terms = new Terms(keeping, TERMS.check(), TERMS.psks(), NOW);
        Group group =
                Parties.welcomed(Group.create(NEW_ID, parties.keyPackage("a"), List.of(), terms, parties.randomness()));
        for (int i = 0; i < 2; i++) {
            Committing.Prepared made = prepared(group.commit(new CommitPlan(), terms, parties.randomness()));
            group = made.pending().accepted(made.next(), keeping);
        }
        CommitPlan gone = new CommitPlan().with(ProposalPlan.resumptionPsk(NEW_ID, 0));
        assertThat(group.commit(gone, terms, parties.randomness())).isEqualTo(new Committing.Refused("psk-unknown"));
        CommitPlan known = new CommitPlan().with(ProposalPlan.resumptionPsk(NEW_ID, 1));
        prepared(group.commit(known, terms, parties.randomness()));
    }

    @Test
    void lateMessagesOfPastEpochsAreOpenedAsFarAsThePolicySays() throws Malformed {
        Policy keeping = POLICY.withPastEpochs(1);
        Terms terms = new Terms(keeping, TERMS.check(), TERMS.psks(), NOW);
        List<Group> groups = parties.groupOf(2);
        Group sender = groups.get(0);
        Group.Sent first = sender.seal(new byte[] {1}, NOTHING, 0, parties.randomness());
        Group.Sent second = first.next().seal(new byte[] {2}, NOTHING, 0, parties.randomness());
        Committing.Prepared made = parties.prepare(second.next(), new CommitPlan());
        Group strict =
                committed(groups.get(1).receive(made.pending().commit(), terms)).next();
        Group keepingGroup = GroupState.restore(GroupState.epoch(strict), GroupState.ratchets(strict), keeping);
        Received.Message late = message(keepingGroup.receive(second.message(), terms));
        assertThat(late.data()).containsExactly(2);
        assertThat(late.epoch()).isEqualTo(1);
        refused(late.next().receive(second.message(), terms), "generation-used");
        Group after = made.pending().accepted(made.next(), POLICY);
        Committing.Prepared again = parties.prepare(after, new CommitPlan());
        Group gone =
                committed(late.next().receive(again.pending().commit(), terms)).next();
        refused(gone.receive(first.message(), terms), "epoch-past");
        refused(again.next().receive(first.message(), TERMS), "epoch-past");
    }

    @Test
    void whatFollowsAReInitialisationIsWhatItSaid() throws Malformed {
        Epoch old = closed(2, Parties.PRODUCT_SUITE).get(1).epoch();
        Proposal.ReInit asked = old.reInit();
        PreSharedKeyId tie = new PreSharedKeyId(
                PreSharedKeyId.RESUMPTION,
                PreSharedKeyId.REINIT,
                old.context().groupId(),
                old.context().epoch(),
                NOTHING);
        GroupContext good = new GroupContext(asked.suite(), asked.groupId(), 1, NOTHING, NOTHING, asked.extensions());
        Succession.check(old, List.of(tie), good, old.tree(), SAME_NAME);
        List<Extension> more = List.of(new Extension(0xff00, NOTHING));
        for (GroupContext other : List.of(
                new GroupContext(1, asked.groupId(), 1, NOTHING, NOTHING, asked.extensions()),
                new GroupContext(asked.suite(), NOTHING, 1, NOTHING, NOTHING, asked.extensions()),
                new GroupContext(asked.suite(), asked.groupId(), 2, NOTHING, NOTHING, asked.extensions()),
                new GroupContext(asked.suite(), asked.groupId(), 1, NOTHING, NOTHING, more))) {
            assertRefused("succession", () -> Succession.check(old, List.of(tie), other, old.tree(), SAME_NAME));
        }
        assertRefused("succession", () -> Succession.check(old, List.of(), good, old.tree(), SAME_NAME));
        assertThat(Succession.secret(old, tie)).isNotNull();
        PreSharedKeyId earlier = new PreSharedKeyId(
                PreSharedKeyId.RESUMPTION,
                PreSharedKeyId.REINIT,
                old.context().groupId(),
                old.context().epoch() - 1,
                NOTHING);
        assertThat(Succession.secret(old, earlier)).isNull();
    }
}
