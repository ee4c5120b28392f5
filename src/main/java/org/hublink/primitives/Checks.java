package org.hublink.primitives;

import java.util.List;

/**
 * Runs checks that do not depend on each other. The core has no threads; a home that has some may let them share the
 * work. It answers the same either way.
 */
public interface Checks {
    /** One of them. It reads what nobody changes meanwhile, and has no effect. */
    interface Check {
        boolean holds();
    }

    /** Whether every one holds. After one that does not, others may be left out. */
    boolean all(List<? extends Check> checks);

    /** One after the other, by the caller itself. */
    static Checks inOrder() {
        return checks -> {
            for (Check check : checks) {
                if (!check.holds()) {
                    return false;
                }
            }
            return true;
        };
    }
}
