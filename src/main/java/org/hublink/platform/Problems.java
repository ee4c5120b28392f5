package org.hublink.platform;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that ends before or outside a handler, as problem+json. */
final class Problems implements Handler<RoutingContext> {
    private static final int VIOLATIONS_MAX = 8;
    private static final int VIOLATION_CHARS_MAX = 300;
    private static final Map<Integer, Answer> BY_STATUS = Map.of(
            400, Answer.refused(400, "http.malformed", "The request cannot be read."),
            404, Answer.refused(404, "http.not-found", "There is nothing at this address."),
            405, Answer.refused(405, "http.method-not-allowed", "This address does not take that method."),
            406, Answer.refused(406, "http.not-acceptable", "This is not to be had in that form."),
            413, Answer.refused(413, "http.body-too-large", "The body is too large."),
            415, Answer.refused(415, "http.media-type", "The body's media type is not taken here."));

    private Problems() {}

    static void mount(Router root) {
        Problems problems = new Problems();
        BY_STATUS.keySet().forEach(status -> root.errorHandler(status, problems));
        root.errorHandler(500, problems);
        root.errorHandler(503, problems);
    }

    @Override
    public void handle(RoutingContext ctx) {
        Throwable cause = ctx.failure();
        if (cause instanceof HttpException outer && outer.getCause() != null) {
            cause = outer.getCause();
        }
        if (cause instanceof HttpRefusal refusal) {
            Web.send(ctx, refusal.answer());
        } else if (cause instanceof ValidatorException violation) {
            Web.send(ctx, violated(violation));
        } else {
            Answer known = BY_STATUS.get(cause instanceof HttpException http ? http.getStatusCode() : ctx.statusCode());
            if (known != null) {
                Web.send(ctx, known);
            } else {
                Web.fail(ctx, cause == null ? new IllegalStateException("status " + ctx.statusCode()) : cause);
            }
        }
    }

    private static Answer violated(ValidatorException violation) {
        JsonArray violations = new JsonArray();
        if (violation instanceof SchemaValidationException schema && schema.getOutputUnit() != null) {
            List<OutputUnit> errors = schema.getOutputUnit().getErrors();
            if (errors != null) {
                errors.stream()
                        .filter(error -> error.getInstanceLocation() != null)
                        .limit(VIOLATIONS_MAX)
                        .forEach(error -> violations.add(new JsonObject()
                                .put("at", bounded(error.getInstanceLocation()))
                                .put("problem", bounded(error.getError()))));
            }
        }
        return Answer.refused(
                400,
                "http.contract-violation",
                bounded(violation.getMessage()),
                new JsonObject().put("violations", violations));
    }

    private static String bounded(@Nullable String text) {
        String known = String.valueOf(text);
        return known.length() <= VIOLATION_CHARS_MAX ? known : known.substring(0, VIOLATION_CHARS_MAX) + "…";
    }
}
