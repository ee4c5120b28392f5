package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.hublink.mls.Parties.NOW;
import static org.hublink.mls.Parties.POLICY;
import static org.hublink.mls.Parties.TERMS;
import static org.hublink.mls.Parties.committed;
import static org.hublink.mls.Parties.refused;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** External commits: a newcomer lets himself in, where the policy says so and nowhere else. */
@Tag("unit")
class EntryTest {
    private static final Policy OPEN = new Policy(Parties.SUITES, 1000, 32, 0, true, true);
    private static final Terms OPENLY = new Terms(OPEN, TERMS.check(), TERMS.psks(), NOW);

    private static Pending entering(Entering entering) {
        assertThat(entering).isInstanceOf(Entering.Prepared.class);
        return ((Entering.Prepared) entering).pending();
    }

    @ParameterizedTest
    @MethodSource("org.hublink.mls.Parties#suites")
    void aNewcomerComesInByItselfAndIsOneOfThem(CipherSuite suite) {
        Parties parties = new Parties(suite, 51);
        List<Group> groups = parties.groupOf(3);
        byte[] info = groups.get(1).groupInfo(true, true);
        CommitPlan plan = new CommitPlan().externalPsk(Parties.PSK_ID).authenticatedData(new byte[] {8});
        Pending pending =
                entering(Group.enter(info, parties.keyPackage("newcomer"), null, plan, OPENLY, parties.randomness()));
        List<Group> after = new ArrayList<>();
        for (Group group : groups) {
            Received.Committed seen = committed(group.receive(pending.commit(), OPENLY));
            assertThat(seen.committer()).isEqualTo(3);
            assertThat(seen.authenticatedData()).containsExactly(8);
            after.add(seen.next());
        }
        after.add(0, pending.entered(OPEN));
        assertThatIllegalStateException().isThrownBy(() -> pending.entered(OPEN));
        Parties.agreed(after);
        Parties.agreed(parties.spread(after, parties.prepare(after.get(0), new CommitPlan())));
    }

    @Test
    void anOldLeafOfOnesOwnIsReplaced() {
        Parties parties = new Parties(CipherSuite.X25519_AES128, 52);
        List<Group> groups = parties.groupOf(4);
        byte[] tree = groups.get(0).epoch().tree().encode();
        byte[] info = groups.get(0).groupInfo(false, true);
        KeyPackageSecrets again = parties.keyPackage("member 1");
        Pending pending =
                entering(Group.enter(info, again, tree, new CommitPlan().remove(1), OPENLY, parties.randomness()));
        List<String> judged = new ArrayList<>();
        Terms asking = new Terms(
                OPEN,
                (occasion, member, before, data) -> {
                    judged.add(occasion + " " + (before == null ? null : before.leaf()));
                    return null;
                },
                PskStore.none(),
                NOW);
        assertThat(groups.get(1).receive(pending.commit(), OPENLY)).isInstanceOf(Received.Removed.class);
        Received.Committed seen = committed(groups.get(2).receive(pending.commit(), asking));
        assertThat(seen.removed()).containsExactly(1);
        assertThat(seen.committer()).isEqualTo(1);
        assertThat(judged).containsExactly("COMMIT 1");
        Parties.agreed(List.of(pending.entered(OPEN), seen.next()));
    }

    @Test
    void thePolicyAndTheGroupInfoDecide() {
        Parties parties = new Parties(CipherSuite.X25519_AES128, 53);
        List<Group> groups = parties.groupOf(2);
        Group inside = groups.get(0);
        byte[] info = inside.groupInfo(true, true);
        CommitPlan plan = new CommitPlan();
        assertRefused(parties, info, plan, TERMS, "external-commit");
        assertRefused(parties, inside.groupInfo(true, false), plan, OPENLY, "external-key-missing");
        assertRefused(parties, inside.groupInfo(false, true), plan, OPENLY, "tree-missing");
        assertRefused(parties, new byte[0], plan, OPENLY, "truncated");
        assertRefused(parties, parties.keyPackage("x").message(), plan, OPENLY, "not-a-group-info");
        assertRefused(
                parties,
                info,
                new CommitPlan().add(parties.keyPackage("y").message()),
                OPENLY,
                "proposal-in-external-commit");
        assertRefused(parties, info, new CommitPlan().remove(0).remove(1), OPENLY, "external-init");
        byte[] forged = info.clone();
        forged[forged.length - 1] ^= 1;
        assertRefused(parties, forged, plan, OPENLY, "group-info-signature");
        Terms refusing = new Terms(OPEN, (o, m, b, d) -> "not-listed", PskStore.none(), NOW);
        assertRefused(parties, info, plan, refusing, "not-listed");
        Pending pending =
                entering(Group.enter(info, parties.keyPackage("z"), null, plan, OPENLY, parties.randomness()));
        refused(groups.get(1).receive(pending.commit(), TERMS), "external-commit");
        Parties.welcomed(new Joined.Welcomed(pending.entered(POLICY)));
    }

    private static void assertRefused(Parties parties, byte[] info, CommitPlan plan, Terms terms, String reason) {
        assertThat(Group.enter(info, parties.keyPackage("z"), null, plan, terms, parties.randomness()))
                .isEqualTo(new Entering.Refused(reason));
    }
}
