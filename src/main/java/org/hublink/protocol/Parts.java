package org.hublink.protocol;

import org.jspecify.annotations.Nullable;

/** Where parts of logged statements come from. Not trusted: each part is compared with its digest in the header. */
@FunctionalInterface
public interface Parts {
    /** Nothing at hand. */
    Parts NONE = (statement, n) -> null;

    /** Part {@code n} (from 0) of the statement, or null if it is not at hand. */
    @Nullable
    Part part(LoggedStatement statement, int n);
}
