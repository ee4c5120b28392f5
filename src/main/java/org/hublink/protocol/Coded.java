package org.hublink.protocol;

import org.jspecify.annotations.Nullable;

/** A value of a closed list: its code stands on the wire, its name in eight languages in the reference labels. */
public interface Coded {
    /** Stable and in kebab-case. */
    String code();

    /** The value of a code; null if the list has none. */
    static <E extends Coded> @Nullable E find(E[] all, String code) {
        for (E value : all) {
            if (value.code().equals(code)) {
                return value;
            }
        }
        return null;
    }
}
