package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.platform.Answer;
import org.hublink.platform.Api;
import org.hublink.platform.Web;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.hublink.protocol.RandomId;

/** HTTP edge: reads the request, calls the room, answers. Decides nothing. */
final class MessagingRoutes {
    private static final String CONTRACT = "openapi/messaging.yaml";
    private static final String CODE = "messaging.";
    private static final String INSTANCE = "hublink-instance";
    private static final String BYTES = "application/octet-stream";
    private static final int PACKAGE_BYTES_MAX = 16 * 1024;

    private final Keys keys;
    private final Intake intake;
    private final Feed feed;
    private final List<FurtherRoutes> further;

    MessagingRoutes(Keys keys, Intake intake, Feed feed, List<FurtherRoutes> further) {
        this.further = List.copyOf(further);
        this.keys = keys;
        this.intake = intake;
        this.feed = feed;
    }

    Future<Void> mount(Api api) {
        Map<String, Handler<RoutingContext>> handlers = new LinkedHashMap<>();
        further.forEach(routes -> handlers.putAll(routes.handlers()));
        handlers.putAll(Map.of(
                "claimInstance", this::claim,
                "putKeyPackages", this::put,
                "countKeyPackages", this::count,
                "fetchDeskBundle", this::bundle,
                "countDeskBundles", this::bundles,
                "sendFrames", this::frames,
                "fetchFrames", this::fetch));
        return api.mount(CONTRACT, handlers);
    }

    private void claim(RoutingContext ctx) {
        try {
            RandomId instance = RandomId.fromHex(Api.body(ctx).getString("instance"));
            Web.reply(
                    ctx,
                    keys.claim(device(ctx), instance),
                    claimed -> claimed
                            ? Answer.created(new JsonObject().put("instance", instance.hex()))
                            : Answer.refused(
                                    409, CODE + "instance-replaced", "Another instance was claimed after this one."));
        } catch (Malformed refused) {
            malformed(ctx, refused);
        }
    }

    private void put(RoutingContext ctx) {
        JsonObject body = Api.body(ctx);
        JsonArray items = body.getJsonArray("packages");
        String last = body.getString("lastResort");
        try {
            List<byte[]> packages = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                packages.add(keyPackage(items.getString(i)));
            }
            byte[] lastResort = last == null ? null : keyPackage(last);
            Web.reply(ctx, keys.put(device(ctx), instance(ctx), packages, lastResort), stored -> switch (stored) {
                case STORED -> Answer.created(new JsonObject().put("stored", packages.size()));
                case INSTANCE_REPLACED ->
                    Answer.refused(409, CODE + "instance-replaced", "Another instance of this device was claimed.");
                case TOO_MANY ->
                    Answer.refused(
                            422, CODE + "quota", "A device keeps at most " + Keys.PACKAGES_MAX + " packages here.");
            });
        } catch (Malformed refused) {
            malformed(ctx, refused);
        }
    }

    private static byte[] keyPackage(String base64) throws Malformed {
        byte[] bytes = Base64.decode(base64);
        if (bytes.length == 0 || bytes.length > PACKAGE_BYTES_MAX) {
            throw new Malformed("key-package-length");
        }
        return bytes;
    }

    private void count(RoutingContext ctx) {
        Web.reply(
                ctx,
                keys.count(device(ctx)),
                counts -> Answer.ok(new JsonObject()
                        .put("packages", counts.packages())
                        .put("lastResort", counts.lastResort())
                        .put("lastResortUses", counts.lastResortUses())));
    }

    private void bundle(RoutingContext ctx) {
        String desk = Api.path(ctx, "id");
        Web.reply(ctx, keys.bundle(device(ctx), desk, Api.query(ctx, "device")), bundle -> {
            if (bundle instanceof Keys.Bundle.Devices found) {
                JsonArray devices = new JsonArray();
                for (Keys.Offered one : found.devices()) {
                    byte[] body = one.keyPackage();
                    devices.add(new JsonObject()
                            .put("device", one.device().id().hex())
                            .put("leaf", one.device().leaf())
                            .put("keyPackage", body == null ? null : Base64.encode(body))
                            .put("limited", one.limited()));
                }
                return Answer.ok(new JsonObject().put("desk", desk).put("devices", devices));
            }
            return bundle instanceof Keys.Bundle.Unknown
                    ? Answer.refused(404, CODE + "desk-unknown", "There is no such desk in the log now.")
                    : Answer.refused(429, CODE + "quota", "Too many bundles in an hour.");
        });
    }

    /** For the operators of the desk's own country: who looks for whom is nobody else's business. */
    private void bundles(RoutingContext ctx) {
        String desk = Api.path(ctx, "id");
        if (!desk.startsWith(Api.caller(ctx).country() + "-")) {
            Web.send(ctx, Answer.refused(403, CODE + "foreign-desk", "The desk is another country's."));
            return;
        }
        Web.reply(
                ctx,
                keys.askedOf(desk),
                asked -> Answer.ok(new JsonObject()
                        .put("desk", desk)
                        .put("lastDay", asked.lately())
                        .put("kept", asked.kept())
                        .put("askers", asked.askers())));
    }

    private void frames(RoutingContext ctx) {
        byte[] body = Api.bytes(ctx).getBytes();
        try {
            List<DeliveryFrame> frames = DeliveryFrames.read(body);
            Web.reply(ctx, intake.take(device(ctx), instance(ctx), frames, body.length), MessagingRoutes::batch);
        } catch (Malformed refused) {
            malformed(ctx, refused);
        }
    }

    private void fetch(RoutingContext ctx) {
        JsonArray items = Api.body(ctx).getJsonArray("groups");
        try {
            List<Feed.After> places = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                JsonObject one = items.getJsonObject(i);
                places.add(new Feed.After(RandomId.fromHex(one.getString("group")), one.getLong("after")));
            }
            Web.reply(ctx, feed.fetch(device(ctx), places), found -> Answer.bytes(BYTES, found, "no-store"));
        } catch (Malformed refused) {
            malformed(ctx, refused);
        }
    }

    private static Answer batch(List<DeliveryFrame> answers) {
        return Answer.bytes(BYTES, Buffer.buffer(DeliveryFrames.write(answers)), "no-store");
    }

    /** The contract lets officers in only, and their sessions are devices'. */
    static Digest device(RoutingContext ctx) {
        try {
            return Digest.fromHex(Api.caller(ctx).id());
        } catch (Malformed notADevice) {
            throw new IllegalStateException("an officer's session without a device", notADevice);
        }
    }

    static RandomId instance(RoutingContext ctx) throws Malformed {
        String header = ctx.request().getHeader(INSTANCE);
        if (header == null) {
            throw new Malformed("instance-missing");
        }
        return RandomId.fromHex(header);
    }

    static void malformed(RoutingContext ctx, Malformed refused) {
        Web.send(ctx, Answer.refused(400, CODE + refused.reason(), "The request is not well-formed."));
    }
}
