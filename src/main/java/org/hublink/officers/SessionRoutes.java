package org.hublink.officers;

import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hublink.platform.Answer;
import org.hublink.platform.Api;
import org.hublink.platform.Caller;
import org.hublink.platform.Web;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;

/** Challenge, sign-in, who am I, sign-out. */
final class SessionRoutes {
    private static final String COOKIE = "__Host-hublink";

    private final OfficersSettings settings;
    private final Challenges challenges;
    private final SessionService service;

    SessionRoutes(OfficersSettings settings, Challenges challenges, SessionService service) {
        this.settings = settings;
        this.challenges = challenges;
        this.service = service;
    }

    Map<String, Handler<RoutingContext>> handlers() {
        return Map.of(
                "makeChallenge", this::challenge,
                "openSession", this::open,
                "readSession", this::read,
                "endSession", this::end);
    }

    private void challenge(RoutingContext ctx) {
        Web.reply(
                ctx,
                challenges.challenge(),
                nonce -> Answer.created(new JsonObject()
                        .put("nonce", Base64.encode(nonce))
                        .put("seconds", Challenges.CHALLENGE_LIFE.toSeconds())));
    }

    private void open(RoutingContext ctx) {
        Envelope act;
        try {
            act = Envelope.read(Api.body(ctx).getJsonObject("act").toBuffer().getBytes());
        } catch (Malformed refused) {
            Web.send(ctx, Answer.refused(401, "officers." + refused.reason(), "The act is not well-formed."));
            return;
        }
        Web.reply(
                ctx,
                service.signIn(act).onSuccess(signedIn -> {
                    if (signedIn instanceof SignedIn.Opened opened && settings.tls()) {
                        ctx.response()
                                .addCookie(cookie(
                                        opened.token(), settings.sessionLife().toSeconds()));
                    }
                }),
                SignedIn::answer);
    }

    private void read(RoutingContext ctx) {
        Caller caller = Api.caller(ctx);
        Web.send(
                ctx,
                Answer.ok(new JsonObject()
                        .put("country", caller.country())
                        .put("kind", caller.kind())
                        .put("id", caller.id())
                        .put("roles", new JsonArray(List.copyOf(new TreeSet<>(caller.roles()))))));
    }

    private void end(RoutingContext ctx) {
        if (settings.tls()) {
            ctx.response().addCookie(cookie("", 0));
        }
        Web.reply(ctx, service.end(Api.token(ctx)), ended -> Answer.ok(new JsonObject().put("ended", ended)));
    }

    private static Cookie cookie(String token, long seconds) {
        return Cookie.cookie(COOKIE, token)
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(seconds);
    }
}
