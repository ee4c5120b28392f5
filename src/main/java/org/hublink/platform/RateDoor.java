package org.hublink.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the limits, by whom a request comes from. */
final class RateDoor {
    /** Officers of one country may share an address: before a session is known, so many times a limit is allowed. */
    private static final int ADDRESS_SHARE = 20;

    private final Limits limits;
    private final MeterRegistry meters;
    private final Callers callers;

    RateDoor(Limits limits, MeterRegistry meters, Callers callers) {
        this.limits = limits;
        this.meters = meters;
        this.callers = callers;
    }

    Future<Void> byAddress(RoutingContext ctx, Limit limit) {
        return taken(limit, limits.take(limit, network(ctx), 1));
    }

    Future<Void> byAddressBeforeSession(RoutingContext ctx, Limit limit) {
        return taken(limit, limits.take(limit, "*" + network(ctx), ADDRESS_SHARE));
    }

    /** The same before there is a request: of a socket to be opened. */
    boolean admits(@Nullable String peer, List<String> forwarded, Limit limit) {
        return limits.take(limit, "*" + callers.network(peer, forwarded), ADDRESS_SHARE) == 0;
    }

    Future<Void> byCaller(Caller caller, Limit limit) {
        return taken(limit, limits.take(limit, caller.kind() + ":" + caller.id(), 1));
    }

    private Future<Void> taken(Limit limit, int seconds) {
        if (seconds == 0) {
            return Future.succeededFuture();
        }
        meters.counter("hublink.limited", "limit", limit.id()).increment();
        return Future.failedFuture(HttpRefusal.later(
                429, "http.too-many-requests", "The limit '" + limit.id() + "' is reached: wait.", seconds));
    }

    private String network(RoutingContext ctx) {
        SocketAddress peer = ctx.request().remoteAddress();
        return callers.network(
                peer == null ? null : peer.hostAddress(),
                ctx.request().headers().getAll("x-forwarded-for"));
    }
}
