package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.mls.Parties.POLICY;
import static org.hublink.mls.Parties.SUITES;
import static org.hublink.mls.Refusing.orRefused;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;

/**
 * Whatever the bytes, or whatever was changed in stored ones: state is read or refused, and what is read is written again
 * byte for byte. The first byte says which of the two: 0 for the rest as it is, else for changes to something valid.
 */
@Tag("unit")
class MlsStateFuzzTest {
    private static final Parties PARTIES = new Parties(CipherSuite.X25519_AES128, 23);
    private static final List<Group> GROUPS = PARTIES.groupOf(5);
    private static final byte[] EPOCH = GroupState.epoch(GROUPS.get(0));
    private static final byte[] RATCHETS = spoken();
    private static final byte[] KEYS = PARTIES.keyPackage("stored").encode();
    private static final byte[] PENDING = PARTIES.prepare(
                    PARTIES.create("waiting"),
                    new CommitPlan().add(PARTIES.keyPackage("newcomer").message()))
            .pending()
            .encode();

    /** Ratchets that have moved, with keys kept for messages on their way. */
    private static byte[] spoken() {
        Group receiver = GROUPS.get(0);
        Group speaker = GROUPS.get(3);
        for (int i = 0; i < 6; i++) {
            Group.Sent sent = speaker.seal(new byte[] {1}, new byte[0], 0, PARTIES.randomness());
            speaker = sent.next();
            if (i % 2 == 1) {
                receiver = Parties.message(receiver.receive(sent.message(), Parties.TERMS))
                        .next();
            }
        }
        return GroupState.ratchets(receiver);
    }

    private static byte[] stored(byte[] valid, byte[] in) {
        if (in.length == 0 || in[0] != 0) return Edits.of(valid, in, 1);
        return Arrays.copyOfRange(in, 1, in.length);
    }

    @FuzzTest
    void epochPart(byte[] in) {
        byte[] part = stored(EPOCH, in);
        orRefused(() -> {
            Group group = GroupState.restore(part, RATCHETS, POLICY);
            assertThat(GroupState.epoch(group)).isEqualTo(part);
        });
    }

    @FuzzTest
    void ratchetsPart(byte[] in) {
        byte[] part = stored(RATCHETS, in);
        orRefused(() -> {
            Group group = GroupState.restore(EPOCH, part, POLICY);
            assertThat(GroupState.ratchets(group)).isEqualTo(part);
        });
    }

    @FuzzTest
    void keyPackageSecrets(byte[] in) {
        byte[] part = stored(KEYS, in);
        orRefused(() -> assertThat(KeyPackageSecrets.decode(part).encode()).isEqualTo(part));
    }

    @FuzzTest
    void pending(byte[] in) {
        byte[] part = stored(PENDING, in);
        orRefused(() -> assertThat(Pending.decode(part, SUITES).encode()).isEqualTo(part));
    }

    /** State that is read may be wrong, but using it never breaks but for a refusal. */
    @FuzzTest
    void restoredGroup(byte[] in) {
        byte[] part = stored(EPOCH, in);
        orRefused(() -> {
            Group group = GroupState.restore(part, RATCHETS, POLICY);
            Group.Sent sent = group.seal(new byte[10], new byte[0], 0, PARTIES.randomness());
            sent.next().receive(sent.message(), Parties.TERMS);
            sent.next().members();
            sent.next().commit(new CommitPlan(), Parties.TERMS, PARTIES.randomness());
        });
    }
}
