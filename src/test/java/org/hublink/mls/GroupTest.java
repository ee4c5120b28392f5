package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.hublink.mls.Parties.NOW;
import static org.hublink.mls.Parties.POLICY;
import static org.hublink.mls.Parties.TERMS;
import static org.hublink.mls.Parties.committed;
import static org.hublink.mls.Parties.message;
import static org.hublink.mls.Parties.refused;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a group promises: one way forward, refusals that change nothing, removal that is seen. */
@Tag("unit")
class GroupTest {
    private static final byte[] NOTHING = {};
    private final Parties parties = new Parties(CipherSuite.X25519_AES128, 1);

    @ParameterizedTest
    @MethodSource("org.hublink.mls.Parties#suites")
    void membersAddTalkHealRemoveAndExport(CipherSuite suite) {
        Parties of = new Parties(suite, 2);
        List<Group> groups = of.groupOf(5);
        assertThat(groups.get(4).members()).hasSize(5);
        assertThat(groups.get(3).export("label", new byte[] {1}, 40))
                .isEqualTo(groups.get(0).export("label", new byte[] {1}, 40));
        Group.Sent sent = groups.get(2).seal(Utf8.encode("hello"), new byte[] {5}, 100, of.randomness());
        groups.set(2, sent.next());
        for (int i : new int[] {0, 1, 3, 4}) {
            Received.Message got = message(groups.get(i).receive(sent.message(), TERMS));
            assertThat(got.data()).isEqualTo(Utf8.encode("hello"));
            assertThat(got.sender()).isEqualTo(2);
            assertThat(got.authenticatedData()).containsExactly(5);
            groups.set(i, got.next());
        }
        groups = of.spread(groups, of.prepare(groups.get(0), new CommitPlan().externalPsk(Parties.PSK_ID)));
        Parties.agreed(groups);
        Committing.Prepared removal =
                of.prepare(groups.get(0), new CommitPlan().remove(4).padding(64));
        assertThat(groups.get(4).receive(removal.pending().commit(), TERMS)).isInstanceOf(Received.Removed.class);
        groups = of.spread(groups.subList(0, 4), removal);
        Parties.agreed(groups);
        assertThat(groups.get(0).members()).hasSize(4);
        groups = of.grow(groups, "newcomer");
        assertThat(groups.get(0).members()).hasSize(5);
    }

    @Test
    void aCommitWithoutPathAddsPeopleAndLeavesNobodyWithWrongKeys() {
        List<Group> groups = parties.groupOf(3);
        KeyPackageSecrets keys = parties.keyPackage("late");
        Committing.Prepared made = parties.prepare(
                groups.get(0), new CommitPlan().add(keys.message()).withoutPath());
        groups = parties.spread(groups, made);
        Group late = Parties.welcomed(Group.join(made.pending().welcome(), keys, null, TERMS));
        assertThat(late.epoch().keys().byNode()).containsOnlyKeys(6);
        groups.add(0, late);
        Parties.agreed(groups);
        groups = parties.spread(groups, parties.prepare(late, new CommitPlan()));
        Parties.agreed(groups);
    }

    @Test
    void theTreeMayComeAnotherWayButMustFitTheGroupInfo() {
        Group first = parties.create("first");
        KeyPackageSecrets keys = parties.keyPackage("second");
        Committing.Prepared made =
                parties.prepare(first, new CommitPlan().add(keys.message()).withoutTreeInWelcome());
        Group next = made.pending().accepted(made.next(), POLICY);
        byte[] tree = next.epoch().tree().encode();
        assertThat(Group.join(made.pending().welcome(), keys, null, TERMS))
                .isEqualTo(new Joined.Refused("tree-missing"));
        assertThat(Group.join(
                        made.pending().welcome(), keys, first.epoch().tree().encode(), TERMS))
                .isEqualTo(new Joined.Refused("tree-hash"));
        assertThat(Group.join(made.pending().welcome(), keys, tree, TERMS)).isInstanceOf(Joined.Welcomed.class);
        assertThat(Group.join(made.pending().welcome(), parties.keyPackage("third"), tree, TERMS))
                .isEqualTo(new Joined.Refused("welcome-not-for-us"));
    }

