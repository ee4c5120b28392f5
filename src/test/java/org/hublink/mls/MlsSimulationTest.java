package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.mls.Parties.POLICY;
import static org.hublink.mls.Parties.TERMS;
import static org.hublink.mls.Parties.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Groups that live at random: whoever is in agrees after every step, whoever was removed knows it. */
@Tag("unit")
class MlsSimulationTest {
    private static final int STEPS = 100;
    private static final int MEMBERS_MAX = 17;

    @ParameterizedTest
    @MethodSource("org.hublink.mls.Parties#suites")
    void aRandomGroupStaysOfOneMind(CipherSuite suite) throws Malformed {
        long seed = Long.getLong("mls.seed", 20_261_122L + suite.number());
        System.out.println("suite " + suite.number() + " seed " + seed);
        Parties parties = new Parties(suite, seed);
        Random random = parties.random();
        List<Group> groups = new ArrayList<>(List.of(parties.create("founder")));
        int names = 0;
        for (int step = 0; step < STEPS; step++) {
            // The one who acts stands first.
            groups.add(0, groups.remove(random.nextInt(groups.size())));
            int act = random.nextInt(10);
            if (groups.size() < 2 || (act < 3 && groups.size() < MEMBERS_MAX)) {
                groups = grow(parties, groups, "m" + names++, random);
            } else if (act < 5) {
                groups = shrink(parties, groups, random);
            } else if (act < 6) {
                groups = parties.spread(groups, parties.prepare(groups.get(0), new CommitPlan()));
            } else if (act < 7) {
                CommitPlan plan = new CommitPlan().externalPsk(Parties.PSK_ID).inTheClear();
                groups = parties.spread(groups, parties.prepare(groups.get(0), plan));
            } else {
                groups = talk(parties, groups, random);
            }
            Parties.agreed(groups);
            int stored = random.nextInt(groups.size());
            Group one = groups.get(stored);
            groups.set(stored, GroupState.restore(GroupState.epoch(one), GroupState.ratchets(one), POLICY));
        }
    }

    private static List<Group> grow(Parties parties, List<Group> groups, String name, Random random) {
        if (random.nextBoolean()) {
            return parties.grow(groups, name, name + "'");
        }
        KeyPackageSecrets keys = parties.keyPackage(name);
        CommitPlan plan = new CommitPlan().add(keys.message());
        Committing.Prepared made = parties.prepare(groups.get(0), random.nextBoolean() ? plan : plan.withoutPath());
        List<Group> out = parties.spread(groups, made);
        out.add(Parties.welcomed(Group.join(made.pending().welcome(), keys, null, TERMS)));
        return out;
    }

    private static List<Group> shrink(Parties parties, List<Group> groups, Random random) {
        int victim = 1 + random.nextInt(groups.size() - 1);
        KeyPackageSecrets keys = parties.keyPackage("swap");
        CommitPlan plan = new CommitPlan().remove(groups.get(victim).ownLeaf());
        boolean swap = random.nextBoolean();
        Committing.Prepared made = parties.prepare(groups.get(0), swap ? plan.add(keys.message()) : plan);
        Group removed = groups.remove(victim);
        assertThat(removed.receive(made.pending().commit(), TERMS)).isInstanceOf(Received.Removed.class);
        List<Group> out = parties.spread(groups, made);
        if (swap) {
            out.add(Parties.welcomed(Group.join(made.pending().welcome(), keys, null, TERMS)));
        }
        return out;
    }

    private static List<Group> talk(Parties parties, List<Group> groups, Random random) {
        byte[] text = parties.randomness().bytes(random.nextInt(300));
        Group.Sent sent = groups.get(0).seal(text, new byte[] {1}, random.nextInt(64), parties.randomness());
        List<Group> out = new ArrayList<>(List.of(sent.next()));
        for (Group other : groups.subList(1, groups.size())) {
            Received.Message got = message(other.receive(sent.message(), TERMS));
            assertThat(got.data()).isEqualTo(text);
            out.add(got.next());
        }
        return out;
    }
}
