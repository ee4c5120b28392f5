package org.hublink.officers;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.platform.Api;

/** HTTP edge of the room. Decides nothing. */
final class OfficersRoutes {
    static final String CONTRACT = "openapi/officers.yaml";

    private final SessionRoutes sessions;
    private final EnrolmentRoutes enrolment;
    private final PendingRoutes pending;

    OfficersRoutes(SessionRoutes sessions, EnrolmentRoutes enrolment, PendingRoutes pending) {
        this.sessions = sessions;
        this.enrolment = enrolment;
        this.pending = pending;
    }

    Future<Void> mount(Api api) {
        Map<String, Handler<RoutingContext>> handlers = new LinkedHashMap<>();
        handlers.putAll(sessions.handlers());
        handlers.putAll(enrolment.handlers());
        handlers.putAll(pending.handlers());
        return api.mount(CONTRACT, handlers);
    }
}
