package org.hublink.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LimitsTest {
    private final AtomicLong now = new AtomicLong(1);
    private final Limits limits = new Limits(Map.of(Limit.SIGN_IN, new Limits.Rate(60, 3)), now::get);

    @Test
    void aBurstIsTakenThenOneASecond() {
        for (int i = 0; i < 3; i++) {
            assertThat(limits.take(Limit.SIGN_IN, "a", 1)).isZero();
        }
        assertThat(limits.take(Limit.SIGN_IN, "a", 1)).isEqualTo(1);
        now.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(limits.take(Limit.SIGN_IN, "a", 1)).isEqualTo(1);
        now.addAndGet(Duration.ofMillis(2).toNanos());
        assertThat(limits.take(Limit.SIGN_IN, "a", 1)).isZero();
    }

    @Test
    void callersAndLimitsDoNotShareABucket() {
        for (int i = 0; i < 3; i++) {
            assertThat(limits.take(Limit.SIGN_IN, "a", 1)).isZero();
        }
        assertThat(limits.take(Limit.SIGN_IN, "b", 1)).isZero();
        assertThat(limits.take(Limit.READ, "a", 1)).isZero();
    }

    @Test
    void anAddressThatManyShareHasAsManyTimesMore() {
        int taken = 0;
        while (limits.take(Limit.SIGN_IN, "*a", 20) == 0) {
            taken++;
        }
        assertThat(taken).isEqualTo(60);
    }

    @Test
    void tidyingForgetsOnlyWhoHasAFullBucket() {
        for (int i = 0; i < 3; i++) {
            assertThat(limits.take(Limit.SIGN_IN, "a", 1)).isZero();
        }
        limits.tidy();
        assertThat(limits.take(Limit.SIGN_IN, "a", 1)).isPositive();
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        limits.tidy();
        for (int i = 0; i < 3; i++) {
            assertThat(limits.take(Limit.SIGN_IN, "a", 1)).isZero();
        }
    }

    @Test
    void everyCallerBeyondTheBoundPushesTheOldestOut() {
        assertThat(limits.take(Limit.SIGN_IN, "first", 1)).isZero();
        for (int i = 0; i < Limits.CALLERS_MAX; i++) {
            assertThat(limits.take(Limit.SIGN_IN, "caller " + i, 1)).isZero();
        }
        for (int i = 0; i < 3; i++) {
            assertThat(limits.take(Limit.SIGN_IN, "first", 1)).isZero();
        }
    }
}
