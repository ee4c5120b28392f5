package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Randomness;
import org.hublink.primitives.Utf8;

/** Clients in one process, with randomness of a printed seed. */
final class Parties {
    static final int PRODUCT_SUITE = 0xF053;
    static final long NOW = 1_800_000_000L;
    static final byte[] PSK_ID = {7, 7};
    static final byte[] PSK = Utf8.encode("a pre-shared key of some length....");
    static final Suites SUITES = Suites.of(
            CipherSuite.X25519_AES128,
            CipherSuite.P256_AES128,
            CipherSuite.X25519_CHACHA20,
            CipherSuite.xWing(PRODUCT_SUITE));
    static final Policy POLICY = Policy.strict(SUITES);
    static final Terms TERMS = new Terms(
            POLICY, (occasion, member, before, data) -> null, id -> Bytes.equal(id, PSK_ID) ? PSK.clone() : null, NOW);

    private final Random random;
    final CipherSuite suite;

    Parties(CipherSuite suite, long seed) {
        this.suite = suite;
        this.random = new Random(seed);
    }

    static Stream<CipherSuite> suites() {
        return Stream.of(
                CipherSuite.X25519_AES128,
                CipherSuite.P256_AES128,
                CipherSuite.X25519_CHACHA20,
                CipherSuite.xWing(PRODUCT_SUITE));
    }

    Randomness randomness() {
        return n -> {
            byte[] out = new byte[n];
            random.nextBytes(out);
            return out;
        };
    }

    Random random() {
        return random;
    }

    Capabilities capabilities(int... extensions) {
        return new Capabilities(new int[] {1}, new int[] {suite.number()}, extensions, new int[0], new int[] {1});
    }

    KeyPackageSecrets keyPackage(String name) {
        return keyPackage(name, NOW - 10, NOW + 1000);
    }

    KeyPackageSecrets keyPackage(String name, long notBefore, long notAfter) {
        byte[] key = randomness().bytes(32);
        key[0] &= 0x7f;
        return KeyPackageSecrets.make(
                suite,
                Credential.basic(Utf8.encode(name)),
                key,
                capabilities(0xff00, 0xff01),
                List.of(new Extension(0xff00, Utf8.encode("leaf of " + name))),
                notBefore,
                notAfter,
                randomness());
    }

    Group create(String name) {
        Joined joined = Group.create(Utf8.encode("group"), keyPackage(name), List.of(), TERMS, randomness());
        return welcomed(joined);
    }

    static Group welcomed(Joined joined) {
        assertThat(joined).isInstanceOf(Joined.Welcomed.class);
        return ((Joined.Welcomed) joined).group();
    }

    Committing.Prepared prepare(Group group, CommitPlan plan) {
        Committing made = group.commit(plan, TERMS, randomness());
        assertThat(made).isInstanceOf(Committing.Prepared.class);
        return (Committing.Prepared) made;
    }

    /** Everybody's groups after the first of them added the newcomers. */
    List<Group> grow(List<Group> groups, String... names) {
        List<KeyPackageSecrets> newcomers = new ArrayList<>();
        CommitPlan plan = new CommitPlan();
        for (String name : names) {
            KeyPackageSecrets keys = keyPackage(name);
            newcomers.add(keys);
            plan.add(keys.message());
        }
        Committing.Prepared made = prepare(groups.get(0), plan);
        List<Group> out = spread(groups, made);
        for (KeyPackageSecrets newcomer : newcomers) {
            out.add(welcomed(Group.join(made.pending().welcome(), newcomer, null, TERMS)));
        }
        agreed(out);
        return out;
    }

    /** The committer's group (first) accepts, the others receive. */
    List<Group> spread(List<Group> groups, Committing.Prepared made) {
        List<Group> out = new ArrayList<>();
        out.add(made.pending().accepted(made.next(), POLICY));
        for (Group other : groups.subList(1, groups.size())) {
            out.add(committed(other.receive(made.pending().commit(), TERMS)).next());
        }
        return out;
    }

    List<Group> groupOf(int members) {
        String[] names = new String[members - 1];
        for (int i = 0; i < names.length; i++) {
            names[i] = "member " + (i + 1);
        }
        return grow(List.of(create("member 0")), names);
    }

    static Received.Committed committed(Received received) {
        assertThat(received).isInstanceOf(Received.Committed.class);
        return (Received.Committed) received;
    }

    static Received.Message message(Received received) {
        assertThat(received).isInstanceOf(Received.Message.class);
        return (Received.Message) received;
    }

    static void agreed(List<Group> groups) {
        for (Group group : groups) {
            assertThat(group.epochAuthenticator()).isEqualTo(groups.get(0).epochAuthenticator());
            assertThat(group.epoch().tree().rootHash())
                    .isEqualTo(groups.get(0).epoch().tree().rootHash());
        }
    }

    static void refused(Received received, String reason) {
        assertThat(received).isEqualTo(new Received.Refused(reason));
    }
}
