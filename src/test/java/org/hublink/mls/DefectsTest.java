package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.hublink.mls.Parties.NOW;
import static org.hublink.mls.Parties.POLICY;
import static org.hublink.mls.Parties.TERMS;
import static org.hublink.mls.Parties.committed;
import static org.hublink.mls.Parties.message;
import static org.hublink.mls.Parties.refused;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The defects for which we wrote our own (decision 9), each by its name; {@link HostileTest} has those of members. */
@Tag("unit")
class DefectsTest {
    private static final byte[] NOTHING = {};
    private final Parties parties = new Parties(CipherSuite.X25519_AES128, 61);

    private static byte[] reuseGuard(Group receiver, byte[] message) throws Malformed {
        Epoch epoch = receiver.epoch();
        PrivateMessage sealed = (PrivateMessage) MlsMessage.decode(message).body();
        byte[] secret = epoch.secrets().senderData();
        byte[] data = epoch.suite()
                .aead()
                .open(
                        MessageProtection.SenderDataKeys.of(epoch.suite(), secret, sealed.ciphertext())
                                .key(),
                        MessageProtection.SenderDataKeys.of(epoch.suite(), secret, sealed.ciphertext())
                                .nonce(),
                        PrivateMessage.senderAad(sealed.groupId(), sealed.epoch(), sealed.contentType()),
                        sealed.encryptedSenderData());
        ByteReader in = new ByteReader(data);
        in.u32();
        in.u32();
        return in.bytes(4);
    }

    @Test
    void theReuseGuardIsNeverAlwaysZero() throws Malformed {
        List<Group> groups = parties.groupOf(2);
        Set<String> guards = new LinkedHashSet<>();
        Group sender = groups.get(0);
        for (int i = 0; i < 50; i++) {
            Group.Sent sent = sender.seal(NOTHING, NOTHING, 0, parties.randomness());
            guards.add(Hex.encode(reuseGuard(groups.get(1), sent.message())));
            sender = sent.next();
        }
        assertThat(guards).hasSize(50).doesNotContain("00000000");
    }

    @Test
    void noKeyOfAMessageSentOrReadIsKept() throws Malformed {
        List<Group> groups = parties.groupOf(2);
        Group sender = groups.get(0);
        Group receiver = groups.get(1);
        int before = GroupState.ratchets(sender).length;
        for (int i = 0; i < 100; i++) {
            SecretTree.Step step = sender.ratchets().step(0, SecretTree.Kind.APPLICATION, i);
            String key = Hex.encode(step.key());
            Group.Sent sent = sender.seal(NOTHING, NOTHING, 0, parties.randomness());
            sender = sent.next();
            receiver = message(receiver.receive(sent.message(), TERMS)).next();
            assertThat(Hex.encode(GroupState.ratchets(sender))).doesNotContain(key);
            assertThat(Hex.encode(GroupState.ratchets(receiver))).doesNotContain(key);
        }
        assertThat(sender.ratchets().keptCount()).isZero();
        assertThat(GroupState.ratchets(sender).length).isLessThan(before + 200);
    }

