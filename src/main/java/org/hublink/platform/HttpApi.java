package org.hublink.platform;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hublink.primitives.Text;

/** The router behind {@link Api}. */
final class HttpApi implements Api {
    private final Vertx vertx;
    private final Router root;
    private final RateDoor rates;
    private final Sessions sessions;
    private final StreamDoor streams;
    private final Text text;
    private boolean sessionAsked;

    HttpApi(Vertx vertx, Router root, RateDoor rates, Sessions sessions, StreamDoor streams, Text text) {
        this.streams = streams;
        this.vertx = vertx;
        this.root = root;
        this.rates = rates;
        this.sessions = sessions;
        this.text = text;
    }

    @Override
    public Future<Void> mount(String contract, Map<String, Handler<RoutingContext>> handlers) {
        return OpenAPIContract.from(vertx, contract)
                .recover(cause -> Future.failedFuture(
                        new CannotStart("The contract " + contract + " is broken: " + cause.getMessage(), cause)))
                .compose(parsed -> {
                    List<String> problems = new ArrayList<>();
                    Map<String, ContractRules> rules = new LinkedHashMap<>();
                    for (Operation operation : parsed.operations()) {
                        rules.put(
                                operation.getOperationId(),
                                ContractRules.of(operation, parsed.getRawContract(), problems));
                    }
                    new TreeSet<>(rules.keySet())
                            .stream()
                                    .filter(id -> !handlers.containsKey(id))
                                    .forEach(id -> problems.add(id + ": no handler"));
                    new TreeSet<>(handlers.keySet())
                            .stream()
                                    .filter(id -> !rules.containsKey(id))
                                    .forEach(id -> problems.add(id + ": not in the contract"));
                    if (!problems.isEmpty()) {
                        return Future.failedFuture(new CannotStart(
                                "The contract " + contract + " does not fit: " + String.join("; ", problems)));
                    }
                    sessionAsked |= rules.values().stream().anyMatch(ContractRules::session);
                    hang(parsed, rules, handlers);
                    return Future.succeededFuture();
                });
    }

    private void hang(
            OpenAPIContract contract, Map<String, ContractRules> rules, Map<String, Handler<RoutingContext>> handlers) {
        RouterBuilder builder =
                RouterBuilder.create(vertx, contract, new ContractDoor(vertx, rules, rates, sessions, text));
        handlers.forEach(
                (id, handler) -> builder.getRoute(id).setDoSecurity(false).addHandler(handler));
        root.route("/*").subRouter(builder.createRouter());
    }

    @Override
    public void plain(String path, Limit limit, Handler<RoutingContext> handler) {
        root.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(ctx -> rates.byAddress(ctx, limit)
                        .onSuccess(may -> handler.handle(ctx))
                        .onFailure(ctx::fail));
    }

    @Override
    public void stream(String path, Consumer<Stream> opened) {
        streams.path(path, opened);
    }

    @Override
    public void sessions(SessionDoor door) {
        sessions.door(door);
    }

    /** After all rooms are open: an operation that asks for a session must not find the door missing later. */
    void finished() {
        if (sessionAsked && !sessions.open()) {
            throw new CannotStart("A contract asks for a session and no room knows sessions.");
        }
    }
}
