package org.hublink.forum;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.hublink.platform.Answer;
import org.hublink.platform.Api;
import org.hublink.platform.PartsJson;
import org.hublink.platform.Web;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Part;

/** HTTP edge of the heads. */
final class HeadsRoutes {
    private final LoggedHeads heads;

    HeadsRoutes(LoggedHeads heads) {
        this.heads = heads;
    }

    Map<String, Handler<RoutingContext>> operations() {
        return Map.of("forumHeads", this::seen, "forumHeadsNow", this::now, "signForumHeads", this::sign);
    }

    private void seen(RoutingContext ctx) {
        Web.reply(ctx, heads.seen(Long.parseLong(Api.query(ctx, "leaf").orElse("-1"))), seen -> {
            JsonArray waiting = new JsonArray();
            for (HeadsStore.Waiting one : seen.waiting()) {
                waiting.add(new JsonObject()
                        .put("envelope", new JsonObject(one.envelope()))
                        .put("part", PartsJson.json(List.of(one.part())).getJsonObject(0)));
            }
            JsonObject out = new JsonObject().put("waiting", waiting).put("personas", ForumJson.faces(seen.faces()));
            Part part = seen.part();
            return Answer.ok(
                    part == null
                            ? out
                            : out.put("part", PartsJson.json(List.of(part)).getJsonObject(0)));
        });
    }

    private void now(RoutingContext ctx) {
        Web.reply(
                ctx,
                heads.now(),
                now -> now == null
                        ? ForumRoutes.refused("forum-heads-full")
                        : Answer.ok(new JsonObject().put("heads", Base64.encode(now.body()))));
    }

    private void sign(RoutingContext ctx) {
        JsonObject body = Api.body(ctx);
        try {
            Envelope envelope =
                    Envelope.read(body.getJsonObject("envelope").toBuffer().getBytes());
            Part part = PartsJson.read(body.getJsonObject("part"), Part.MANIFEST_BODY_BYTES_MAX);
            Web.reply(ctx, heads.take(envelope, part), HeadsRoutes::signed);
        } catch (Malformed refused) {
            Web.send(ctx, ForumRoutes.refused(refused.reason()));
        }
    }

    private static Answer signed(LoggedHeads.Signed signed) {
        if (!signed.reason().isEmpty()) {
            return ForumRoutes.refused(signed.reason());
        }
        JsonObject out = new JsonObject().put("signed", new JsonArray(signed.persons()));
        return Answer.created(signed.leaf() < 0 ? out : out.put("leaf", signed.leaf()));
    }
}
