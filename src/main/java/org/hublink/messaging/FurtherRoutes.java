package org.hublink.messaging;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Operations of the room's contract whose edge is a class of its own. */
interface FurtherRoutes {
    Map<String, Handler<RoutingContext>> handlers();
}
