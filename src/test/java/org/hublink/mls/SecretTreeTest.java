package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.primitives.Refusals.assertRefused;

import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each message key exists once, within the window, and is gone after it was used. */
@Tag("unit")
class SecretTreeTest {
    private static final CipherSuite SUITE = CipherSuite.X25519_AES128;
    private static final SecretTree.Kind APP = SecretTree.Kind.APPLICATION;
    private static final SecretTree.Kind HAND = SecretTree.Kind.HANDSHAKE;
    private static final SecretTree.Window WINDOW = new SecretTree.Window(10, 3);
    private SecretTree tree;

    @BeforeEach
    void fresh() {
        tree = new SecretTree(SUITE, new byte[32], 4, WINDOW);
    }

    private byte[] derived(byte[] secret, String label, String context) {
        return SUITE.expandWithLabel(secret, label, context.isEmpty() ? new byte[0] : Utf8.encode(context), 32);
    }

    /** §9: left and right at each level down, then the ratchet's label, then key and nonce of the generation. */
    @Test
    void keysFollowFromTheWayToTheLeaf() throws Malformed {
        byte[] leaf2 = derived(derived(new byte[32], "tree", "right"), "tree", "left");
        byte[] first = derived(leaf2, "application", "");
        byte[] second = SUITE.deriveTreeSecret(first, "secret", 0, 32);
        SecretTree.Step step = tree.step(2, APP, 1);
        assertThat(step.key()).isEqualTo(SUITE.deriveTreeSecret(second, "key", 1, 16));
        assertThat(step.nonce()).isEqualTo(SUITE.deriveTreeSecret(second, "nonce", 1, 12));
        assertThat(step.generation()).isEqualTo(1);
        byte[] hand = derived(leaf2, "handshake", "");
        assertThat(tree.next(2, HAND).key()).isEqualTo(SUITE.deriveTreeSecret(hand, "key", 0, 16));
    }

    @Test
    void aStepNotTakenChangesNothing() throws Malformed {
        byte[] before = tree.encode();
        tree.step(1, APP, 5);
        tree.next(3, HAND);
        assertThat(tree.encode()).isEqualTo(before);
        tree.step(1, APP, 5).take();
        assertThat(tree.encode()).isNotEqualTo(before);
    }

    @Test
    void aUsedKeyIsGoneAndSoAreTheSecretsAboveIt() throws Malformed {
        SecretTree.Step step = tree.next(0, APP);
        byte[] key = step.key().clone();
        step.take();
        assertRefused("generation-used", () -> tree.step(0, APP, 0));
        assertThat(tree.next(0, APP).generation()).isEqualTo(1);
        assertThat(tree.next(0, HAND).generation()).isZero();
        String stored = Hex.encode(tree.encode());
        byte[] first = derived(derived(derived(new byte[32], "tree", "left"), "tree", "left"), "application", "");
        assertThat(stored).doesNotContain(Hex.encode(first)).doesNotContain(Hex.encode(key));
        assertThat(stored).doesNotContain(Hex.encode(derived(new byte[32], "tree", "left")));
        assertThat(stored).contains(Hex.encode(derived(new byte[32], "tree", "right")));
    }

    @Test
    void aKeyIsOverwrittenOnceItWasWiped() throws Malformed {
        SecretTree.Step step = tree.next(0, APP);
        assertThat(step.key()).isNotEqualTo(new byte[16]);
        step.wipe();
        assertThat(step.key()).isEqualTo(new byte[16]);
        assertThat(step.nonce()).isEqualTo(new byte[12]);
    }

    @Test
    void theWindowEndsWhereItSays() throws Malformed {
        assertThat(tree.step(0, APP, 10).generation()).isEqualTo(10);
        assertRefused("generation-too-far", () -> tree.step(0, APP, 11));
        tree.step(0, APP, 10).take();
        assertThat(tree.step(0, APP, 21).generation()).isEqualTo(21);
        assertRefused("generation-too-far", () -> tree.step(0, APP, 22));
        assertRefused("leaf-unknown", () -> tree.step(4, APP, 0));
        assertRefused("leaf-unknown", () -> tree.step(-1, APP, 0));
    }

    @Test
    void theNewestSkippedKeysAreKeptAndTheOldestDropped() throws Malformed {
        byte[] fourth = tree.step(0, APP, 4).key().clone();
        tree.step(0, APP, 5).take();
        assertThat(tree.keptCount()).isEqualTo(3);
        assertRefused("generation-used", () -> tree.step(0, APP, 1));
        assertThat(tree.step(0, APP, 4).key()).isEqualTo(fourth);
        tree.step(1, APP, 2).take();
        assertThat(tree.keptCount()).isEqualTo(3);
        assertRefused("generation-used", () -> tree.step(0, APP, 3));
        assertThat(tree.step(0, APP, 4).key()).isEqualTo(fourth);
        tree.step(0, APP, 4).take();
        assertThat(tree.keptCount()).isEqualTo(2);
        assertRefused("generation-used", () -> tree.step(0, APP, 4));
    }

