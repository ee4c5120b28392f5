package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes: every decoder answers or refuses, and what it takes it writes again byte for byte. */
@Tag("unit")
class MlsFuzzTest {
    private static final List<Group> GROUPS = new Parties(CipherSuite.X25519_AES128, 21).groupOf(2);

    private static void roundTrip(byte[] in, Encoded.Reader<? extends Encoded> reader) {
        try {
            assertThat(Encoded.decode(in, reader).encode()).isEqualTo(in);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }

    @FuzzTest
    void message(byte[] in) {
        roundTrip(in, MlsMessage::read);
        assertThat(GROUPS.get(0).receive(in, Parties.TERMS)).isInstanceOf(Received.Refused.class);
    }

    @FuzzTest
    void tree(byte[] in) {
        roundTrip(in, from -> RatchetTree.read(CipherSuite.X25519_AES128, from));
        try {
            RatchetTree tree = Encoded.decode(in, from -> RatchetTree.read(CipherSuite.X25519_AES128, from));
            TreeCheck.unmergedLeaves(tree);
            TreeCheck.parentHashes(tree);
            TreeCheck.leafSignatures(tree, new byte[0]);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }

    @FuzzTest
    void structures(byte[] in) {
        roundTrip(in, Proposal::read);
        roundTrip(in, Commit::read);
        roundTrip(in, GroupSecrets::read);
        roundTrip(in, AuthenticatedContent::read);
        roundTrip(in, ExternalSender::read);
    }

    @FuzzTest
    void state(byte[] in) {
        try {
            KeyPackageSecrets.decode(in);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
        try {
            Pending.decode(in, Parties.SUITES);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
        try {
            GroupState.restore(in, GroupState.ratchets(GROUPS.get(0)), Parties.POLICY);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
        try {
            GroupState.restore(GroupState.epoch(GROUPS.get(0)), in, Parties.POLICY);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }
}
