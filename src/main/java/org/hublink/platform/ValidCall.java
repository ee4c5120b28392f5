package org.hublink.platform;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.Map;
import java.util.Optional;

/** A request that fitted its contract. */
record ValidCall(ValidatedRequest request) {
    static final String CALLER = "hublink.caller";
    static final String TOKEN = "hublink.token";
    static final String BODY = "hublink.body";

    static ValidCall of(RoutingContext ctx) {
        ValidatedRequest request = ctx.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
        if (request == null) {
            throw new IllegalStateException("not mounted by a contract");
        }
        return new ValidCall(request);
    }

    JsonObject body() {
        return request.getBody().getJsonObject();
    }

    String path(String name) {
        return text(request.getPathParameters(), name)
                .orElseThrow(() -> new IllegalStateException("the contract has no path parameter " + name));
    }

    Optional<String> query(String name) {
        return text(request.getQuery(), name);
    }

    private static Optional<String> text(Map<String, RequestParameter> parameters, String name) {
        RequestParameter parameter = parameters.get(name);
        return parameter == null || parameter.isEmpty()
                ? Optional.empty()
                : Optional.of(String.valueOf(parameter.get()));
    }
}
