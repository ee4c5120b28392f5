package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.mls.Refusing.orRefused;
import static org.hublink.mls.Refusing.roundTrip;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes: each structure inside a message is read or refused, and written again byte for byte. */
@Tag("unit")
class MlsStructuresFuzzTest {
    @FuzzTest
    void proposal(byte[] in) {
        roundTrip(in, Proposal::read);
    }

    /** The bodies of proposals as the vectors keep them: without the type. */
    @FuzzTest
    void proposalBody(byte[] in) {
        for (int type = 1; type <= 7; type++) {
            roundTrip(new ByteWriter().u16(type).bytes(in).toBytes(), Proposal::read);
        }
    }

    @FuzzTest
    void commit(byte[] in) {
        roundTrip(in, Commit::read);
    }

    @FuzzTest
    void commitItem(byte[] in) {
        roundTrip(in, Commit.Item::read);
    }

    @FuzzTest
    void updatePath(byte[] in) {
        roundTrip(in, UpdatePath::read);
    }

    @FuzzTest
    void groupSecrets(byte[] in) {
        roundTrip(in, GroupSecrets::read);
    }

    @FuzzTest
    void welcomeEntry(byte[] in) {
        roundTrip(in, Welcome.Entry::read);
    }

    @FuzzTest
    void authenticatedContent(byte[] in) {
        roundTrip(in, AuthenticatedContent::read);
    }

    @FuzzTest
    void framedContent(byte[] in) {
        roundTrip(in, FramedContent::read);
    }

    @FuzzTest
    void content(byte[] in) {
        for (int type = 0; type <= 4; type++) {
            int kind = type;
            roundTrip(in, from -> Content.read(kind, from));
        }
    }

    @FuzzTest
    void groupContext(byte[] in) {
        roundTrip(in, GroupContext::read);
    }

    @FuzzTest
    void leafNode(byte[] in) {
        roundTrip(in, LeafNode::read);
        orRefused(() -> {
            LeafNode leaf = Encoded.decode(in, LeafNode::read);
            LeafRules.alone(leaf, leaf.source());
            LeafRules.together(RatchetTree.of(CipherSuite.X25519_AES128, leaf), leaf.extensions());
        });
    }

    @FuzzTest
    void parentNode(byte[] in) {
        roundTrip(in, ParentNode::read);
    }

    @FuzzTest
    void credential(byte[] in) {
        roundTrip(in, Credential::read);
    }

    @FuzzTest
    void capabilities(byte[] in) {
        roundTrip(in, Capabilities::read);
    }

    @FuzzTest
    void preSharedKeyId(byte[] in) {
        roundTrip(in, PreSharedKeyId::read);
    }

    @FuzzTest
    void sender(byte[] in) {
        roundTrip(in, Sender::read);
    }

    @FuzzTest
    void externalSender(byte[] in) {
        roundTrip(in, ExternalSender::read);
        orRefused(() -> ExternalSender.of(List.of(new Extension(Extension.EXTERNAL_SENDERS, in))));
    }

    @FuzzTest
    void extensions(byte[] in) {
        orRefused(() -> {
            List<Extension> read = Encoded.decode(in, Extension::readAll);
            ByteWriter out = new ByteWriter();
            Encoded.writeList(out, read);
            assertThat(out.toBytes()).isEqualTo(in);
        });
    }

    /** The extension that says what all members must be able to do. */
    @FuzzTest
    void requiredCapabilities(byte[] in) {
        KeyPackage member =
                new Parties(CipherSuite.X25519_AES128, 22).keyPackage("x").keyPackage();
        RatchetTree tree = RatchetTree.of(CipherSuite.X25519_AES128, member.leaf());
        orRefused(() -> LeafRules.together(tree, List.of(new Extension(Extension.REQUIRED_CAPABILITIES, in))));
    }

    @FuzzTest
    void lifetimes(byte[] in) {
        orRefused(() -> {
            ByteReader from = new ByteReader(in);
            long time = Times.read(from);
            from.end();
            ByteWriter out = new ByteWriter();
            Times.write(out, time);
            assertThat(out.toBytes()).isEqualTo(in);
        });
    }
}
