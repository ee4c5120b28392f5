package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.mls.Parties.NOW;
import static org.hublink.mls.Parties.POLICY;
import static org.hublink.mls.Parties.TERMS;
import static org.hublink.mls.Parties.refused;
import static org.hublink.primitives.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Checks;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members and servers that cheat: what other implementations took, refused here for its reason. */
@Tag("unit")
class HostileTest {
    private static final byte[] NOTHING = {};
    private final Parties parties = new Parties(CipherSuite.X25519_AES128, 11);
    private final Attacks attacks = new Attacks(parties);

    @ParameterizedTest
    @ValueSource(longs = {2, 100, 1L << 31, (1L << 32) - 1, (1L << 31) - 1})
    void aLeafOutsideTheTreeIsRefusedAtOnce(long leaf) {
        List<Group> groups = parties.groupOf(2);
        assertTimeoutPreemptively(Duration.ofMillis(500), () -> {
            refused(
                    groups.get(1).receive(attacks.commitOf(groups.get(0), 0, new Proposal.Remove(leaf)), TERMS),
                    "leaf-unknown");
            refused(groups.get(1).receive(attacks.commitOf(groups.get(0), leaf), TERMS), "leaf-unknown");
            refused(groups.get(1).receive(attacks.sealedFrom(groups.get(0), leaf, 0), TERMS), "leaf-unknown");
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1001, (1L << 31) - 1, (1L << 32) - 1})
    void aGenerationFarAheadIsRefusedAtOnce(long generation) {
        List<Group> groups = parties.groupOf(2);
        assertTimeoutPreemptively(Duration.ofMillis(500), () -> {
            refused(
                    groups.get(1).receive(attacks.sealedFrom(groups.get(0), 0, generation), TERMS),
                    "generation-too-far");
        });
    }

    @Test
    void nobodyLetsHimselfInUnlessThePolicySaysSo() throws Malformed {
        List<Group> groups = parties.groupOf(3);
        Policy open = new Policy(Parties.SUITES, 1000, 32, 0, true, true);
        List<String> judged = new ArrayList<>();
        Terms taking = new Terms(
                open,
                (o, m, before, d) -> {
                    judged.add(o + " " + (before == null));
                    return null;
                },
                PskStore.none(),
                NOW);
        refused(
                groups.get(0).receive(attacks.externalCommit(groups.get(2), "stranger", null), TERMS),
                "external-commit");
        refused(groups.get(0).receive(attacks.externalCommit(groups.get(2), "stranger", 1), TERMS), "external-commit");
        Parties.committed(groups.get(0).receive(attacks.externalCommit(groups.get(2), "stranger", null), taking));
        Received.Committed taken =
                Parties.committed(groups.get(1).receive(attacks.externalCommit(groups.get(1), "stranger", 2), taking));
        assertThat(taken.removed()).containsExactly(2);
        assertThat(judged).hasSize(2);
    }

    @Test
    void aTreeSomebodyMadeUpIsRefused() throws Malformed {
        Group group = parties.groupOf(4).get(0);
        RatchetTree good = group.epoch().tree();
        TreeCheck.parentHashes(good);
        ParentNode root = (ParentNode) good.node(3);
        byte[] key = root.encryptionKey().clone();
        key[0] ^= 1;
        RatchetTree forged = altered(good, 3, new ParentNode(key, root.parentHash(), root.unmergedLeaves()));
        assertRefused("parent-hash", () -> TreeCheck.parentHashes(forged));
        RatchetTree ghost = altered(good, 3, root.withUnmerged(List.of(9)));
        assertRefused("unmerged-leaves", () -> TreeCheck.unmergedLeaves(ghost));
        LeafNode second = good.requireLeaf(1);
        RatchetTree twice = good.withLeaf(2, second);
        assertRefused("key-not-unique", () -> TreeCheck.uniqueKeys(twice));
        RatchetTree moved = good.withLeaf(2, good.requireLeaf(0));
        for (Checks checks : List.of(Checks.inOrder(), JvmHome.sideBySide())) {
            TreeCheck.leafSignatures(good, group.groupId(), checks);
            assertRefused("leaf-signature", () -> TreeCheck.leafSignatures(moved, group.groupId(), checks));
            assertRefused("leaf-signature", () -> TreeCheck.leafSignatures(good, new byte[] {1}, checks));
        }
    }

    static RatchetTree altered(RatchetTree tree, int index, Node node) throws Malformed {
        ByteWriter body = new ByteWriter();
        for (int i = 0; i < tree.nodeCount(); i++) {
            Node at = i == index ? node : tree.node(i);
            body.u8(at == null ? 0 : 1);
            if (at != null) {
                body.u8(at instanceof LeafNode ? 1 : 2);
                at.write(body);
            }
        }
        byte[] whole = new ByteWriter().vector(body.toBytes()).toBytes();
        return Encoded.decode(whole, in -> RatchetTree.read(tree.suite(), in));
    }

    @Test
    void treesOutOfShapeAreRefused() {
        CipherSuite suite = CipherSuite.X25519_AES128;
        assertRefused("tree-ends-blank", () -> tree(suite, NOTHING));
        assertRefused("tree-ends-blank", () -> tree(suite, new byte[] {0, 0, 0}));
        assertRefused("tree-too-large", () -> tree(suite, new byte[1 << 20]));
        assertRefused("node-type", () -> tree(suite, new byte[] {1, 3}));
        assertRefused("optional-flag", () -> tree(suite, new byte[] {2}));
        assertRefused("tree-node-misplaced", () -> tree(suite, new byte[] {1, 2, 0, 0, 0}));
    }

    private static RatchetTree tree(CipherSuite suite, byte[] body) throws Malformed {
        byte[] whole = new ByteWriter().vector(body).toBytes();
        return Encoded.decode(whole, in -> RatchetTree.read(suite, in));
    }

    @Test
    void anotherMembersSignatureOrGroupOrEpochIsRefused() {
        List<Group> groups = parties.groupOf(3);
        byte[] forged = attacks.commitOf(groups.get(0), 2);
        refused(groups.get(1).receive(forged, TERMS), "signature");
        refused(groups.get(1).receive(attacks.commitOf(groups.get(0), 0), TERMS), "path-missing");
        Group other = new Parties(CipherSuite.X25519_AES128, 12).create("x");
        Group.Sent sent = other.seal(NOTHING, NOTHING, 0, parties.randomness());
        refused(groups.get(1).receive(sent.message(), TERMS), "epoch-past");
        refused(groups.get(1).receive(parties.keyPackage("x").message(), TERMS), "not-a-group-message");
        refused(groups.get(1).receive(NOTHING, TERMS), "truncated");
        refused(groups.get(1).receive(new byte[MlsMessage.BYTES_MAX + 1], TERMS), "message-too-large");
    }

    @Test
    void aCommitWhoseTagDoesNotFitIsRefused() {
        List<Group> groups = parties.groupOf(3);
        Proposal psk = new Proposal.Psk(new PreSharedKeyId(1, 0, Parties.PSK_ID, 0, new byte[32]));
        refused(groups.get(1).receive(attacks.commitOf(groups.get(0), 0, psk), TERMS), "confirmation-tag");
        Proposal shortNonce = new Proposal.Psk(new PreSharedKeyId(1, 0, Parties.PSK_ID, 0, new byte[31]));
        refused(groups.get(1).receive(attacks.commitOf(groups.get(0), 0, shortNonce), TERMS), "psk-nonce");
        refused(groups.get(1).receive(attacks.commitOf(groups.get(0), 0, psk, psk), TERMS), "psk-twice");
        Proposal branch = new Proposal.Psk(new PreSharedKeyId(2, 3, NOTHING, 0, new byte[32]));
        refused(groups.get(1).receive(attacks.commitOf(groups.get(0), 0, branch), TERMS), "psk-usage");
        Proposal init = new Proposal.ExternalInit(new byte[32]);
        refused(groups.get(1).receive(attacks.commitOf(groups.get(0), 0, init), TERMS), "external-init");
        Proposal again = new Proposal.ReInit(NOTHING, 1, 1, List.of());
        refused(groups.get(1).receive(attacks.commitOf(groups.get(0), 0, again, psk), TERMS), "reinit-not-alone");
        Proposal update = new Proposal.Update(groups.get(0).epoch().tree().leaf(0));
        refused(groups.get(1).receive(attacks.commitOf(groups.get(0), 0, update), TERMS), "update-by-committer");
    }

    @Test
    void tooManyExtensionsAreRefusedBeforeTheyCost() {
        ByteWriter body = new ByteWriter();
        for (int i = 0; i < 65_536; i++) {
            body.u16(i).vector(NOTHING);
        }
        byte[] whole = new ByteWriter().vector(body.toBytes()).toBytes();
        assertRefused("too-many-extensions", () -> Encoded.decode(whole, Extension::readAll));
        byte[] twice = new ByteWriter()
                .vector(Bytes.concat(new byte[] {0, 1, 0}, new byte[] {0, 1, 0}))
                .toBytes();
        assertRefused("extension-twice", () -> Encoded.decode(twice, Extension::readAll));
    }

    @Test
    void aCommittersNewCredentialIsJudgedBesideItsOldOne() {
        List<Group> groups = parties.groupOf(2);
        byte[] commit = attacks.impostorsCommit(groups.get(0));
        refused(groups.get(1).receive(commit, Attacks.CAREFUL), "credential-changed");
    }

    @Test
    void aReInitToAnEarlierVersionIsRefused() {
        List<Group> groups = parties.groupOf(2);
        Proposal again = new Proposal.ReInit(NOTHING, 0, 1, List.of());
        refused(groups.get(1).receive(attacks.commitOf(groups.get(0), 0, again), TERMS), "reinit-version");
    }

    @Test
    void aForeignCredentialWithOnesOwnKeyIsTheJudgesToRefuseAtEveryDoor() {
        List<Group> groups = parties.groupOf(2);
        // The caller's binding of name and key: whoever shows a known name with another key is refused.
        byte[] known = groups.get(0).members().get(0).signatureKey();
        Terms binding = new Terms(
                POLICY,
                (occasion, member, before, data) ->
                        Bytes.equal(member.credential().body(), Utf8.encode("member 0"))
                                        && !Bytes.equal(member.signatureKey(), known)
                                ? "foreign-credential"
                                : null,
                PskStore.none(),
                NOW);
        KeyPackageSecrets impostor = parties.keyPackage("member 0");
        CommitPlan plan = new CommitPlan().add(impostor.message());
        assertThat(groups.get(1).commit(plan, binding, parties.randomness()))
                .isEqualTo(new Committing.Refused("foreign-credential"));
        Committing.Prepared made = parties.prepare(groups.get(1), plan);
        refused(groups.get(0).receive(made.pending().commit(), binding), "foreign-credential");
        assertThat(Group.join(made.pending().welcome(), impostor, null, binding))
                .isEqualTo(new Joined.Refused("foreign-credential"));
    }
}
