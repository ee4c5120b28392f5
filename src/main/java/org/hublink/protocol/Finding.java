package org.hublink.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a leaf fared in its own place in the log, whatever came after it.
 *
 * @param reason null if it counts
 * @param persons whose signatures it carries; empty if it does not count
 */
record Finding(@Nullable Reason reason, String detail, List<String> persons) {
    static Finding counts(List<String> persons) {
        return new Finding(null, "", List.copyOf(persons));
    }

    static Finding refused(Reason reason, String detail) {
        return new Finding(reason, detail, List.of());
    }

    boolean counts() {
        return reason == null;
    }

    /** The refusal of a leaf that does not count. */
    <T> Verdict<T> refusal() {
        return Verdict.refused(reason == null ? Reason.NOT_LOGGED : reason, detail);
    }
}