    @Test
    void aUsedGroupThrowsWhateverIsAskedOfIt() {
        List<Group> groups = parties.groupOf(2);
        Group old = groups.get(0);
        Group.Sent sent = old.seal(NOTHING, NOTHING, 0, parties.randomness());
        assertThatIllegalStateException().isThrownBy(() -> old.seal(NOTHING, NOTHING, 0, parties.randomness()));
        assertThatIllegalStateException().isThrownBy(() -> old.receive(NOTHING, TERMS));
        assertThatIllegalStateException().isThrownBy(() -> old.commit(new CommitPlan(), TERMS, parties.randomness()));
        assertThatIllegalStateException().isThrownBy(() -> GroupState.epoch(old));
        assertThatIllegalStateException().isThrownBy(() -> GroupState.ratchets(old));
        assertThatIllegalStateException().isThrownBy(() -> old.export("x", NOTHING, 1));
        assertThatIllegalStateException().isThrownBy(() -> old.groupInfo(true, true));
        assertThatIllegalStateException().isThrownBy(old::resumptionSecret);
        KeyPackageSecrets keys = parties.keyPackage("again");
        assertThatIllegalStateException().isThrownBy(() -> old.joinSuccessor(NOTHING, keys, null, TERMS));
        assertThatIllegalStateException()
                .isThrownBy(() -> old.succeed(NOTHING, keys, new CommitPlan(), TERMS, parties.randomness()));
        Committing.Prepared made = parties.prepare(sent.next(), new CommitPlan());
        Group next = made.pending().accepted(made.next(), POLICY);
        assertThatIllegalStateException().isThrownBy(() -> made.pending().accepted(made.next(), POLICY));
        assertThatIllegalStateException().isThrownBy(() -> made.pending().accepted(next, POLICY));
    }

    @Test
    void aRefusedInputLeavesTheGroupAsItWas() {
        List<Group> groups = parties.groupOf(3);
        Group receiver = groups.get(1);
        byte[] epoch = GroupState.epoch(receiver);
        byte[] ratchets = GroupState.ratchets(receiver);
        Group.Sent sent = groups.get(0).seal(Utf8.encode("x"), NOTHING, 0, parties.randomness());
        Committing.Prepared made = parties.prepare(sent.next(), new CommitPlan());
        for (byte[] good : List.of(sent.message(), made.pending().commit())) {
            for (int i = 0; i < good.length; i++) {
                byte[] altered = good.clone();
                altered[i] ^= 1;
                assertThat(receiver.receive(altered, TERMS)).isInstanceOf(Received.Refused.class);
            }
        }
        assertThat(GroupState.epoch(receiver)).isEqualTo(epoch);
        assertThat(GroupState.ratchets(receiver)).isEqualTo(ratchets);
        Group next = message(receiver.receive(sent.message(), TERMS)).next();
        committed(next.receive(made.pending().commit(), TERMS));
    }

    @Test
    void aMessageIsTakenOnceAndOnesOwnNever() {
        List<Group> groups = parties.groupOf(2);
        Group.Sent sent = groups.get(0).seal(NOTHING, NOTHING, 0, parties.randomness());
        Group receiver = message(groups.get(1).receive(sent.message(), TERMS)).next();
        refused(receiver.receive(sent.message(), TERMS), "generation-used");
        assertThat(sent.next().receive(sent.message(), TERMS)).isInstanceOf(Received.Refused.class);
    }

    @Test
    void messagesOutOfOrderAreTakenWithinTheWindow() {
        List<Group> groups = parties.groupOf(2);
        List<byte[]> messages = new ArrayList<>();
        Group sender = groups.get(0);
        for (int i = 0; i < 50; i++) {
            Group.Sent sent = sender.seal(new byte[] {(byte) i}, NOTHING, 0, parties.randomness());
            messages.add(sent.message());
            sender = sent.next();
        }
        Group receiver = message(groups.get(1).receive(messages.get(49), TERMS)).next();
        receiver = message(receiver.receive(messages.get(30), TERMS)).next();
        assertThat(receiver.ratchets().keptCount()).isEqualTo(31);
        refused(receiver.receive(messages.get(3), TERMS), "generation-used");
        refused(receiver.receive(messages.get(30), TERMS), "generation-used");
        message(receiver.receive(messages.get(17), TERMS));
    }

    @Test
    void theLoserOfARaceDropsItsCommitAndTakesTheWinners() {
        List<Group> groups = parties.groupOf(3);
        Committing.Prepared winner = parties.prepare(groups.get(0), new CommitPlan());
        Committing.Prepared loser = parties.prepare(groups.get(1), new CommitPlan());
        loser.pending().drop();
        Group next = committed(loser.next().receive(winner.pending().commit(), TERMS))
                .next();
        Group first = winner.pending().accepted(winner.next(), POLICY);
        Parties.agreed(List.of(first, next));
        refused(next.receive(loser.pending().commit(), TERMS), "epoch-past");
        assertThatIllegalStateException().isThrownBy(() -> loser.pending().accepted(next, POLICY));
    }

