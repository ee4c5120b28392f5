package org.hublink.officers;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hublink.platform.Answer;
import org.hublink.platform.Api;
import org.hublink.platform.PartsJson;
import org.hublink.platform.Web;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Part;
import org.hublink.protocol.Signature;
import org.jspecify.annotations.Nullable;

/** Statements that wait for signatures, and what operators need to renew. */
final class PendingRoutes {
    private final Signatures signatures;
    private final Function<String, Future<Map<String, Long>>> lastSeen;

    /** @param lastSeen when each device of a country was last seen */
    PendingRoutes(Signatures signatures, Function<String, Future<Map<String, Long>>> lastSeen) {
        this.signatures = signatures;
        this.lastSeen = lastSeen;
    }

    Map<String, Handler<RoutingContext>> handlers() {
        return Map.of(
                "addPending", this::add,
                "listPending", this::list,
                "signPending", this::sign,
                "withdrawPending", this::withdraw,
                "listDevicesSeen", this::seen);
    }

    private void add(RoutingContext ctx) {
        JsonObject body = Api.body(ctx);
        String invitation = body.getString("invitation");
        try {
            Envelope envelope =
                    Envelope.read(body.getJsonObject("envelope").toBuffer().getBytes());
            List<@Nullable Part> parts = PartsJson.read(body.getJsonArray("parts"));
            Digest answered = invitation == null ? null : EnrolmentRoutes.digest(invitation);
            Web.reply(ctx, signatures.submit(Api.caller(ctx).country(), envelope, parts, answered), Gathered::answer);
        } catch (Malformed refused) {
            malformed(ctx, refused);
        }
    }

    private void sign(RoutingContext ctx) {
        JsonObject body = Api.body(ctx);
        Digest digest = EnrolmentRoutes.digest(Api.path(ctx, "id"));
        try {
            byte[] value = Base64.decode(body.getString("sig"));
            if (value.length != 64) {
                throw new Malformed("signature-length");
            }
            Signature signature = new Signature(EnrolmentRoutes.digest(body.getString("keyid")), value);
            Web.reply(ctx, signatures.sign(Api.caller(ctx).country(), digest, signature), Gathered::answer);
        } catch (Malformed refused) {
            malformed(ctx, refused);
        }
    }

    private void list(RoutingContext ctx) {
        Web.reply(ctx, signatures.list(Api.caller(ctx).country()), found -> {
            JsonArray items = new JsonArray();
            for (Pending one : found) {
                Digest invitation = one.invitation();
                items.add(new JsonObject()
                        .put("digest", one.digest().hex())
                        .put(
                                "envelope",
                                new JsonObject(Buffer.buffer(one.envelope().bytes())))
                        .put("parts", PartsJson.json(one.parts()))
                        .put("invitation", invitation == null ? null : invitation.hex())
                        .put("created", one.created())
                        .put("expires", one.expires()));
            }
            return Answer.ok(new JsonObject().put("pending", items));
        });
    }

    private void withdraw(RoutingContext ctx) {
        Digest digest = EnrolmentRoutes.digest(Api.path(ctx, "id"));
        Web.reply(
                ctx,
                signatures.withdraw(Api.caller(ctx).country(), digest),
                was -> was ? Answer.ok(new JsonObject().put("withdrawn", true)) : new Gathered.Unknown().answer());
    }

    private void seen(RoutingContext ctx) {
        Web.reply(ctx, lastSeen.apply(Api.caller(ctx).country()), found -> {
            JsonArray items = new JsonArray();
            found.forEach((device, seen) ->
                    items.add(new JsonObject().put("device", device).put("seen", seen)));
            return Answer.ok(new JsonObject().put("devices", items));
        });
    }

    private static void malformed(RoutingContext ctx, Malformed refused) {
        Web.send(ctx, Answer.refused(422, "officers." + refused.reason(), "The statement is not well-formed."));
    }
}
