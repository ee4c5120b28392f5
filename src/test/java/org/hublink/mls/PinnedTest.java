package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Hash;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Derivations from fixed inputs, as they were when the vectors of the MLS working group passed. Both sides of a group run
 * the same code, so a label that is wrong on both would go unnoticed without the vectors; here it does not.
 */
@Tag("unit")
class PinnedTest {
    private static final CipherSuite SUITE = CipherSuite.X25519_AES128;
    private static final byte[] ONE = filled(1);
    private static final byte[] TWO = filled(2);
    private static final byte[] THREE = filled(3);

    private static byte[] filled(int value) {
        byte[] out = new byte[32];
        Arrays.fill(out, (byte) value);
        return out;
    }

    private static String brief(byte[] bytes) {
        return Hex.encode(bytes).substring(0, 16);
    }

    private static void pinned(String expected, Map<String, byte[]> made) {
        List<String> lines = new ArrayList<>();
        made.forEach((name, bytes) -> lines.add(name + " " + brief(bytes)));
        assertThat(String.join("\n", lines)).isEqualTo(expected.strip());
    }

    @Test
    void labels() {
        Map<String, byte[]> made = new LinkedHashMap<>();
        made.put("expand", SUITE.expandWithLabel(ONE, "label", TWO, 16));
        made.put("derive", SUITE.deriveSecret(ONE, "label"));
        made.put("tree", SUITE.deriveTreeSecret(ONE, "label", 0x01020304L, 12));
        made.put("ref", SUITE.refHash("label", ONE));
        made.put("sign", SUITE.signWithLabel(ONE, "label", TWO));
        made.put("mac", SUITE.mac(ONE, TWO));
        made.put("keys", SUITE.deriveKeyPair(ONE).publicKey());
        made.put("path", TreeKem.keyPair(SUITE, ONE).publicKey());
        made.put(
                "sender-key",
                MessageProtection.SenderDataKeys.of(SUITE, ONE, TWO).key());
        made.put(
                "sender-nonce",
                MessageProtection.SenderDataKeys.of(SUITE, ONE, new byte[40]).nonce());
        made.put("welcome-key", Joining.key(SUITE, ONE));
        made.put("welcome-nonce", Joining.nonce(SUITE, ONE));
        pinned("""
expand 025d59b49279fb94
derive 58920175f9b3e070
tree 88982be8e87ca730
ref 895b56b3e3d354e1
sign 45ccff699abe16a5
mac 7321406e0c880fd9
keys 41852320ff367495
path e837840eb123cd93
sender-key d063eecdf456f0a7
sender-nonce 9e64209b495feafb
welcome-key d10141362aff22ee
welcome-nonce dab6e7837f7caeba
""", made);
    }

    @Test
    void schedule() {
        Map<String, byte[]> made = new LinkedHashMap<>();
        byte[] joiner = KeySchedule.joinerSecret(SUITE, ONE, TWO, THREE);
        made.put("joiner", joiner);
        made.put("welcome", KeySchedule.welcomeSecret(SUITE, joiner, ONE));
        EpochSecrets secrets = KeySchedule.epoch(SUITE, joiner, ONE, THREE);
        made.put("sender-data", secrets.senderData());
        made.put("encryption", secrets.encryption());
        made.put("exporter", secrets.exporter());
        made.put("external", secrets.external());
        made.put("confirmation", secrets.confirmation());
        made.put("membership", secrets.membership());
        made.put("resumption", secrets.resumption());
        made.put("authenticator", secrets.authenticator());
        made.put("init", secrets.init());
        made.put("export", secrets.export(SUITE, "label", TWO, 20));
        made.put("external-key", KeySchedule.externalKeys(SUITE, ONE).publicKey());
        PreSharedKeyId outside = new PreSharedKeyId(PreSharedKeyId.EXTERNAL, 0, ONE, 0, TWO);
        PreSharedKeyId past = new PreSharedKeyId(PreSharedKeyId.RESUMPTION, 1, ONE, 5, THREE);
        made.put("no-psk", KeySchedule.pskSecret(SUITE, List.of()));
        made.put(
                "psks",
                KeySchedule.pskSecret(
                        SUITE, List.of(new KeySchedule.Psk(outside, TWO), new KeySchedule.Psk(past, THREE))));
        AuthenticatedContent commit = AuthenticatedContent.sign(
                SUITE,
                MlsMessage.PUBLIC_MESSAGE,
                new FramedContent(ONE, 7, Sender.member(3), TWO, new Content.OfCommit(new Commit(List.of(), null))),
                THREE,
                ONE);
        made.put("signature", commit.signature());
        made.put("confirmed", KeySchedule.confirmed(SUITE, TWO, commit));
        made.put("interim", KeySchedule.interim(SUITE, ONE, TWO));
        made.put("reference", commit.withTag(ONE).proposalReference(SUITE));
        made.put(
                "public",
                Hash.SHA256.of(new MlsMessage(PublicMessage.protect(SUITE, commit.withTag(ONE), THREE, TWO)).encode()));
        pinned("""
joiner a447453cfae862ae
welcome d566123b9d7eef15
sender-data 6438bd4882c29949
encryption f502eeb5840bc180
exporter 2e8b1ae04c1b779d
external 95239f989964105b
confirmation cf357763ea38a112
membership 0061604cd1257dbd
resumption 4346e43eee8bb134
authenticator 9a1fcca54d26390f
init 3d56e81d54183191
export 9f181e423b368512
external-key 41852320ff367495
no-psk 0000000000000000
psks c0e1a7e2f98e9d4a
signature 00e009dce0aabc39
confirmed 44229b529b7cd799
interim 71abd650b1005891
reference d4c796260bbb972f
public 12210f625f04dde1
""", made);
    }

