package org.hublink.mls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hublink.mls.Parties.SUITES;
import static org.hublink.primitives.Refusals.assertRefused;

import org.hublink.primitives.Malformed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bounds that a caller sets, and how far they may be set. */
@Tag("unit")
class PolicyTest {
    private static void wrong(Runnable make) {
        assertThatThrownBy(make::run).isInstanceOf(IllegalArgumentException.class);
    }

    private static Policy policy(int ahead, int kept, int resumptions, long lifetime, int past) {
        return new Policy(SUITES, ahead, kept, resumptions, false, true, lifetime, past, true);
    }

    @Test
    void boundsAreBounded() {
        assertThat(policy(100_000, 10_000, 0, 0, 16).window()).isEqualTo(new SecretTree.Window(100_000, 10_000));
        assertThat(policy(0, 0, 0, 0, 0).window()).isEqualTo(new SecretTree.Window(0, 0));
        wrong(() -> policy(100_001, 0, 0, 0, 0));
        wrong(() -> policy(-1, 0, 0, 0, 0));
        wrong(() -> policy(0, 10_001, 0, 0, 0));
        wrong(() -> policy(0, -1, 0, 0, 0));
        wrong(() -> policy(0, 0, -1, 0, 0));
        wrong(() -> policy(0, 0, 0, -1, 0));
        wrong(() -> policy(0, 0, 0, 0, -1));
        wrong(() -> policy(0, 0, 0, 0, 17));
    }

    @Test
    void theStrictPolicyIsWhatItSays() {
        Policy strict = Policy.strict(SUITES);
        assertThat(strict.suites()).isSameAs(SUITES);
        assertThat(strict.window()).isEqualTo(new SecretTree.Window(1000, 32));
        assertThat(strict.resumptionsMax()).isZero();
        assertThat(strict.externalCommits()).isFalse();
        assertThat(strict.lifetimes()).isTrue();
        assertThat(strict.pastEpochsMax()).isZero();
        assertThat(strict.lifetimeMaxSeconds()).isEqualTo(Long.MAX_VALUE);
        assertThat(strict.proposalsAlone()).isTrue();
        assertThat(strict.withLifetimeMax(5).lifetimeMaxSeconds()).isEqualTo(5);
        assertThat(strict.withPastEpochs(2).pastEpochsMax()).isEqualTo(2);
    }

    @Test
    void suitesAreFoundByTheirNumbers() throws Malformed {
        assertThat(Suites.standard().suite(1)).isSameAs(CipherSuite.X25519_AES128);
        assertThat(Suites.standard().suite(2)).isSameAs(CipherSuite.P256_AES128);
        assertThat(Suites.standard().suite(3)).isSameAs(CipherSuite.X25519_CHACHA20);
        assertRefused("suite-unknown", () -> Suites.standard().suite(4));
        wrong(() -> Suites.of(CipherSuite.X25519_AES128, CipherSuite.xWing(1)));
        assertThat(CipherSuite.xWing(1).number()).isEqualTo(1);
        assertThat(CipherSuite.xWing(0xffff).number()).isEqualTo(0xffff);
        wrong(() -> CipherSuite.xWing(0));
        wrong(() -> CipherSuite.xWing(0x10000));
    }
}
