package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.mls.Parties.POLICY;
import static org.hublink.mls.Parties.TERMS;
import static org.hublink.mls.Parties.committed;
import static org.hublink.mls.Parties.message;
import static org.hublink.primitives.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stored and opened again, in its two parts. */
@Tag("unit")
class GroupStateTest {
    private static final byte[] NOTHING = {};

    @ParameterizedTest
    @MethodSource("org.hublink.mls.Parties#suites")
    void aGroupGoesOnFromWhatWasStored(CipherSuite suite) throws Malformed {
        Parties parties = new Parties(suite, 3);
        List<Group> groups = parties.groupOf(3);
        Group.Sent sent = groups.get(0).seal(new byte[] {1}, NOTHING, 0, parties.randomness());
        Group.Sent later = sent.next().seal(new byte[] {2}, NOTHING, 0, parties.randomness());
        Group receiver = message(groups.get(1).receive(later.message(), TERMS)).next();
        Group again = GroupState.restore(GroupState.epoch(receiver), GroupState.ratchets(receiver), POLICY);
        assertThat(GroupState.epoch(again)).isEqualTo(GroupState.epoch(receiver));
        assertThat(GroupState.ratchets(again)).isEqualTo(GroupState.ratchets(receiver));
        again = message(again.receive(sent.message(), TERMS)).next();
        Committing.Prepared made = parties.prepare(again, new CommitPlan());
        Pending pending = Pending.decode(made.pending().encode(), Parties.SUITES);
        Group own = pending.accepted(made.next(), POLICY);
        Group other = committed(later.next().receive(pending.commit(), TERMS)).next();
        Parties.agreed(List.of(own, other));
    }

    @Test
    void aKeyPackageOfLastResortJoinsAgainAfterItsFirstGroupMovedOn() {
        Parties parties = new Parties(CipherSuite.X25519_AES128, 8);
        KeyPackageSecrets keys = parties.keyPackage("last resort");
        for (int i = 0; i < 2; i++) {
            Group creator = parties.create("creator " + i);
            Committing.Prepared made = parties.prepare(creator, new CommitPlan().add(keys.message()));
            Group joined = Parties.welcomed(Group.join(made.pending().welcome(), keys, null, TERMS));
            Committing.Prepared next = parties.prepare(joined, new CommitPlan());
            next.pending().accepted(next.next(), POLICY);
        }
    }

    @Test
    void partsOfTwoEpochsDoNotFit() throws Malformed {
        Parties parties = new Parties(CipherSuite.X25519_AES128, 4);
        Group group = parties.create("one");
        byte[] ratchets = GroupState.ratchets(group);
        Committing.Prepared made = parties.prepare(group, new CommitPlan());
        Group next = made.pending().accepted(made.next(), POLICY);
        byte[] epoch = GroupState.epoch(next);
        assertRefused("state-parts-differ", () -> GroupState.restore(epoch, ratchets, POLICY));
        assertRefused("truncated", () -> GroupState.restore(NOTHING, ratchets, POLICY));
        assertRefused("state-form", () -> GroupState.restore(new byte[] {9}, ratchets, POLICY));
    }

    @Test
    void aWelcomeOfAPendingCommitIsThereOrNot() {
        Parties parties = new Parties(CipherSuite.X25519_AES128, 9);
        Pending pending =
                parties.prepare(parties.create("one"), new CommitPlan()).pending();
        byte[] stored = pending.encode();
        byte[] commit = new ByteWriter().vector(pending.commit()).toBytes();
        stored[commit.length] = 2;
        assertRefused("state-flag", () -> Pending.decode(stored, Parties.SUITES));
    }

    @Test
    void theRatchetsOfFortyMembersThatAllSpokeFitEightKibibytes() {
        Parties parties = new Parties(CipherSuite.xWing(Parties.PRODUCT_SUITE), 5);
        List<Group> groups = parties.groupOf(40);
        Group receiver = groups.get(0);
        for (Group speaker : groups.subList(1, 40)) {
            Group.Sent sent = speaker.seal(NOTHING, NOTHING, 0, parties.randomness());
            receiver = message(receiver.receive(sent.message(), TERMS)).next();
        }
        Group last = groups.get(39);
        assertThat(receiver.ratchets().keptCount()).isZero();
        int size = GroupState.ratchets(receiver).length;
        System.out.println("ratchets of 40 members: " + size + " bytes, epoch " + GroupState.epoch(receiver).length);
        assertThat(size).isLessThanOrEqualTo(8192);
        assertThat(last.members()).hasSize(40);
    }

    @Test
    void anOldStateOpenedAgainNeverRepeatsKeyAndNonce() throws Malformed {
        Parties parties = new Parties(CipherSuite.X25519_AES128, 6);
        Group group = parties.groupOf(2).get(0);
        byte[] epoch = GroupState.epoch(group);
        byte[] ratchets = GroupState.ratchets(group);
        List<byte[]> ciphertexts = new ArrayList<>();
        byte[] zeros = new byte[64];
        for (int i = 0; i < 20; i++) {
            Group old = GroupState.restore(epoch, ratchets, POLICY);
            byte[] message = old.seal(zeros, NOTHING, 0, parties.randomness()).message();
            PrivateMessage sealed = (PrivateMessage) MlsMessage.decode(message).body();
            byte[] stream = Bytes.slice(sealed.ciphertext(), 0, 64);
            for (byte[] other : ciphertexts) {
                assertThat(stream).isNotEqualTo(other);
            }
            ciphertexts.add(stream);
        }
    }

    @Test
    void nothingThatHoldsSecretsPrintsThem() {
        Parties parties = new Parties(CipherSuite.X25519_AES128, 7);
        KeyPackageSecrets keys = parties.keyPackage("x");
        Group group = parties.create("one");
        Committing.Prepared made = parties.prepare(group, new CommitPlan());
        Epoch epoch = made.next().epoch();
        for (Object secret : List.of(
                keys,
                made.next(),
                made.pending(),
                epoch,
                epoch.secrets(),
                epoch.keys(),
                made.next().ratchets(),
                new KeySchedule.Psk(new PreSharedKeyId(1, 0, NOTHING, 0, NOTHING), new byte[32]),
                new GroupSecrets(new byte[32], null, List.of()),
                new Epoch.Resumption(1, new byte[32]))) {
            assertThat(secret).hasToString("[hidden]");
        }
    }
}
