package org.hublink.mls;

import static org.hublink.primitives.Claim.assertThat;
import static org.hublink.primitives.KnownAnswers.hex;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;

/** Labelled operations, key schedule, secret tree, pre-shared keys, transcript. */
final class ScheduleVectors {
    private ScheduleVectors() {}

    private static String text(Fields v, String key) throws Malformed {
        return v.text(key, 0, 1000);
    }

    static void cryptoBasics(Fields v, CipherSuite suite, Randomness randomness) throws Malformed {
        Fields ref = v.object("ref_hash");
        assertThat(suite.refHash(text(ref, "label"), hex(ref, "value"))).isEqualTo(hex(ref, "out"));
        Fields expand = v.object("expand_with_label");
        assertThat(suite.expandWithLabel(hex(expand, "secret"), text(expand, "label"), hex(expand, "context"), (int)
                        expand.integer("length", 0, 65535)))
                .isEqualTo(hex(expand, "out"));
        Fields derive = v.object("derive_secret");
        assertThat(suite.deriveSecret(hex(derive, "secret"), text(derive, "label")))
                .isEqualTo(hex(derive, "out"));
        Fields tree = v.object("derive_tree_secret");
        assertThat(suite.deriveTreeSecret(
                        hex(tree, "secret"), text(tree, "label"), tree.integer("generation", 0, 0xffffffffL), (int)
                                tree.integer("length", 0, 65535)))
                .isEqualTo(hex(tree, "out"));
        signing(v.object("sign_with_label"), suite);
        encryption(v.object("encrypt_with_label"), suite, randomness);
    }

    private static void signing(Fields v, CipherSuite suite) throws Malformed {
        byte[] key = hex(v, "pub");
        String label = text(v, "label");
        byte[] content = hex(v, "content");
        assertThat(suite.verifyWithLabel(suite.verifyingKey(key), label, content, hex(v, "signature")))
                .isTrue();
        byte[] made = suite.signWithLabel(hex(v, "priv"), label, content);
        assertThat(suite.verifyWithLabel(suite.verifyingKey(key), label, content, made))
                .isTrue();
        assertThat(suite.verifyWithLabel(suite.verifyingKey(key), label + "x", content, made))
                .isFalse();
        assertThat(suite.signature().publicKey(hex(v, "priv"))).isEqualTo(key);
    }

    private static void encryption(Fields v, CipherSuite suite, Randomness randomness) throws Malformed {
        String label = text(v, "label");
        byte[] context = hex(v, "context");
        byte[] plain = hex(v, "plaintext");
        Hpke.Sealed sealed = new Hpke.Sealed(hex(v, "kem_output"), hex(v, "ciphertext"));
        assertThat(suite.decryptWithLabel(hex(v, "priv"), label, context, sealed))
                .isEqualTo(plain);
        Hpke.Sealed made = suite.encryptWithLabel(hex(v, "pub"), label, context, plain, randomness);
        assertThat(suite.decryptWithLabel(hex(v, "priv"), label, context, made)).isEqualTo(plain);
    }

    static void keySchedule(Fields v, CipherSuite suite, Randomness randomness) throws Malformed {
        byte[] init = hex(v, "initial_init_secret");
        long number = 0;
        for (Fields epoch : v.objects("epochs", 1, 1000)) {
            byte[] context = new GroupContext(
                            suite.number(),
                            hex(v, "group_id"),
                            number++,
                            hex(epoch, "tree_hash"),
                            hex(epoch, "confirmed_transcript_hash"),
                            List.of())
                    .encode();
            assertThat(context).isEqualTo(hex(epoch, "group_context"));
            byte[] joiner = KeySchedule.joinerSecret(suite, init, hex(epoch, "commit_secret"), context);
            assertThat(joiner).isEqualTo(hex(epoch, "joiner_secret"));
            byte[] psk = hex(epoch, "psk_secret");
            assertThat(KeySchedule.welcomeSecret(suite, joiner, psk)).isEqualTo(hex(epoch, "welcome_secret"));
            EpochSecrets secrets = KeySchedule.epoch(suite, joiner, psk, context);
            epochSecrets(epoch, suite, secrets);
            init = secrets.init();
        }
    }

