package org.hublink.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

/** Asks the limits, by whom a request comes from. */
final class RateDoor {
    /** Officers of one country may share an address: before a session is known, so many times a limit is allowed. */
    private static final int ADDRESS_SHARE = 20;

    private final Limits limits;
    private final MeterRegistry meters;

    RateDoor(Limits limits, MeterRegistry meters) {
        this.limits = limits;
        this.meters = meters;
    }

    Future<Void> byAddress(RoutingContext ctx, Limit limit) {
        return taken(limit, limits.take(limit, network(ctx.request().remoteAddress()), 1));
    }

    Future<Void> byAddressBeforeSession(RoutingContext ctx, Limit limit) {
        return taken(limit, limits.take(limit, "*" + network(ctx.request().remoteAddress()), ADDRESS_SHARE));
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

    /** The address itself; of IPv6 the first 64 bits, which one household has whole. */
    static String network(SocketAddress address) {
        String host = String.valueOf(address.hostAddress());
        if (host.indexOf(':') < 0) {
            return host;
        }
        String[] groups = host.split(":", -1);
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < Math.min(4, groups.length); i++) {
            network.append(groups[i]).append(':');
        }
        return network.toString();
    }
}
