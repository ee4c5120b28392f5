package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.mls.Parties.POLICY;
import static org.hublink.mls.Parties.TERMS;
import static org.hublink.mls.Parties.committed;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Secrets that have done their work are overwritten where they stood (RFC 9420 §2, §7.5, §9.2). */
@Tag("unit")
class SecretsGoTest {
    private static final byte[] NOTHING = {};

    private final Parties parties = new Parties(CipherSuite.X25519_AES128, 41);

    private static void overwritten(List<byte[]> secrets) {
        assertThat(secrets)
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(secret).isNotEmpty().containsOnly(0));
    }

    private static void alive(List<byte[]> secrets) {
        assertThat(secrets)
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(hasBits(secret)).isTrue());
    }

    private static boolean hasBits(byte[] secret) {
        int bits = 0;
        for (byte b : secret) {
            bits |= b;
        }
        return bits != 0;
    }

    private static List<byte[]> ofEpoch(EpochSecrets secrets) {
        return List.of(
                secrets.init(), secrets.senderData(), secrets.exporter(), secrets.membership(), secrets.external());
    }

    private static List<byte[]> keys(Epoch epoch) {
        return new ArrayList<>(epoch.keys().byNode().values());
    }

    @Test
    void theEncryptionSecretGoesWhenTheRatchetsBegin() {
        Epoch epoch = parties.create("one").epoch();
        overwritten(List.of(epoch.secrets().encryption()));
        alive(ofEpoch(epoch.secrets()));
    }

    @Test
    void anEpochsSecretsAndReplacedKeysGoWithIt() {
        List<Group> groups = parties.groupOf(2);
        Group ours = groups.get(0);
        Group theirs = groups.get(1);
        ours = ours.seal(Utf8.encode("text"), NOTHING, 0, parties.randomness()).next();
        List<byte[]> secrets = ofEpoch(ours.epoch().secrets());
        List<byte[]> keys = keys(ours.epoch());
        List<byte[]> theirSecrets = ofEpoch(theirs.epoch().secrets());
        SecretTree ratchets = ours.ratchets();
        Committing.Prepared made = parties.prepare(ours, new CommitPlan());
        alive(secrets);
        alive(keys);
        Group next = made.pending().accepted(made.next(), POLICY);
        overwritten(secrets);
        overwritten(keys);
        assertThat(emptied(ratchets)).isTrue();
        alive(ofEpoch(next.epoch().secrets()));
        alive(keys(next.epoch()));
        Group took = committed(theirs.receive(made.pending().commit(), TERMS)).next();
        overwritten(theirSecrets);
        alive(keys(took.epoch()));
    }

    /** True if no secret of a ratchet tree is left: its encoding holds lengths, places and zeros. */
    private static boolean emptied(SecretTree ratchets) {
        int run = 0;
        for (byte b : ratchets.encode()) {
            run = b == 0 ? 0 : run + 1;
            if (run >= 8) {
                return false;
            }
        }
        return true;
    }

    @Test
    void whoIsRemovedKeepsNothing() {
        List<Group> groups = parties.groupOf(3);
        Group gone = groups.get(2);
        List<byte[]> secrets = ofEpoch(gone.epoch().secrets());
        List<byte[]> keys = keys(gone.epoch());
        SecretTree ratchets = gone.ratchets();
        assertThat(emptied(ratchets)).isFalse();
        Committing.Prepared made = parties.prepare(groups.get(0), new CommitPlan().remove(2));
        assertThat(gone.receive(made.pending().commit(), TERMS)).isInstanceOf(Received.Removed.class);
        overwritten(secrets);
        overwritten(keys);
        assertThat(emptied(ratchets)).isTrue();
    }

    @Test
    void aKeyGoesWhenItIsUsedAndARatchetsSecretWhenItMovesOn() throws Exception {
        Group group = parties.create("one");
        SecretTree tree = group.ratchets();
        SecretTree.Step step = tree.next(0, SecretTree.Kind.APPLICATION);
        alive(List.of(step.key(), step.nonce()));
        step.take();
        step.wipe();
        overwritten(List.of(step.key(), step.nonce()));
    }

    @Test
    void aCommitThatLostLeavesNoEpochBehind() {
        Epoch next = parties.create("one").epoch();
        List<byte[]> secrets = new ArrayList<>(ofEpoch(next.secrets()));
        secrets.add(next.secrets().resumption());
        secrets.add(next.secrets().confirmation());
        secrets.add(next.secrets().authenticator());
        alive(secrets);
        new Pending(NOTHING, null, List.of(), next).drop();
        overwritten(secrets);
    }

    @Test
    void aPastEpochGoesWhenItsTimeIsOver() {
        Policy keeping = POLICY.withPastEpochs(1);
        Group group = parties.create("one");
        group = step(group, keeping);
        PastEpoch past = group.past().get(0);
        List<byte[]> senderData = List.of(past.senderData());
        SecretTree ratchets = past.ratchets();
        alive(senderData);
        assertThat(emptied(ratchets)).isFalse();
        group = step(group, keeping);
        overwritten(senderData);
        assertThat(emptied(ratchets)).isTrue();
        assertThat(group.past()).hasSize(1);
        assertThat(group.past().get(0)).hasToString("[hidden]");
    }

    private Group step(Group group, Policy policy) {
        Terms terms = new Terms(policy, TERMS.check(), TERMS.psks(), TERMS.now());
        Committing made = group.commit(new CommitPlan(), terms, parties.randomness());
        assertThat(made).isInstanceOf(Committing.Prepared.class);
        Committing.Prepared prepared = (Committing.Prepared) made;
        return prepared.pending().accepted(prepared.next(), policy);
    }
}
