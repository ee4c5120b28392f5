package org.hublink.transparency;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.hublink.platform.Answer;
import org.hublink.platform.Api;
import org.hublink.platform.Caller;
import org.hublink.platform.Limit;
import org.hublink.platform.PartsJson;
import org.hublink.platform.Web;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.TilePath;
import org.jspecify.annotations.Nullable;

/** HTTP edge: reads the request, calls the room, answers. Decides nothing. */
final class TransparencyRoutes {
    static final String CONTRACT = "openapi/transparency.yaml";
    private static final String TILES = "/log/tile/";
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String NO_STORE = "no-store";
    private static final String CODE = "transparency.";

    private final LogService service;
    private final LogParts log;
    private final SeenGuard guard;
    private final TileFiles tiles;
    private final TransparencyRoom.Ground ground;
    private final PartDoor parts;

    TransparencyRoutes(
            LogService service, LogParts log, SeenGuard guard, TileFiles tiles, TransparencyRoom.Ground ground) {
        this.service = service;
        this.log = log;
        this.guard = guard;
        this.tiles = tiles;
        this.ground = ground;
        this.parts = new PartDoor(log.view().ledger(), ground.text());
    }

    Future<Void> mount() {
        ground.api().plain("/log/checkpoint", Limit.READ, ctx -> Web.send(ctx, checkpoint(service.checkpoint())));
        ground.api().plain(TILES + "*", Limit.READ, this::tile);
        return ground.api()
                .mount(
                        CONTRACT,
                        Map.of("seenCheckpoint", this::seen, "addStatement", this::add, "readParts", this::readParts));
    }

    private static Answer checkpoint(@Nullable SignedCheckpoint shown) {
        if (shown == null) return Answer.refused(503, CODE + "no-checkpoint", "Nothing was signed yet.");
        return Answer.bytes("text/plain; charset=utf-8", Buffer.buffer(shown.note()), NO_STORE);
    }

    private void tile(RoutingContext ctx) {
        String path = ctx.request().path();
        SignedCheckpoint shown = service.checkpoint();
        TilePath tile;
        try {
            tile = TilePath.read(path.substring(TILES.length()));
        } catch (Malformed malformed) {
            Web.send(ctx, Answer.refused(400, CODE + malformed.reason(), "Not the path of a tile."));
            return;
        }
        if (shown == null || TilePath.widthIn(tile.level(), tile.n(), shown.size()) < tile.width()) {
            Web.send(ctx, Answer.refused(404, CODE + "tile-absent", "The log has no such tile yet."));
            return;
        }
        Web.reply(
                ctx,
                service.onLoop(() -> tiles.read(tile)),
                bytes -> Answer.bytes("application/octet-stream", bytes, FOREVER));
    }

    private void seen(RoutingContext ctx) {
        byte[] note = Utf8.encode(Api.body(ctx).getString("checkpoint"));
        Web.reply(
                ctx,
                service.onLoop(() -> guard.seen(note)),
                ours -> ours
                        ? checkpoint(service.checkpoint())
                        : Answer.refused(
                                422, CODE + "checkpoint-signature", "Not a checkpoint of this log under its keys."));
    }

    private void add(RoutingContext ctx) {
        JsonObject body = Api.body(ctx);
        try {
            Envelope envelope =
                    Envelope.read(body.getJsonObject("envelope").toBuffer().getBytes());
            Web.reply(
                    ctx,
                    service.append(envelope, PartsJson.read(body.getJsonArray("parts"))),
                    TransparencyRoutes::answer);
        } catch (Malformed malformed) {
            Web.send(ctx, Answer.refused(422, CODE + malformed.reason(), String.valueOf(malformed.getMessage())));
        }
    }

    static Answer answer(Appended appended) {
        if (appended instanceof Appended.Logged logged) {
            return Answer.created(new JsonObject()
                    .put("index", logged.index())
                    .put("digest", logged.digest().hex()));
        }
        if (appended instanceof Appended.Already already) {
            return Answer.ok(new JsonObject()
                    .put("index", already.index())
                    .put("digest", already.digest().hex()));
        }
        if (appended instanceof Appended.Refused refused) {
            return Answer.refused(422, CODE + refused.reason().code(), refused.detail());
        }
        if (appended instanceof Appended.Unavailable unavailable) {
            return Answer.refused(
                    503,
                    CODE + unavailable.code(),
                    "The log is not written by this server now. Nothing was lost.",
                    new JsonObject().put("retryAfterSeconds", 5));
        }
        throw new AssertionError(appended);
    }

    private void readParts(RoutingContext ctx) {
        Caller caller = Api.caller(ctx);
        LinkedHashSet<Long> leaves = new LinkedHashSet<>();
        JsonArray asked = Api.body(ctx).getJsonArray("leaves");
        for (int i = 0; i < asked.size(); i++) leaves.add(asked.getLong(i));
        Future<JsonObject> found = ground.database()
                .read(tx -> log.store().parts(tx, List.copyOf(leaves)))
                .compose(all -> service.onLoop(() -> Future.succeededFuture(parts.readable(all, caller))));
        Web.reply(ctx, found, Answer::ok);
    }
}
