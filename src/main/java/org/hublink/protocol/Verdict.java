package org.hublink.protocol;

import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** Trusted with its proof, or refused with its reason; nothing in between (T4). */
public sealed interface Verdict<T> {
    /** It counts. */
    record Trusted<T>(T value, Proof proof) implements Verdict<T> {}

    /**
     * It does not count.
     *
     * @param detail for people; never content of what was refused
     */
    record Refused<T>(Reason reason, String detail) implements Verdict<T> {
        /** The same refusal of what was wanted from it. */
        public <R> Refused<R> as() {
            return new Refused<>(reason, detail);
        }
    }

    static <T> Verdict<T> refused(Reason reason, String detail) {
        return new Refused<>(reason, detail);
    }

    static <T> Verdict<T> refused(Malformed malformed) {
        return new Refused<>(Reason.of(malformed), String.valueOf(malformed.getMessage()));
    }

    /** The value where it is trusted, else null. */
    default @Nullable T valueOrNull() {
        return this instanceof Trusted<T> trusted ? trusted.value() : null;
    }

    /** {@code trusted}, or the reason's code: what vectors and views say. */
    default String code() {
        return this instanceof Refused<T> refused ? refused.reason().code() : "trusted";
    }
}