    @Test
    void aDroppedKeyIsOverwritten() throws Malformed {
        tree.step(0, APP, 3).take();
        SecretTree.Step oldest = tree.step(0, APP, 0);
        tree.step(1, APP, 1).take();
        assertThat(oldest.key()).isEqualTo(new byte[16]);
        assertThat(oldest.nonce()).isEqualTo(new byte[12]);
    }

    @Test
    void nothingIsLeftAfterAnEpoch() throws Malformed {
        tree.step(0, APP, 2).take();
        SecretTree.Step kept = tree.step(0, APP, 1);
        tree.wipe();
        assertThat(kept.key()).isEqualTo(new byte[16]);
        assertThat(kept.nonce()).isEqualTo(new byte[12]);
        assertThat(tree.keptCount()).isZero();
        byte[] leaf = new ByteWriter()
                .vector(new byte[32])
                .u32(3)
                .vector(new byte[32])
                .u32(0)
                .toBytes();
        byte[] encoded = tree.encode();
        byte[] nothing = SecretTree.decode(SUITE, encoded, WINDOW).encode();
        assertThat(nothing).isEqualTo(encoded);
        String hex = Hex.encode(encoded);
        assertThat(hex)
                .contains(
                        Hex.encode(new ByteWriter().vector(new byte[32]).u32(0).toBytes()));
        assertThat(Hex.encode(leaf)).isNotEmpty();
        assertThat(secretsIn(encoded)).isZero();
    }

    /** Bytes that are neither lengths, flags, counts nor zeros of secrets. */
    private static int secretsIn(byte[] encoded) {
        int random = 0;
        for (byte b : encoded) {
            if (b != 0 && b != 1 && b != 3 && b != 4 && b != 32) {
                random++;
            }
        }
        return random;
    }

    @Test
    void storedRatchetsGoOnWhereTheyWere() throws Malformed {
        tree.step(2, APP, 3).take();
        tree.step(1, HAND, 0).take();
        SecretTree again = SecretTree.decode(SUITE, tree.encode(), WINDOW);
        assertThat(again.encode()).isEqualTo(tree.encode());
        assertThat(again.step(2, APP, 1).key()).isEqualTo(tree.step(2, APP, 1).key());
        assertThat(again.next(2, APP).generation()).isEqualTo(4);
        assertThat(again.next(1, HAND).generation()).isEqualTo(1);
        assertThat(again.next(3, APP).key()).isEqualTo(tree.next(3, APP).key());
    }

    @Test
    void stateOutOfShapeIsRefused() {
        byte[] good = tree.encode();
        assertRefused("trailing-bytes", () -> SecretTree.decode(SUITE, Bytes.concat(good, new byte[1]), WINDOW));
        assertRefused("truncated", () -> SecretTree.decode(SUITE, Bytes.slice(good, 0, good.length - 1), WINDOW));
        for (long width : new long[] {0, 3, 5, good.length + 1, 1L << 31, 0xffffffffL}) {
            byte[] bad = Bytes.concat(new ByteWriter().u32(width).toBytes(), Bytes.slice(good, 4, good.length));
            assertRefused("state-index", () -> SecretTree.decode(SUITE, bad, WINDOW));
        }
    }

    /** Stored state has one form: found by a fuzz target that wrote again what it had read. */
    @Test
    void stateWithAnotherFlagOrAKeyTwiceIsRefused() throws Malformed {
        byte[] flagged = tree.encode();
        flagged[flagged.length - 2] = 2;
        assertRefused("state-flag", () -> SecretTree.decode(SUITE, flagged, WINDOW));
        tree.step(0, APP, 1).take();
        byte[] one = tree.encode();
        int entry = 4 + 1 + 4 + 17 + 13;
        byte[] key = Bytes.slice(one, one.length - entry, one.length);
        byte[] head = Bytes.slice(one, 0, one.length - entry - 1);
        byte[] same = Bytes.concat(head, new byte[] {1}, key);
        assertThat(same).isEqualTo(one);
        byte[] twice = Bytes.concat(head, new byte[] {2}, key, key);
        assertRefused("state-twice", () -> SecretTree.decode(SUITE, twice, WINDOW));
        byte[] kind = one.clone();
        kind[one.length - entry + 4] = 2;
        assertRefused("state-flag", () -> SecretTree.decode(SUITE, kind, WINDOW));
    }
}
