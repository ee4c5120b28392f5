package org.hublink.primitives;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The few assertions of AssertJ that vector runners need, in Java that also runs in the browser. */
public final class Claim {
    /** Something that is done and may refuse. */
    public interface Act {
        /** Does it. */
        void run() throws Malformed;
    }

    private final @Nullable Object actual;
    private String about = "";

    private Claim(@Nullable Object actual) {
        this.actual = actual;
    }

    public static Claim assertThat(@Nullable Object actual) {
        return new Claim(actual);
    }

    /** The reason is compared, not only that it refuses. */
    public static void assertRefused(String reason, Act act) {
        try {
            act.run();
        } catch (Malformed refused) {
            if (!refused.reason().equals(reason)) throw new AssertionError(refused.reason() + ", not " + reason);
            return;
        }
        throw new AssertionError("not refused, but should be with " + reason);
    }

    public static void assertIllegalArgument(Act act) throws Malformed {
        try {
            act.run();
        } catch (IllegalArgumentException expected) {
            return;
        }
        throw new AssertionError("an argument that is a bug was taken");
    }

    public Claim as(String name) {
        about = name + ": ";
        return this;
    }

    public void isEqualTo(@Nullable Object expected) {
        if (!same(actual, expected)) throw new AssertionError(about + text(actual) + ", not " + text(expected));
    }

    public void isNotEqualTo(@Nullable Object other) {
        if (same(actual, other)) throw new AssertionError(about + "still " + text(actual));
    }

    public void isTrue() {
        isEqualTo(true);
    }

    public void isFalse() {
        isEqualTo(false);
    }

    public Claim isNotNull() {
        if (actual == null) throw new AssertionError(about + "nothing there");
        return this;
    }

    public void isInstanceOf(Class<?> type) {
        if (!type.isInstance(actual)) throw new AssertionError(about + "another kind: " + text(actual));
    }

    public void hasSameSizeAs(List<?> other) {
        if (!(actual instanceof List<?> list) || list.size() != other.size()) {
            throw new AssertionError(about + "another number of items than " + other.size());
        }
    }

    public void containsOnly(int value) {
        if (!(actual instanceof byte[] bytes)) throw new AssertionError(about + "no bytes");
        for (byte b : bytes) {
            if (b != value) throw new AssertionError(about + text(actual));
        }
    }

    private static boolean same(@Nullable Object one, @Nullable Object two) {
        if (one instanceof byte[] a && two instanceof byte[] b) return Arrays.equals(a, b);
        return one == null ? two == null : one.equals(two);
    }

    private static String text(@Nullable Object value) {
        return value instanceof byte[] bytes ? Hex.encode(bytes) : String.valueOf(value);
    }
}
