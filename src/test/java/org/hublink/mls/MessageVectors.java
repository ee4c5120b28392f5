package org.hublink.mls;

import static org.hublink.primitives.Claim.assertIllegalArgument;
import static org.hublink.primitives.Claim.assertRefused;
import static org.hublink.primitives.Claim.assertThat;
import static org.hublink.primitives.KnownAnswers.hex;

import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;

/** The codec, and messages protected and opened. */
final class MessageVectors {
    private MessageVectors() {}

    static void deserialization(Fields v, CipherSuite suite, Randomness randomness) throws Malformed {
        ByteReader in = new ByteReader(hex(v, "vlbytes_header"));
        assertThat(in.varint()).isEqualTo((int) v.integer("length", 0, 1 << 30));
        in.end();
    }

    static void messages(Fields v, CipherSuite suite, Randomness randomness) throws Malformed {
        for (String key : List.of(
                "mls_welcome",
                "mls_group_info",
                "mls_key_package",
                "public_message_application",
                "public_message_proposal",
                "public_message_commit",
                "private_message")) {
            assertThat(MlsMessage.decode(hex(v, key)).encode()).as(key).isEqualTo(hex(v, key));
        }
        same(v, "ratchet_tree", in -> RatchetTree.read(suite, in));
        same(v, "group_secrets", GroupSecrets::read);
        same(v, "commit", Commit::read);
        proposal(v, "add_proposal", 1);
        proposal(v, "update_proposal", 2);
        proposal(v, "remove_proposal", 3);
        proposal(v, "pre_shared_key_proposal", 4);
        proposal(v, "re_init_proposal", 5);
        proposal(v, "external_init_proposal", 6);
        proposal(v, "group_context_extensions_proposal", 7);
    }

    private static void same(Fields v, String key, Encoded.Reader<? extends Encoded> reader) throws Malformed {
        assertThat(Encoded.decode(hex(v, key), reader).encode()).as(key).isEqualTo(hex(v, key));
    }

    /** The file holds the bodies only; a proposal has its type before it. */
    private static void proposal(Fields v, String key, int type) throws Malformed {
        byte[] body = hex(v, key);
        byte[] whole = org.hublink.primitives.Bytes.concat(new byte[] {0, (byte) type}, body);
        assertThat(Encoded.decode(whole, Proposal::read).encode()).as(key).isEqualTo(whole);
    }

    private record Setting(Fields v, CipherSuite suite, byte[] context, Randomness randomness) {
        SecretTree tree() throws Malformed {
            return new SecretTree(suite, hex(v, "encryption_secret"), 2, SecretTree.Window.DEFAULT);
        }

        AuthenticatedContent signed(int wireFormat, Content content) throws Malformed {
            FramedContent framed = new FramedContent(
                    hex(v, "group_id"),
                    v.integer("epoch", 0, Json.INTEGER_MAX),
                    Sender.member(1),
                    new byte[] {9},
                    content);
            AuthenticatedContent out =
                    AuthenticatedContent.sign(suite, wireFormat, framed, context, hex(v, "signature_priv"));
            return content.type() == Content.COMMIT
                    ? out.withTag(new byte[suite.hash().length()])
                    : out;
        }
    }

    static void messageProtection(Fields v, CipherSuite suite, Randomness randomness) throws Malformed {
        byte[] context = new GroupContext(
                        suite.number(),
                        hex(v, "group_id"),
                        v.integer("epoch", 0, Json.INTEGER_MAX),
                        hex(v, "tree_hash"),
                        hex(v, "confirmed_transcript_hash"),
                        List.of())
                .encode();
        Setting setting = new Setting(v, suite, context, randomness);
        Content proposal = new Content.OfProposal(Encoded.decode(hex(v, "proposal"), Proposal::read));
        Content commit = new Content.OfCommit(Encoded.decode(hex(v, "commit"), Commit::read));
        Content application = new Content.OfApplication(hex(v, "application"));
        inTheClear(setting, "proposal_pub", proposal);
        inTheClear(setting, "commit_pub", commit);
        sealed(setting, "proposal_priv", proposal);
        sealed(setting, "commit_priv", commit);
        sealed(setting, "application_priv", application);
        AuthenticatedContent clear = setting.signed(MlsMessage.PUBLIC_MESSAGE, application);
        byte[] key = hex(v, "membership_key");
        assertIllegalArgument(() -> PublicMessage.protect(suite, clear, context, key));
        assertRefused(
                "application-in-the-clear",
                () -> new PublicMessage(clear, new byte[32]).unprotect(suite, context, key));
    }

    private static void inTheClear(Setting s, String name, Content expected) throws Malformed {
        byte[] key = hex(s.v(), "membership_key");
        PublicMessage given =
                (PublicMessage) MlsMessage.decode(hex(s.v(), name)).body();
        check(s, given.unprotect(s.suite(), s.context(), key), expected);
        AuthenticatedContent signed = s.signed(MlsMessage.PUBLIC_MESSAGE, expected);
        PublicMessage made = PublicMessage.protect(s.suite(), signed, s.context(), key);
        PublicMessage reread =
                (PublicMessage) MlsMessage.decode(new MlsMessage(made).encode()).body();
        check(s, reread.unprotect(s.suite(), s.context(), key), expected);
        byte[] wrong = key.clone();
        wrong[0] ^= 1;
        assertRefused("membership-tag", () -> reread.unprotect(s.suite(), s.context(), wrong));
    }

    private static void sealed(Setting s, String name, Content expected) throws Malformed {
        byte[] senderData = hex(s.v(), "sender_data_secret");
        PrivateMessage given =
                (PrivateMessage) MlsMessage.decode(hex(s.v(), name)).body();
        check(s, MessageProtection.open(s.suite(), given, s.tree(), senderData).content(), expected);
        AuthenticatedContent signed = s.signed(MlsMessage.PRIVATE_MESSAGE, expected);
        PrivateMessage made = MessageProtection.protect(s.suite(), signed, s.tree(), senderData, 37, s.randomness());
        PrivateMessage reread = (PrivateMessage)
                MlsMessage.decode(new MlsMessage(made).encode()).body();
        SecretTree tree = s.tree();
        MessageProtection.Opened opened = MessageProtection.open(s.suite(), reread, tree, senderData);
        check(s, opened.content(), expected);
        opened.step().take();
        assertRefused("generation-used", () -> MessageProtection.open(s.suite(), reread, tree, senderData));
    }

    private static void check(Setting s, AuthenticatedContent content, Content expected) throws Malformed {
        assertThat(content.content().sender()).isEqualTo(Sender.member(1));
        assertThat(content.content().content().encode()).isEqualTo(expected.encode());
        assertThat(content.verifies(s.suite(), s.suite().verifyingKey(hex(s.v(), "signature_pub")), s.context()))
                .isTrue();
        byte[] otherContext = s.context().clone();
        otherContext[otherContext.length - 1] ^= 1;
        assertThat(content.verifies(s.suite(), s.suite().verifyingKey(hex(s.v(), "signature_pub")), otherContext))
                .isFalse();
    }
}
