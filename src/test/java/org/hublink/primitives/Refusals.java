package org.hublink.primitives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that a decoder refuses, and why. */
public final class Refusals {
    private Refusals() {}

    public static void assertRefused(String reason, ThrowingCallable act) {
        Malformed refusal = catchThrowableOfType(Malformed.class, act);
        assertThat(refusal).as("refused with %s", reason).isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
    }
}
