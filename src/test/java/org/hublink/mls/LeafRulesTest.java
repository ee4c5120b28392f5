package org.hublink.mls;

import static org.hublink.mls.Parties.NOW;
import static org.hublink.mls.Parties.SUITES;
import static org.hublink.mls.Parties.TERMS;
import static org.hublink.primitives.Refusals.assertRefused;

import java.util.List;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What makes a key package or a leaf invalid by itself (RFC 9420 §7.3, §10.1): one fault at a time, all else good. */
@Tag("unit")
class LeafRulesTest {
    private static final CipherSuite SUITE = CipherSuite.X25519_AES128;
    private static final byte[] NOTHING = {};
    private static final byte[] SEED = new byte[32];
    private static final byte[] LEAF_KEY = SUITE.deriveKeyPair(new byte[32]).publicKey();
    private static final byte[] INIT_KEY =
            SUITE.deriveKeyPair(Bytes.concat(new byte[31], new byte[] {1})).publicKey();
    private static final Terms TIMELESS =
            new Terms(new Policy(SUITES, 1000, 32, 0, false, false), TERMS.check(), TERMS.psks(), NOW);

    private static Capabilities can(int[] extensions, int[] credentials) {
        return new Capabilities(new int[] {1}, new int[] {1}, extensions, new int[0], credentials);
    }

    private static LeafNode leaf(int source, Capabilities can, long from, long to) {
        List<Extension> extensions = List.of(new Extension(0xff00, NOTHING));
        byte[] key = SUITE.signature().publicKey(SEED);
        Credential who = Credential.basic(Utf8.encode("who"));
        return new LeafNode(LEAF_KEY, key, who, can, source, from, to, NOTHING, extensions, NOTHING)
                .signed(SUITE, SEED, NOTHING, 0);
    }

    private static LeafNode leaf(int source) {
        return leaf(source, can(new int[] {0xff00}, new int[] {1}), NOW - 10, NOW + 10);
    }

    private static KeyPackage of(byte[] initKey, LeafNode leaf) {
        return KeyPackage.signed(SUITE, initKey, leaf, List.of(), SEED);
    }

    private static void check(KeyPackage keyPackage) throws Malformed {
        LeafRules.keyPackage(keyPackage, SUITE, false, TERMS);
    }

    @Test
    void aKeyPackageIsOfTheSuiteAndSignedAndItsLeafToo() throws Malformed {
        LeafNode leaf = leaf(LeafNode.KEY_PACKAGE);
        KeyPackage good = of(INIT_KEY, leaf);
        check(good);
        assertRefused("key-package-suite", () -> LeafRules.keyPackage(good, CipherSuite.P256_AES128, false, TERMS));
        assertRefused("leaf-source", () -> check(of(INIT_KEY, leaf(LeafNode.UPDATE))));
        assertRefused("init-key-reused", () -> check(of(LEAF_KEY, leaf)));
        byte[] otherInit =
                SUITE.deriveKeyPair(Bytes.concat(new byte[31], new byte[] {2})).publicKey();
        assertRefused(
                "key-package-signature", () -> check(new KeyPackage(1, otherInit, leaf, List.of(), good.signature())));
        assertRefused("leaf-signature", () -> check(of(INIT_KEY, leaf.withExtensions(leaf.extensions()))));
    }

    @Test
    void aLeafsExtensionsAndCredentialAreAmongWhatItCan() throws Malformed {
        LeafRules.alone(leaf(LeafNode.UPDATE), LeafNode.UPDATE);
        int[] known = {0xff00};
        int[] basic = {1};
        assertRefused(
                "extension-not-in-capabilities",
                () -> LeafRules.alone(leaf(1, can(new int[] {0xff01}, basic), 0, NOW), LeafNode.KEY_PACKAGE));
        assertRefused(
                "credential-not-in-capabilities",
                () -> LeafRules.alone(leaf(1, can(known, new int[] {2}), 0, NOW), LeafNode.KEY_PACKAGE));
        RatchetTree tree = RatchetTree.of(SUITE, leaf(LeafNode.KEY_PACKAGE));
        LeafRules.together(tree, List.of());
        RatchetTree unable = RatchetTree.of(SUITE, leaf(1, can(new int[0], basic), 0, NOW));
        assertRefused("extension-not-in-capabilities", () -> LeafRules.together(unable, List.of()));
    }

    @Test
    void aLifetimeCountsIfThePolicyAsksAndWhenOneSends() throws Malformed {
        Capabilities can = can(new int[] {0xff00}, new int[] {1});
        for (LeafNode now : List.of(leaf(1, can, NOW, NOW + 1), leaf(1, can, NOW - 1, NOW))) {
            LeafRules.lifetime(now, TERMS);
            check(of(INIT_KEY, now));
        }
        for (LeafNode other : List.of(leaf(1, can, NOW + 1, NOW + 2), leaf(1, can, NOW - 2, NOW - 1))) {
            assertRefused("leaf-lifetime", () -> LeafRules.lifetime(other, TERMS));
            LeafRules.lifetime(other, TIMELESS);
            KeyPackage keyPackage = of(INIT_KEY, other);
            assertRefused("leaf-lifetime", () -> check(keyPackage));
            LeafRules.keyPackage(keyPackage, SUITE, false, TIMELESS);
            assertRefused("leaf-lifetime", () -> LeafRules.keyPackage(keyPackage, SUITE, true, TIMELESS));
        }
        Terms brief = new Terms(TERMS.policy().withLifetimeMax(20), TERMS.check(), TERMS.psks(), NOW);
        LeafRules.lifetime(leaf(1, can, NOW - 10, NOW + 10), brief);
        assertRefused("leaf-lifetime-too-long", () -> LeafRules.lifetime(leaf(1, can, NOW - 10, NOW + 11), brief));
    }

    private static List<Extension> requiring(int[] extensions, int[] proposals, int[] credentials) {
        ByteWriter out = new ByteWriter();
        Encoded.writeU16List(out, extensions);
        Encoded.writeU16List(out, proposals);
        Encoded.writeU16List(out, credentials);
        return List.of(new Extension(Extension.REQUIRED_CAPABILITIES, out.toBytes()));
    }

    @Test
    void whatTheGroupRequiresEveryLeafCan() throws Malformed {
        RatchetTree tree = RatchetTree.of(SUITE, leaf(LeafNode.KEY_PACKAGE));
        int[] none = {};
        LeafRules.together(tree, requiring(new int[] {1, 5, 0xff00}, new int[] {1, 7}, new int[] {1}));
        for (List<Extension> beyond : List.of(
                requiring(new int[] {0, 1}, none, none),
                requiring(new int[] {6, 1}, none, none),
                requiring(none, new int[] {0, 1}, none),
                requiring(none, new int[] {8, 1}, none),
                requiring(none, none, new int[] {2, 1}))) {
            assertRefused("required-capabilities", () -> LeafRules.together(tree, beyond));
        }
        assertRefused(
                "group-extension-unsupported", () -> LeafRules.together(tree, List.of(new Extension(0xff01, NOTHING))));
    }
}
