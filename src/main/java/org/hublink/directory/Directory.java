package org.hublink.directory;

import io.vertx.core.Future;

/** The directory as other rooms see it. */
public interface Directory {
    /** Completes when what was logged so far is derived and can be searched. */
    Future<Void> caughtUp();
}
