package org.hublink.platform;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;

/** The headers that every response carries, and the one header that every request must: the right host. */
final class Headers implements Handler<RoutingContext> {
    static final String CSP = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
    private static final String HSTS = "max-age=63072000; includeSubDomains";

    private final boolean tls;
    private final Set<String> hosts;

    /** @param hosts names that this server answers to: others reach it by a name that an attacker chose (DNS rebinding) */
    Headers(boolean tls, Set<String> hosts) {
        this.tls = tls;
        this.hosts = Set.copyOf(hosts);
    }

    @Override
    public void handle(RoutingContext ctx) {
        MultiMap headers = ctx.response().headers();
        headers.set("content-security-policy", CSP)
                .set("x-content-type-options", "nosniff")
                .set("x-frame-options", "DENY")
                .set("referrer-policy", "no-referrer")
                .set("cross-origin-opener-policy", "same-origin")
                .set("cross-origin-resource-policy", "same-origin")
                .set("cross-origin-embedder-policy", "require-corp")
                .set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
                .set("cache-control", "no-store");
        if (tls) {
            headers.set("strict-transport-security", HSTS);
        }
        HostAndPort authority = ctx.request().authority();
        if (authority == null || !hosts.contains(authority.host().toLowerCase(Locale.ROOT))) {
            Web.send(ctx, Answer.refused(421, "http.wrong-host", "This server does not answer to that host name."));
        } else {
            ctx.next();
        }
    }
}