    private static void epochSecrets(Fields v, CipherSuite suite, EpochSecrets secrets) throws Malformed {
        assertThat(secrets.init()).isEqualTo(hex(v, "init_secret"));
        assertThat(secrets.senderData()).isEqualTo(hex(v, "sender_data_secret"));
        assertThat(secrets.encryption()).isEqualTo(hex(v, "encryption_secret"));
        assertThat(secrets.exporter()).isEqualTo(hex(v, "exporter_secret"));
        assertThat(secrets.authenticator()).isEqualTo(hex(v, "epoch_authenticator"));
        assertThat(secrets.external()).isEqualTo(hex(v, "external_secret"));
        assertThat(secrets.confirmation()).isEqualTo(hex(v, "confirmation_key"));
        assertThat(secrets.membership()).isEqualTo(hex(v, "membership_key"));
        assertThat(secrets.resumption()).isEqualTo(hex(v, "resumption_psk"));
        assertThat(KeySchedule.externalKeys(suite, secrets.external()).publicKey())
                .isEqualTo(hex(v, "external_pub"));
        Fields exporter = v.object("exporter");
        assertThat(secrets.export(suite, text(exporter, "label"), hex(exporter, "context"), (int)
                        exporter.integer("length", 0, 65535)))
                .isEqualTo(hex(exporter, "secret"));
    }

    static void pskSecret(Fields v, CipherSuite suite, Randomness randomness) throws Malformed {
        List<KeySchedule.Psk> psks = new ArrayList<>();
        for (Fields psk : v.objects("psks", 0, 1000)) {
            PreSharedKeyId id =
                    new PreSharedKeyId(PreSharedKeyId.EXTERNAL, 0, hex(psk, "psk_id"), 0, hex(psk, "psk_nonce"));
            psks.add(new KeySchedule.Psk(id, hex(psk, "psk")));
        }
        assertThat(KeySchedule.pskSecret(suite, psks)).isEqualTo(hex(v, "psk_secret"));
    }

    static void secretTree(Fields v, CipherSuite suite, Randomness randomness) throws Malformed {
        Fields sender = v.object("sender_data");
        byte[] secret = hex(sender, "sender_data_secret");
        byte[] ciphertext = hex(sender, "ciphertext");
        assertThat(MessageProtection.SenderDataKeys.of(suite, secret, ciphertext)
                        .key())
                .isEqualTo(hex(sender, "key"));
        assertThat(MessageProtection.SenderDataKeys.of(suite, secret, ciphertext)
                        .nonce())
                .isEqualTo(hex(sender, "nonce"));
        var leaves = v.list("leaves", 1, 100_000);
        SecretTree tree = new SecretTree(
                suite, hex(v, "encryption_secret"), TreeMath.fullWidth(leaves.size()), SecretTree.Window.DEFAULT);
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            for (Fields at : org.hublink.primitives.KnownAnswers.objects(leaves.get(leaf))) {
                long generation = at.integer("generation", 0, 0xffffffffL);
                key(at, tree.step(leaf, SecretTree.Kind.HANDSHAKE, generation), "handshake");
                key(at, tree.step(leaf, SecretTree.Kind.APPLICATION, generation), "application");
            }
        }
    }

    private static void key(Fields v, SecretTree.Step step, String kind) throws Malformed {
        assertThat(step.key()).isEqualTo(hex(v, kind + "_key"));
        assertThat(step.nonce()).isEqualTo(hex(v, kind + "_nonce"));
        step.take();
    }

    static void transcriptHashes(Fields v, CipherSuite suite, Randomness randomness) throws Malformed {
        AuthenticatedContent commit = Encoded.decode(hex(v, "authenticated_content"), AuthenticatedContent::read);
        assertThat(commit.encode()).isEqualTo(hex(v, "authenticated_content"));
        byte[] confirmed = KeySchedule.confirmed(suite, hex(v, "interim_transcript_hash_before"), commit);
        assertThat(confirmed).isEqualTo(hex(v, "confirmed_transcript_hash_after"));
        byte[] tag = commit.confirmationTag();
        assertThat(tag).isNotNull();
        assertThat(suite.macEquals(hex(v, "confirmation_key"), confirmed, tag)).isTrue();
        assertThat(KeySchedule.interim(suite, confirmed, tag)).isEqualTo(hex(v, "interim_transcript_hash_after"));
    }
}
