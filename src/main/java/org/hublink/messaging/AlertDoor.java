package org.hublink.messaging;

import io.vertx.core.Future;

/** A way to call somebody outside. */
interface AlertDoor {
    /** What every door says when it went well. */
    String RUNG = "rung";

    /** Calls once; {@link #RUNG}, or a code of what went wrong. The Future does not fail. */
    Future<String> call(Alert alert, String target);

    Future<Void> close();
}
