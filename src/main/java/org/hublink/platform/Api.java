package org.hublink.platform;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where rooms hang their routes. What does not fit a room's OpenAPI 3.1 contract ({@code openapi/<room>.yaml} among the
 * resources) never reaches a handler; an operation without a handler, or a handler without an operation, stops the start.
 *
 * <p>Each operation names its rate limit ({@code x-limit}: an id of {@link Limit}) and, if it takes a body, the body's bound
 * ({@code x-body-bytes-max}). An operation with {@code security: [{session: []}]} is reached with a session only, and with
 * {@code x-role: operator} beside it only by a caller who has that role.
 */
public interface Api {
    /**
     * Mounts one contract.
     *
     * @param contract resource path, such as {@code openapi/directory.yaml}
     * @param handlers by operationId; each ends in {@link Web#reply}
     */
    Future<Void> mount(String contract, Map<String, Handler<RoutingContext>> handlers);

    /**
     * GET and HEAD routes for plain bytes whose paths a contract cannot say: bounded, limited and headed like the rest.
     *
     * @param path of Vert.x Web, such as {@code /log/tile/*}
     */
    void plain(String path, Limit limit, Handler<RoutingContext> handler);

    /**
     * A path for WebSockets of whoever has a session.
     *
     * @param path such as {@code /api/v1/stream}
     * @param opened is given each one, on its own event loop, before anything is read from it
     */
    void stream(String path, Consumer<Stream> opened);

    /** Tells who is behind a session token; the room of the officers calls it once while it opens. */
    void sessions(SessionDoor door);

    /** The caller of an operation that asks for a session. */
    static Caller caller(RoutingContext ctx) {
        Caller caller = ctx.get(ValidCall.CALLER);
        if (caller == null) {
            throw new IllegalStateException("the contract asks for no session");
        }
        return caller;
    }

    /** The session token of a call that asks for a session, for ending it. */
    static String token(RoutingContext ctx) {
        String token = ctx.get(ValidCall.TOKEN);
        if (token == null) {
            throw new IllegalStateException("the contract asks for no session");
        }
        return token;
    }

    /** The JSON body that fitted the contract. */
    static JsonObject body(RoutingContext ctx) {
        return ValidCall.of(ctx).body();
    }

    /** The body of an operation that takes {@code application/octet-stream}. */
    static Buffer bytes(RoutingContext ctx) {
        Buffer body = ctx.get(ValidCall.BODY);
        return body == null ? Buffer.buffer() : body;
    }

    /** A path parameter that fitted the contract. */
    static String path(RoutingContext ctx, String name) {
        return ValidCall.of(ctx).path(name);
    }

    /** A query parameter that fitted the contract; empty if it was not sent and has no default. */
    static Optional<String> query(RoutingContext ctx, String name) {
        return ValidCall.of(ctx).query(name);
    }
}