    @Test
    void theCredentialCheckDecidesAtEveryDoor() {
        List<CredentialCheck.Occasion> asked = new ArrayList<>();
        Terms asking = new Terms(
                POLICY,
                (occasion, member, before, data) -> {
                    asked.add(occasion);
                    return null;
                },
                PskStore.none(),
                NOW);
        List<Group> groups = parties.groupOf(2);
        KeyPackageSecrets keys = parties.keyPackage("third");
        Terms refusing = new Terms(POLICY, (o, m, b, d) -> "not-listed", PskStore.none(), NOW);
        assertThat(groups.get(0).commit(new CommitPlan().add(keys.message()), refusing, parties.randomness()))
                .isEqualTo(new Committing.Refused("not-listed"));
        Committing made = groups.get(0)
                .commit(
                        new CommitPlan().add(keys.message()).authenticatedData(new byte[] {3}),
                        asking,
                        parties.randomness());
        Pending pending = ((Committing.Prepared) made).pending();
        refused(groups.get(1).receive(pending.commit(), refusing), "not-listed");
        committed(groups.get(1).receive(pending.commit(), asking));
        assertThat(Group.join(pending.welcome(), keys, null, refusing)).isEqualTo(new Joined.Refused("not-listed"));
        Group.join(pending.welcome(), keys, null, asking);
        assertThat(asked)
                .containsExactly(
                        CredentialCheck.Occasion.KEY_PACKAGE,
                        CredentialCheck.Occasion.ADD,
                        CredentialCheck.Occasion.COMMIT,
                        CredentialCheck.Occasion.JOIN,
                        CredentialCheck.Occasion.JOIN,
                        CredentialCheck.Occasion.JOIN);
    }

    @Test
    void aKeyPackageOutsideItsLifetimeIsRefused() {
        Group group = parties.create("first");
        for (KeyPackageSecrets bad : List.of(
                parties.keyPackage("old", NOW - 100, NOW - 1), parties.keyPackage("early", NOW + 1, NOW + 100))) {
            assertThat(group.commit(new CommitPlan().add(bad.message()), TERMS, parties.randomness()))
                    .isEqualTo(new Committing.Refused("leaf-lifetime"));
        }
    }

    @Test
    void requiredCapabilitiesAreRequired() {
        Group group = parties.create("first");
        byte[] required = {4, (byte) 0xff, 0, (byte) 0xab, (byte) 0xcd, 0, 0};
        CommitPlan plan =
                new CommitPlan().groupExtensions(List.of(new Extension(Extension.REQUIRED_CAPABILITIES, required)));
        assertThat(group.commit(plan, TERMS, parties.randomness()))
                .isEqualTo(new Committing.Refused("required-capabilities"));
        CommitPlan unknown = new CommitPlan().groupExtensions(List.of(new Extension(0xabcd, NOTHING)));
        assertThat(group.commit(unknown, TERMS, parties.randomness()))
                .isEqualTo(new Committing.Refused("group-extension-unsupported"));
        CommitPlan good = new CommitPlan().groupExtensions(List.of(new Extension(0xff01, new byte[] {1})));
        Committing.Prepared made = parties.prepare(group, good);
        assertThat(made.pending().accepted(made.next(), POLICY).extensions()).hasSize(1);
    }

    @Test
    void theSamePersonIsNotAddedTwice() {
        List<Group> groups = parties.groupOf(2);
        KeyPackageSecrets keys = parties.keyPackage("third");
        CommitPlan twice = new CommitPlan().add(keys.message()).add(keys.message());
        assertThat(groups.get(0).commit(twice, TERMS, parties.randomness()))
                .isEqualTo(new Committing.Refused("key-not-unique"));
        assertThat(groups.get(0).commit(new CommitPlan().remove(0), TERMS, parties.randomness()))
                .isEqualTo(new Committing.Refused("remove-committer"));
        assertThat(groups.get(0).commit(new CommitPlan().remove(1).remove(1), TERMS, parties.randomness()))
                .isEqualTo(new Committing.Refused("proposals-conflict"));
        assertThat(groups.get(0).commit(new CommitPlan().remove(9), TERMS, parties.randomness()))
                .isEqualTo(new Committing.Refused("leaf-unknown"));
        assertThat(groups.get(0).commit(new CommitPlan().externalPsk(new byte[] {1}), TERMS, parties.randomness()))
                .isEqualTo(new Committing.Refused("psk-unknown"));
    }
}
