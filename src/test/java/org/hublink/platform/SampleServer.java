package org.hublink.platform;

import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** An HTTP door with a room that does next to nothing ({@code openapi/sample.yaml}). */
final class SampleServer {
    static final String CONTRACT = "openapi/sample.yaml";
    static final String OFFICER = "token-of-an-officer";
    static final String OPERATOR = "token-of-an-operator";

    private SampleServer() {}

    static HttpDoor open(Vertx vertx, HttpSettings settings) {
        HttpDoor door = await(HttpDoor.listen(vertx, settings, TestDoor.parts()));
        door.api().sessions(SampleServer::caller);
        await(door.api().mount(CONTRACT, handlers()));
        door.open();
        return door;
    }

    static Map<String, Handler<RoutingContext>> handlers() {
        Map<String, Handler<RoutingContext>> handlers = new LinkedHashMap<>();
        handlers.put("addNote", ctx -> ok(ctx, Api.body(ctx)));
        handlers.put(
                "readNote",
                ctx -> ok(
                        ctx,
                        new JsonObject()
                                .put("id", Api.path(ctx, "id"))
                                .put("limit", Api.query(ctx, "limit").orElse("none"))));
        handlers.put(
                "readMine",
                ctx -> ok(ctx, new JsonObject().put("id", Api.caller(ctx).id())));
        handlers.put("dropMine", ctx -> ok(ctx, new JsonObject().put("token", Api.token(ctx))));
        handlers.put(
                "countBytes",
                ctx -> ok(ctx, new JsonObject().put("bytes", Api.bytes(ctx).length())));
        handlers.put(
                "failInside",
                ctx -> Web.reply(
                        ctx, Future.<JsonObject>failedFuture(new IllegalStateException("inner words")), Answer::ok));
        handlers.put("readScarce", ctx -> ok(ctx, new JsonObject()));
        return handlers;
    }

    private static void ok(RoutingContext ctx, JsonObject body) {
        Web.reply(ctx, Future.succeededFuture(body), Answer::ok);
    }

    private static Future<Caller> caller(String token) {
        return switch (token) {
            case OFFICER -> Future.succeededFuture(new Caller("FR", "device", "d1", Set.of("officer")));
            case OPERATOR -> Future.succeededFuture(new Caller("FR", "operator", "o1", Set.of("operator")));
            default -> Future.succeededFuture(null);
        };
    }
}
