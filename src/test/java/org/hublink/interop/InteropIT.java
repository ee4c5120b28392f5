package org.hublink.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Our MLS beside each foreign one, operation by operation, each side founding the group. */
@Tag("interop")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InteropIT {
    private static final int MEMBERS_MAX = 17;

    private Peers peers;
    private int groups;

    /** Foreign members; without the packages the test is left out with the reason, in CI it fails. */
    static Peers peers() throws Exception {
        try {
            Peers peers = Peers.start();
            System.out.println("interop: " + peers.words());
            return peers;
        } catch (NodePackages.Missing reason) {
            System.out.println(reason.getMessage());
            if ("true".equals(System.getenv("CI"))) throw reason;
            Assumptions.abort(reason.getMessage());
            throw reason;
        }
    }

    static Stream<Arguments> pairs() {
        List<Arguments> out = new ArrayList<>();
        for (Maker foreign : List.of(Maker.TS_MLS, Maker.BCMLS)) {
            for (int suite : new int[] {1, 2, 3, HublinkPeer.X_WING}) {
                if (!Peers.knows(foreign, suite)) continue;
                out.add(arguments(foreign, Maker.HUBLINK, suite));
                out.add(arguments(Maker.HUBLINK, foreign, suite));
            }
        }
        return out.stream();
    }

    @BeforeAll
    void begin() throws Exception {
        peers = peers();
    }

    @AfterAll
    void end() throws Exception {
        if (peers != null) peers.close();
    }

    private MixedGroup group(int suite) {
        int number = groups++;
        return new MixedGroup(peers, suite, "p" + number + "-", new SplittableRandom(number));
    }

    private static Change refresh(MixedGroup group) {
        return Change.refresh(Framing.random(group.random()));
    }

    @ParameterizedTest(name = "{0} founds, {1} joins, suite {2}")
    @MethodSource("pairs")
    void everyOperationOfEitherSideIsTakenByTheOther(Maker founding, Maker joining, int suite) throws Exception {
        MixedGroup group = group(suite);
        Peer first = group.found(founding);
        Peer second =
                group.change(first, refresh(group), List.of(joining), List.of()).get(0);
        group.sayAll();
        for (Peer by : List.of(first, second)) {
            group.change(by, refresh(group));
            group.change(by, Change.refresh(Framing.PLAIN));
            group.sayAll();
            group.change(by, refresh(group).withPsk());
            group.sayAll();
            Maker newcomer = by.maker() == Maker.HUBLINK ? first.maker() : Maker.HUBLINK;
            Peer third = group.change(by, refresh(group).withPsk(), List.of(newcomer), List.of())
                    .get(0);
            group.sayAll();
            group.change(by, refresh(group), List.of(), List.of(third));
            group.sayAll();
        }
        assertThat(group.members()).containsExactly(first, second);
        group.close();
    }

    @ParameterizedTest(name = "{0} and {1}, suite {2}")
    @CsvSource({"TS_MLS, HUBLINK, 1", "HUBLINK, TS_MLS, 83", "BCMLS, HUBLINK, 2", "HUBLINK, BCMLS, 3"})
    void aGroupGrowsToSeventeenAndShrinksAgain(Maker one, Maker other, int suite) throws Exception {
        MixedGroup group = group(suite);
        group.found(one);
        for (int size = 1; size < MEMBERS_MAX; size += 2) {
            // The newest member is of the founder's kind; next time the first one's commit comes between.
            Peer by = group.members().get(size - 1);
            group.change(by, refresh(group), List.of(other, one), List.of());
            group.change(group.members().get(0), refresh(group));
        }
        assertThat(group.members()).hasSize(MEMBERS_MAX);
        group.sayAll();
        while (group.members().size() > 3) {
            List<Peer> members = group.members();
            Peer by = members.get(group.random().nextInt(2));
            group.change(by, refresh(group), List.of(), List.of(members.get(2), members.get(members.size() - 1)));
        }
        group.sayAll();
        group.close();
    }

    @ParameterizedTest(name = "{0} and {1}, suite {2}")
    @MethodSource("pairs")
    void aCommitWithoutPathIsTakenAsOneWith(Maker by, Maker other, int suite) throws Exception {
        MixedGroup group = group(suite);
        Peer first = group.found(by);
        group.change(first, refresh(group), List.of(other, Maker.HUBLINK), List.of());
        for (Peer member : group.members()) {
            group.change(member, refresh(group).withoutPath().withPsk());
            group.change(member, refresh(group).withoutPath(), List.of(Maker.HUBLINK), List.of());
            group.sayAll();
        }
        for (Peer member : group.members()) group.change(member, refresh(group));
        group.sayAll();
        group.close();
    }

    @ParameterizedTest(name = "{0} and {1}, suite {2}")
    @MethodSource("pairs")
    void proposalsByThemselvesAreCommittedByTheOther(Maker by, Maker other, int suite) throws Exception {
        MixedGroup group = group(suite);
        Peer first = group.found(by);
        group.change(first, refresh(group), List.of(other, Maker.HUBLINK), List.of());
        Peer foreign = group.members().get(first.maker() == Maker.HUBLINK ? 1 : 0);
        Peer ours = group.members().get(first.maker() == Maker.HUBLINK ? 0 : 1);
        group.propose(foreign, new Peer.Wish.Psk(), ours, List.of(), List.of());
        Peer newcomer = group.fresh(foreign.maker());
        group.propose(foreign, new Peer.Wish.Add(newcomer.keyPackage()), ours, List.of(newcomer), List.of());
        group.sayAll();
        group.propose(foreign, new Peer.Wish.Psk(), newcomer, List.of(), List.of());
        // Of ours: bcmls takes no proposal that removes itself.
        Peer third = group.members().get(2);
        Peer.Wish remove = new Peer.Wish.Remove(group.leafOf(third));
        group.propose(foreign, remove, ours, List.of(), List.of(third));
        if (foreign.maker() == Maker.BCMLS) {
            group.propose(foreign, new Peer.Wish.Update(), ours, List.of(), List.of());
            group.change(foreign, refresh(group));
        }
        group.sayAll();
        group.close();
    }

    @Test
    void anExtensionOfTheGroupThatWeSetIsTaken() throws Exception {
        MixedGroup group = group(HublinkPeer.X_WING);
        Peer ours = group.found(Maker.HUBLINK);
        group.change(ours, refresh(group), List.of(Maker.TS_MLS, Maker.TS_MLS), List.of());
        group.change(ours, refresh(group).withGroupExtension());
        group.change(group.members().get(1), refresh(group), List.of(Maker.HUBLINK), List.of());
        group.sayAll();
        group.close();
    }

    @Test
    void oursAloneLiveOnWhereTheLeftHalfOfTheTreeIsBlank() throws Exception {
        for (int suite : RandomLife.SUITES) {
            MixedGroup group = group(suite);
            Peer first = group.found(Maker.HUBLINK);
            Maker ours = Maker.HUBLINK;
            group.change(first, refresh(group), List.of(ours, ours, ours), List.of());
            List<Peer> left = group.members().subList(0, 2);
            assertThat(group.leftHalfWithout(left)).isFalse();
            group.change(group.members().get(3), refresh(group), List.of(), left);
            for (Peer member : group.members()) group.change(member, refresh(group));
            group.sayAll();
            group.change(group.members().get(0), refresh(group), List.of(ours), List.of());
            group.sayAll();
        }
    }
}