    /** Runs two tasks at the same moment; the message of what each threw, or "". */
    private static List<String> atOnce(Callable<?> one, Callable<?> other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier start = new CyclicBarrier(2);
            List<Future<String>> futures = new ArrayList<>();
            for (Callable<?> task : List.of(one, other)) {
                futures.add(threads.submit(() -> {
                    start.await();
                    try {
                        task.call();
                        return "";
                    } catch (IllegalStateException turnedAway) {
                        return String.valueOf(turnedAway.getMessage());
                    }
                }));
            }
            List<String> out = new ArrayList<>();
            for (Future<String> future : futures) {
                out.add(future.get());
            }
            return out;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void ofTwoThreadsInOneGroupAtMostOneGetsThrough() throws Exception {
        int both = 0;
        for (int i = 0; i < 200; i++) {
            Group group = parties.create("one");
            Parties first = new Parties(parties.suite, i);
            Parties second = new Parties(parties.suite, -i - 1);
            List<String> thrown = atOnce(
                    () -> group.seal(NOTHING, NOTHING, 0, first.randomness()),
                    () -> group.seal(NOTHING, NOTHING, 0, second.randomness()));
            both += thrown.stream().filter(String::isEmpty).count() > 1 ? 1 : 0;
            assertThat(thrown).anyMatch(text -> text.startsWith("this group"));
        }
        assertThat(both).isZero();
    }

    @Test
    void twoGroupsInTwoThreadsShareNothingThatCouldBreak() throws Exception {
        List<String> thrown = atOnce(() -> chat(62), () -> chat(63));
        assertThat(thrown).containsOnly("");
    }

    private static boolean chat(long seed) {
        Parties of = new Parties(CipherSuite.xWing(Parties.PRODUCT_SUITE), seed);
        List<Group> groups = of.groupOf(3);
        for (int i = 0; i < 30; i++) {
            Group.Sent sent = groups.get(0).seal(Utf8.encode("m" + i), NOTHING, 7, of.randomness());
            Received.Message got = message(groups.get(1).receive(sent.message(), TERMS));
            assertThat(got.data()).isEqualTo(Utf8.encode("m" + i));
            groups.set(0, sent.next());
            groups.set(1, got.next());
            if (i % 10 == 9) {
                groups = of.spread(groups, of.prepare(groups.get(0), new CommitPlan()));
            }
        }
        Parties.agreed(groups);
        return true;
    }

    @Test
    void aJudgeThatCallsTheGroupBackIsTurnedAwayAndTheGroupGoesOn() {
        List<Group> groups = parties.groupOf(2);
        Group group = groups.get(0);
        Terms nested = new Terms(
                POLICY,
                (occasion, member, before, data) -> {
                    group.seal(NOTHING, NOTHING, 0, parties.randomness());
                    return null;
                },
                PskStore.none(),
                NOW);
        CommitPlan plan = new CommitPlan().add(parties.keyPackage("third").message());
        assertThatIllegalStateException().isThrownBy(() -> group.commit(plan, nested, parties.randomness()));
        group.seal(NOTHING, NOTHING, 0, parties.randomness());
    }

    @Test
    void theJudgeSeesLeafKeyExtensionsAndTheCommitsData() {
        List<Group> groups = parties.groupOf(2);
        List<String> seen = new ArrayList<>();
        Terms asking = new Terms(
                POLICY,
                (occasion, member, before, data) -> {
                    seen.add(occasion + " " + member.leaf() + " " + Hex.encode(data) + " "
                            + member.extensions().size());
                    assertThat(member.signatureKey()).hasSize(32);
                    return null;
                },
                PskStore.none(),
                NOW);
        CommitPlan plan =
                new CommitPlan().add(parties.keyPackage("third").message()).authenticatedData(new byte[] {3, 4});
        Committing.Prepared made = parties.prepare(groups.get(0), plan);
        committed(groups.get(1).receive(made.pending().commit(), asking));
        assertThat(seen).containsExactly("ADD 2 0304 1", "COMMIT 0 0304 1");
    }

    @Test
    void theApplicationJudgesACommitAsAWholeItsOwnIncluded() {
        List<Group> groups = parties.groupOf(3);
        List<CommitView> views = new ArrayList<>();
        CredentialCheck check = new CredentialCheck() {
            @Override
            public String refusal(Occasion occasion, Member member, Member before, byte[] data) {
                return null;
            }

            @Override
            public String refusal(CommitView commit) {
                views.add(commit);
                return commit.removed().isEmpty() ? null : "may-not-remove";
            }
        };
        Terms judging = new Terms(POLICY, check, PskStore.none(), NOW);
        assertThat(groups.get(0).commit(new CommitPlan().remove(2), judging, parties.randomness()))
                .isEqualTo(new Committing.Refused("may-not-remove"));
        Committing.Prepared made = parties.prepare(groups.get(0), new CommitPlan().remove(2));
        refused(groups.get(1).receive(made.pending().commit(), judging), "may-not-remove");
        refused(groups.get(2).receive(made.pending().commit(), judging), "may-not-remove");
        CommitView view = views.get(1);
        assertThat(view.committer().leaf()).isZero();
        assertThat(view.removed().get(0).leaf()).isEqualTo(2);
        assertThat(view.encrypted()).isTrue();
        assertThat(view.path()).isTrue();
        assertThat(view.byReference()).isFalse();
    }

    @Test
    void aCommitThatReusesAKeyOfItsPathIsRefused() {
        List<Group> groups = parties.groupOf(4);
        RatchetTree tree = groups.get(0).epoch().tree();
        ParentNode root = (ParentNode) tree.node(3);
        org.hublink.primitives.Refusals.assertRefused(
                "path-key-reused", () -> TreeCheck.freshKeys(tree, List.of(new byte[32], root.encryptionKey())));
    }

    @Test
    void aLifetimeLongerThanThePolicyAllowsIsRefused() {
        List<Group> groups = parties.groupOf(2);
        Terms brief = new Terms(POLICY.withLifetimeMax(1000), TERMS.check(), TERMS.psks(), NOW);
        CommitPlan plan = new CommitPlan().add(parties.keyPackage("third").message());
        assertThat(groups.get(0).commit(plan, brief, parties.randomness()))
                .isEqualTo(new Committing.Refused("leaf-lifetime-too-long"));
        Committing.Prepared made = parties.prepare(groups.get(0), plan);
        refused(groups.get(1).receive(made.pending().commit(), brief), "leaf-lifetime-too-long");
    }

    @Test
    void greaseAndUnknownExtensionsStayAndMeanNothing() throws Malformed {
        int grease = Grease.pick(parties.randomness());
        assertThat(Grease.is(grease)).isTrue();
        assertThat(Grease.is(0xfafa)).isFalse();
        assertThat(Grease.is(0x0a1a)).isFalse();
        int[] list = {grease};
        Capabilities greasy =
                new Capabilities(new int[] {1, grease}, new int[] {1, grease}, list, list, new int[] {1, grease});
        KeyPackageSecrets keys = KeyPackageSecrets.make(
                parties.suite,
                Credential.basic(Utf8.encode("greasy")),
                parties.randomness().bytes(32),
                greasy,
                List.of(new Extension(grease, new byte[] {1, 2, 3})),
                NOW - 1,
                NOW + 1,
                parties.randomness());
        Group group = parties.create("first");
        Committing.Prepared made = parties.prepare(group, new CommitPlan().add(keys.message()));
        Group joined = Parties.welcomed(Group.join(made.pending().welcome(), keys, null, TERMS));
        assertThat(MlsMessage.decode(keys.message()).encode()).isEqualTo(keys.message());
        assertThat(joined.members().get(1).extensions().get(0).type()).isEqualTo(grease);
        byte[] unknown = new ByteWriter().u16(grease).toBytes();
        org.hublink.primitives.Refusals.assertRefused("proposal-type", () -> Encoded.decode(unknown, Proposal::read));
    }
}