    private static LeafNode leaf(int number) {
        byte[] name = Utf8.encode("member " + number);
        Capabilities can = new Capabilities(new int[] {1}, new int[] {1}, new int[0], new int[0], new int[] {1});
        byte[] key = SUITE.hash().of(name);
        return new LeafNode(
                        key,
                        SUITE.signature().publicKey(key),
                        Credential.basic(name),
                        can,
                        LeafNode.KEY_PACKAGE,
                        5,
                        1L << 40,
                        new byte[0],
                        List.of(),
                        new byte[0])
                .signed(SUITE, key, new byte[0], 0);
    }

    @Test
    void trees() throws Malformed {
        Map<String, byte[]> made = new LinkedHashMap<>();
        RatchetTree tree = RatchetTree.of(SUITE, leaf(0));
        made.put("one", tree.rootHash());
        for (int i = 1; i < 5; i++) {
            tree = tree.add(leaf(i));
        }
        made.put("five", tree.rootHash());
        RatchetTree.Merged merged = tree.merge(0, List.of(ONE, TWO, THREE));
        made.put("merged", merged.tree().rootHash());
        made.put("parent", merged.leafParentHash());
        RatchetTree more = merged.tree().add(leaf(5));
        made.put("unmerged", more.rootHash());
        made.put("encoded", SUITE.hash().of(more.encode()));
        ParentNode root = (ParentNode) more.node(7);
        made.put("parent-hash", more.hashes().parentHash(more, root, 11));
        made.put("update", more.update(1, leaf(6)).rootHash());
        made.put("remove", more.remove(2).rootHash());
        KeyPackage keyPackage = KeyPackage.signed(SUITE, TWO, leaf(1), List.of(), ONE);
        made.put("key-package", keyPackage.signature());
        made.put("reference", keyPackage.reference(SUITE));
        made.put("leaf", leaf(1).signed(SUITE, ONE, TWO, 9).signature());
        made.put(
                "commit-leaf",
                leaf(1).renewed(ONE, LeafNode.COMMIT, TWO)
                        .signed(SUITE, ONE, TWO, 9)
                        .signature());
        GroupContext context = new GroupContext(1, ONE, 3, TWO, THREE, List.of(new Extension(9, ONE)));
        made.put(
                "info", GroupInfo.signed(SUITE, context, List.of(), ONE, 4, TWO).signature());
        pinned("""
one 3985fab030b650c5
five 19653d8c984dcf24
merged da6161f2d149426a
parent fd27b7bfa85f4c54
unmerged 68772041e84b2a4a
encoded c38169987badcfae
parent-hash f2b2f3c424a21f0c
update b3501a4e3a591988
remove 754a0324bb4ae00b
key-package 28c0a328b8b153ce
reference 0ecbdad0e05edeb4
leaf df7d6f9a816bb15e
commit-leaf b67b8a0dfc5d4add
info f0c3155e572bec95
""", made);
    }
}
