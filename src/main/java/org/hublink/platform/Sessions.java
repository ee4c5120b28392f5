package org.hublink.platform;

import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Finds the session of a request: a bearer token of a program, or the cookie of a browser on our own pages. */
final class Sessions {
    static final String COOKIE = "__Host-hublink";
    private static final String BEARER = "Bearer ";
    private static final int TOKEN_CHARS_MAX = 128;

    private final String origin;
    private @Nullable SessionDoor door;

    Sessions(String origin) {
        this.origin = origin;
    }

    void door(SessionDoor opened) {
        this.door = opened;
    }

    boolean open() {
        return door != null;
    }

    /** Null = no such session, expired or revoked. */
    Future<@Nullable Caller> caller(String token) {
        SessionDoor asked = door;
        return asked == null ? Future.failedFuture(new IllegalStateException("no session door")) : asked.caller(token);
    }

    /** Leaves caller and token in {@code ctx}, or refuses. */
    Future<Caller> enter(RoutingContext ctx) {
        SessionDoor asked = door;
        if (asked == null) {
            return Future.failedFuture(new IllegalStateException("no session door"));
        }
        return token(ctx.request())
                .compose(token -> asked.caller(token).compose(caller -> {
                    if (caller == null) {
                        return Future.failedFuture(HttpRefusal.of(
                                401, "http.session-unknown", "The session is unknown or over: sign in again."));
                    }
                    ctx.put(ValidCall.CALLER, caller).put(ValidCall.TOKEN, token);
                    return Future.succeededFuture(caller);
                }));
    }

    private Future<String> token(HttpServerRequest request) {
        String header = request.getHeader("authorization");
        if (header != null && header.startsWith(BEARER)) {
            return bounded(header.substring(BEARER.length()).strip());
        }
        Cookie cookie = request.getCookie(COOKIE);
        if (cookie == null) {
            return Future.failedFuture(
                    HttpRefusal.of(401, "http.session-missing", "This needs a session: sign in first."));
        }
        // A cookie is sent by the browser whoever asks it to; only our own pages may change anything with it.
        boolean reads = HttpMethod.GET.equals(request.method());
        if (!reads && !origin.equals(request.getHeader("origin"))) {
            return Future.failedFuture(HttpRefusal.of(403, "http.cross-site", "Another site asked for this."));
        }
        return bounded(cookie.getValue());
    }

    private static Future<String> bounded(String token) {
        return token.isEmpty() || token.length() > TOKEN_CHARS_MAX
                ? Future.failedFuture(HttpRefusal.of(401, "http.session-unknown", "That is no session token."))
                : Future.succeededFuture(token);
    }
}
