package org.hublink.platform;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestUtils;
import io.vertx.openapi.validation.ValidatableRequest;
import java.util.Map;
import java.util.Objects;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;

/** Stands before the contract's own check: rate, session, role, then the body within its bounds and as strict JSON. */
final class ContractDoor implements RequestExtractor {
    private static final int JSON_DEPTH_MAX = 16;
    private static final int JSON_ITEMS_MAX = 200_000;

    private final Vertx vertx;
    private final Map<String, ContractRules> rules;
    private final RateDoor rates;
    private final Sessions sessions;
    private final Text text;

    ContractDoor(Vertx vertx, Map<String, ContractRules> rules, RateDoor rates, Sessions sessions, Text text) {
        this.vertx = vertx;
        this.rules = Map.copyOf(rules);
        this.rates = rates;
        this.sessions = sessions;
        this.text = text;
    }

    @Override
    public Future<ValidatableRequest> extractValidatableRequest(RoutingContext ctx, Operation operation) {
        ContractRules rule = Objects.requireNonNull(rules.get(operation.getOperationId()));
        ctx.request().pause();
        return admitted(ctx, rule)
                .compose(in -> body(ctx, rule))
                .compose(body -> RequestUtils.extract(ctx.request(), operation, () -> Future.succeededFuture(body)));
    }

    private Future<Void> admitted(RoutingContext ctx, ContractRules rule) {
        if (!rule.session()) {
            return rates.byAddress(ctx, rule.limit());
        }
        return rates.byAddressBeforeSession(ctx, rule.limit())
                .compose(may -> sessions.enter(ctx))
                .compose(caller -> {
                    if (rule.role().isPresent()
                            && !caller.roles().contains(rule.role().get())) {
                        return Future.failedFuture(HttpRefusal.of(
                                403,
                                "http.role-missing",
                                "This needs the role " + rule.role().get() + "."));
                    }
                    return rates.byCaller(caller, rule.limit());
                });
    }

    private Future<Buffer> body(RoutingContext ctx, ContractRules rule) {
        if (rule.bodyBytesMax() == 0) {
            ctx.request().resume();
            return Future.succeededFuture(Buffer.buffer());
        }
        return BoundedBody.read(vertx, ctx.request(), rule.bodyBytesMax()).compose(body -> {
            ctx.put(ValidCall.BODY, body);
            String type = String.valueOf(ctx.request().getHeader("content-type"));
            return type.startsWith("application/json")
                    ? strict(body, rule.bodyBytesMax())
                    : Future.succeededFuture(body);
        });
    }

    /** Duplicate keys and the like, which the schema's reader would let pass. */
    private Future<Buffer> strict(Buffer body, int bytesMax) {
        try {
            Json.read(body.getBytes(), new JsonLimits(bytesMax, JSON_DEPTH_MAX, JSON_ITEMS_MAX, bytesMax), text);
            return Future.succeededFuture(body);
        } catch (Malformed malformed) {
            return Future.failedFuture(
                    HttpRefusal.of(400, "http." + malformed.reason(), "The body is not JSON of the strict kind."));
        }
    }
}
