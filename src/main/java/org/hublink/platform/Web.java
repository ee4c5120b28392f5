package org.hublink.platform;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where an outcome becomes a response. */
public final class Web {
    private static final Logger LOG = LoggerFactory.getLogger(Web.class);
    static final String RETRY_AFTER = "retryAfterSeconds";
    private static final int AWAY_RETRY_SECONDS = 5;

    private Web() {}

    /** Answers {@code ctx} when {@code outcome} is there; a failed Future becomes 503, 507 or a 500 without inner text. */
    public static <T> void reply(RoutingContext ctx, Future<T> outcome, Function<? super T, Answer> toAnswer) {
        outcome.map(toAnswer).onComplete(done -> {
            if (done.succeeded()) {
                send(ctx, done.result());
            } else {
                fail(ctx, done.cause());
            }
        });
    }

    /** Answers at once. */
    public static void send(RoutingContext ctx, Answer answer) {
        HttpServerResponse response = ctx.response();
        if (response.ended() || response.closed() || response.headWritten()) {
            return;
        }
        response.setStatusCode(answer.status());
        Future<Void> sent;
        if (answer instanceof Answer.Json json) {
            noStore(response).putHeader("content-type", "application/json");
            sent = response.end(json.body().toBuffer());
        } else if (answer instanceof Answer.Bytes bytes) {
            response.putHeader("content-type", bytes.contentType()).putHeader("cache-control", bytes.cacheControl());
            sent = response.end(bytes.body());
        } else if (answer instanceof Answer.Refused refused) {
            noStore(response).putHeader("content-type", "application/problem+json");
            Object seconds = refused.more().getValue(RETRY_AFTER);
            if (seconds != null) {
                response.putHeader("retry-after", seconds.toString());
            }
            sent = response.end(refused.problem().toBuffer());
        } else {
            throw new AssertionError(answer);
        }
        // A peer that has gone does not read its answer; nothing else can be done for it.
        sent.onFailure(gone -> LOG.debug("peer gone before the answer"));
    }

    /** Turns a failure into its answer: the database's troubles by name, everything else a 500 with an incident id. */
    static void fail(RoutingContext ctx, Throwable cause) {
        if (cause instanceof DatabaseAway) {
            LOG.warn("database away, request refused");
            send(ctx, away("http.database-away", "The database is away. Nothing was lost; try again."));
        } else if (cause instanceof DatabaseUnfit unfit) {
            LOG.error("{}", unfit.getMessage());
            send(
                    ctx,
                    away(
                            "http.database-unfit",
                            "The database would not keep what it acknowledges, so nothing is written."));
        } else if (cause instanceof DatabaseFull) {
            LOG.error("the database's disk is full");
            send(ctx, Answer.refused(507, "http.storage-full", "The server's disk is full. Nothing was lost."));
        } else {
            String incident = UUID.randomUUID().toString();
            LOG.error("incident {} {}", incident, Incident.trace(cause));
            send(
                    ctx,
                    Answer.refused(
                            500,
                            "http.incident",
                            "A bug in the server; its log knows it as incident " + incident + "."));
        }
    }

    private static Answer away(String code, String detail) {
        return Answer.refused(503, code, detail, new JsonObject().put(RETRY_AFTER, AWAY_RETRY_SECONDS));
    }

    private static HttpServerResponse noStore(HttpServerResponse response) {
        return response.putHeader("cache-control", "no-store");
    }
}
