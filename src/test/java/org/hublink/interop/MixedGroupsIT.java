package org.hublink.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random groups of all implementations stay of one mind; {@code ./hub prove interop} does the same at length. */
@Tag("interop")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MixedGroupsIT {
    private static final int STEPS = 80;

    private Peers peers;

    @BeforeAll
    void begin() throws Exception {
        peers = InteropIT.peers();
    }

    @AfterAll
    void end() throws Exception {
        if (peers != null) peers.close();
    }

    @ParameterizedTest(name = "suite {0}")
    @ValueSource(ints = {1, 2, 3, HublinkPeer.X_WING})
    void aRandomGroupOfAllImplementationsStaysOfOneMind(int suite) throws Exception {
        long seed = Long.getLong("interop.seed", 20_261_122L) + suite;
        System.out.println("interop: suite " + suite + ", seed " + seed);
        RandomLife life = new RandomLife(peers, suite, "r" + suite + "-", seed);
        while (life.steps() < STEPS) life.step();
        life.close();
        System.out.println("interop: " + life.counts() + " by " + life.acted() + ", up to " + life.membersMost());
        assertThat(life.counts()).containsKeys("add", "remove", "swap", "refresh", "psk", "talk");
        assertThat(life.membersMost()).isGreaterThan(8);
    }
}
