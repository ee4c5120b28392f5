package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.mls.Refusing.orRefused;
import static org.hublink.mls.Refusing.roundTrip;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.hublink.primitives.Checks;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes: each kind of message is read or refused, and what is read is written again byte for byte. */
@Tag("unit")
class MlsFuzzTest {
    private static final List<Group> GROUPS = new Parties(CipherSuite.X25519_AES128, 21).groupOf(2);

    @FuzzTest
    void message(byte[] in) {
        roundTrip(in, MlsMessage::read);
        assertThat(GROUPS.get(0).receive(in, Parties.TERMS)).isInstanceOf(Received.Refused.class);
    }

    @FuzzTest
    void publicMessage(byte[] in) {
        roundTrip(in, PublicMessage::read);
    }

    @FuzzTest
    void privateMessage(byte[] in) {
        roundTrip(in, PrivateMessage::read);
    }

    @FuzzTest
    void welcome(byte[] in) {
        roundTrip(in, Welcome::read);
    }

    @FuzzTest
    void groupInfo(byte[] in) {
        roundTrip(in, GroupInfo::read);
    }

    @FuzzTest
    void keyPackage(byte[] in) {
        roundTrip(in, KeyPackage::read);
        orRefused(() -> LeafRules.keyPackage(
                Encoded.decode(in, KeyPackage::read), CipherSuite.X25519_AES128, true, Parties.TERMS));
    }

    @FuzzTest
    void tree(byte[] in) {
        roundTrip(in, from -> RatchetTree.read(CipherSuite.X25519_AES128, from));
        orRefused(() -> {
            RatchetTree tree = Encoded.decode(in, from -> RatchetTree.read(CipherSuite.X25519_AES128, from));
            assertThat(tree.rootHash()).hasSize(32);
            TreeCheck.unmergedLeaves(tree);
            TreeCheck.parentHashes(tree);
            TreeCheck.uniqueKeys(tree);
            TreeCheck.leafSignatures(tree, new byte[0], Checks.inOrder());
        });
    }
}
