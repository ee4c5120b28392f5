package org.hublink.forum;

import io.vertx.core.Future;

/** The forum as other rooms see it. */
public interface Forum {
    /** Ends what listens. */
    Future<Void> close();
}
