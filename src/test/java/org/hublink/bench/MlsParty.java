package org.hublink.bench;

import java.util.ArrayList;
import java.util.List;
import org.hublink.jvm.JvmHome;
import org.hublink.mls.Capabilities;
import org.hublink.mls.CipherSuite;
import org.hublink.mls.CommitPlan;
import org.hublink.mls.Committing;
import org.hublink.mls.Credential;
import org.hublink.mls.Group;
import org.hublink.mls.Joined;
import org.hublink.mls.KeyPackageSecrets;
import org.hublink.mls.Pending;
import org.hublink.mls.Policy;
import org.hublink.mls.PskStore;
import org.hublink.mls.Received;
import org.hublink.mls.Suites;
import org.hublink.mls.Terms;
import org.hublink.primitives.Randomness;
import org.hublink.primitives.Utf8;

/** Clients of the room {@code mls} through its public door, all in one process. */
final class MlsParty {
    /** The number of the product's suite: X-Wing, AES-256-GCM, SHA-512, Ed25519. */
    static final int PRODUCT_SUITE = 0xF053;

    private static final long NOW = 1_800_000_000L;

    final CipherSuite suite;
    final Policy policy;
    final Terms terms;
    final Terms sideBySide;
    final Randomness randomness = JvmHome.randomness();

    MlsParty(int number) {
        this.suite = number == PRODUCT_SUITE ? CipherSuite.xWing(number) : CipherSuite.X25519_AES128;
        this.policy = Policy.strict(Suites.of(suite));
        this.terms = new Terms(policy, (occasion, member, before, data) -> null, PskStore.none(), NOW);
        this.sideBySide = new Terms(policy, terms.check(), PskStore.none(), NOW, JvmHome.sideBySide());
    }

    KeyPackageSecrets client(String name) {
        Capabilities can =
                new Capabilities(new int[] {1}, new int[] {suite.number()}, new int[0], new int[0], new int[] {1});
        Credential credential = Credential.basic(Utf8.encode(name));
        byte[] key = randomness.bytes(32);
        return KeyPackageSecrets.make(suite, credential, key, can, List.of(), NOW - 10, NOW + 1000, randomness);
    }

    List<KeyPackageSecrets> clients(int count) {
        List<KeyPackageSecrets> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            out.add(client("newcomer " + i));
        }
        return out;
    }

    Group create() {
        return welcomed(Group.create(Utf8.encode("bench"), client("creator"), List.of(), terms, randomness));
    }

    CommitPlan adding(List<KeyPackageSecrets> newcomers) {
        CommitPlan plan = new CommitPlan();
        for (KeyPackageSecrets newcomer : newcomers) {
            plan.add(newcomer.message());
        }
        return plan;
    }

    Committing.Prepared commit(Group group, CommitPlan plan) {
        if (group.commit(plan, terms, randomness) instanceof Committing.Prepared prepared) return prepared;
        throw new IllegalStateException("a good commit was refused");
    }

    Group join(byte[] welcome, KeyPackageSecrets own) {
        return welcomed(Group.join(welcome, own, null, terms));
    }

    /** With the leaf signatures checked on all cores that the machine has to spare. */
    Group joinSideBySide(byte[] welcome, KeyPackageSecrets own) {
        return welcomed(Group.join(welcome, own, null, sideBySide));
    }

    private static Group welcomed(Joined joined) {
        if (joined instanceof Joined.Welcomed welcomed) return welcomed.group();
        throw new IllegalStateException(joined.toString());
    }

    Group committed(Group group, byte[] commit) {
        if (group.receive(commit, terms) instanceof Received.Committed committed) return committed.next();
        throw new IllegalStateException("a good commit was refused");
    }

    Received.Message opened(Group group, byte[] message) {
        if (group.receive(message, terms) instanceof Received.Message opened) return opened;
        throw new IllegalStateException("a good message was refused");
    }

    static byte[] welcomeOf(Pending pending) {
        byte[] welcome = pending.welcome();
        if (welcome == null) throw new IllegalStateException("a commit that adds has a welcome");
        return welcome;
    }
}
