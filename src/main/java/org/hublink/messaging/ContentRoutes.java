package org.hublink.messaging;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.hublink.platform.Answer;
import org.hublink.platform.Api;
import org.hublink.platform.Web;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.RandomId;

/** HTTP edge of contents: reads the request, calls the room, answers. */
final class ContentRoutes implements FurtherRoutes {
    private static final String CODE = "messaging.";
    private static final String BYTES = "application/octet-stream";

    private final Contents contents;

    ContentRoutes(Contents contents) {
        this.contents = contents;
    }

    @Override
    public Map<String, Handler<RoutingContext>> handlers() {
        return Map.of("announceContent", this::announce, "putChunk", this::put, "getChunk", this::get);
    }

    private void announce(RoutingContext ctx) {
        JsonObject body = Api.body(ctx);
        Web.reply(
                ctx,
                contents.announce(
                        MessagingRoutes.device(ctx),
                        id(body.getString("group")),
                        body.getLong("size"),
                        body.getInteger("chunks")),
                announced -> announced instanceof Contents.Announced.As as
                        ? Answer.created(new JsonObject().put("id", as.id().hex()))
                        : refused(((Contents.Announced.Refused) announced).refusal()));
    }

    private void put(RoutingContext ctx) {
        int n = Integer.parseInt(Api.path(ctx, "n"));
        Web.reply(
                ctx,
                contents.put(MessagingRoutes.device(ctx), id(Api.path(ctx, "id")), n, Api.bytes(ctx)),
                refusal -> refusal == null ? Answer.created(new JsonObject().put("chunk", n)) : refused(refusal));
    }

    private void get(RoutingContext ctx) {
        Web.reply(
                ctx,
                contents.get(
                        MessagingRoutes.device(ctx), id(Api.path(ctx, "id")), Integer.parseInt(Api.path(ctx, "n"))),
                body -> body == null
                        ? refused(Contents.Refusal.UNKNOWN)
                        : Answer.bytes(BYTES, body, "private, max-age=31536000, immutable"));
    }

    private static Answer refused(Contents.Refusal refusal) {
        return switch (refusal) {
            case NOT_A_MEMBER -> Answer.refused(403, CODE + "not-a-member", "The device is not in that group.");
            case SIZE -> Answer.refused(422, CODE + "too-large", "Size and chunks do not fit each other or the limit.");
            case QUOTA -> Answer.refused(429, CODE + "quota", "The device has stored too much today.");
            case STORAGE_LOW ->
                Answer.refused(507, CODE + "storage-low", "The server's disk is nearly full; messages still go.");
            case UNKNOWN -> Answer.refused(404, CODE + "content-unknown", "There is no such chunk for this device.");
            case CHUNK_LENGTH ->
                Answer.refused(422, CODE + "chunk-length", "Each chunk but the last has 1 MiB and 16 bytes.");
            case CONFLICT -> Answer.refused(409, CODE + "conflict", "Other bytes stand there already.");
        };
    }

    /** The contract lets 32 digits through and nothing else. */
    private static RandomId id(String hex) {
        try {
            return RandomId.fromHex(hex);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
