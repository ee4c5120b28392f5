package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.hublink.platform.Answer;
import org.hublink.platform.Api;
import org.hublink.platform.Web;
import org.hublink.primitives.Malformed;

/** HTTP edge of desks' doors, duty and alerts: reads the request, calls the room, answers. */
final class AlertRoutes implements FurtherRoutes {
    private static final String CODE = "messaging.";

    private final DeskActs acts;
    private final DeskView view;

    AlertRoutes(DeskActs acts, DeskView view) {
        this.acts = acts;
        this.view = view;
    }

    @Override
    public Map<String, Handler<RoutingContext>> handlers() {
        return Map.of(
                "setDeskDoors", this::setDoors,
                "getDeskDoors", this::doors,
                "setDeskDuty", this::setDuty,
                "getDeskReach", this::reach,
                "getDeskAlerts", this::alerts);
    }

    private void setDoors(RoutingContext ctx) {
        try {
            Web.reply(ctx, acts.doors(MessagingRoutes.device(ctx), desk(ctx), envelope(ctx)), AlertRoutes::taken);
        } catch (Malformed refused) {
            MessagingRoutes.malformed(ctx, refused);
        }
    }

    private void setDuty(RoutingContext ctx) {
        try {
            Web.reply(ctx, acts.duty(MessagingRoutes.device(ctx), desk(ctx), envelope(ctx)), AlertRoutes::taken);
        } catch (Malformed refused) {
            MessagingRoutes.malformed(ctx, refused);
        }
    }

    private void doors(RoutingContext ctx) {
        reply(
                ctx,
                view.doors(MessagingRoutes.device(ctx), desk(ctx)),
                act -> new JsonObject().put("act", act.length() == 0 ? null : new JsonObject(act)));
    }

    private void reach(RoutingContext ctx) {
        reply(
                ctx,
                view.reach(desk(ctx)),
                reach -> new JsonObject().put("connected", reach.connected()).put("lastConnected", reach.last()));
    }

    private void alerts(RoutingContext ctx) {
        reply(ctx, view.alerts(MessagingRoutes.device(ctx), desk(ctx)), AlertRoutes::json);
    }

    private static JsonObject json(List<AlertStore.Told> alerts) {
        JsonArray items = new JsonArray();
        for (AlertStore.Told alert : alerts) {
            JsonArray tries = new JsonArray();
            alert.tries()
                    .forEach(one -> tries.add(new JsonObject()
                            .put("round", one.round())
                            .put("door", one.door())
                            .put("place", one.place())
                            .put("reached", one.reached())
                            .put("outcome", one.outcome())
                            .put("at", one.at())));
            items.add(new JsonObject()
                    .put("alert", alert.id().hex())
                    .put("urgency", alert.urgency())
                    .put("step", alert.step())
                    .put("raised", alert.raised())
                    .put("rounds", alert.rounds())
                    .put("rung", alert.rung())
                    .put("ended", alert.ended())
                    .put("tries", tries));
        }
        return new JsonObject().put("alerts", items);
    }

    private interface Shown<T> {
        JsonObject of(T value);
    }

    private static <T> void reply(RoutingContext ctx, Future<DeskView.Read<T>> read, Shown<T> shown) {
        Web.reply(ctx, read, found -> {
            T value = found.value();
            return value == null ? refused(found.reason()) : Answer.ok(shown.of(value));
        });
    }

    private static Answer taken(DeskActs.Taken taken) {
        if (!taken.reason().isEmpty()) {
            return refused(taken.reason());
        }
        JsonObject stored = new JsonObject().put("stored", true);
        return taken.again() ? Answer.ok(stored) : Answer.created(stored);
    }

    private static Answer refused(String reason) {
        return switch (reason) {
            case "desk-unknown" -> Answer.refused(404, CODE + reason, "There is no such desk in the log now.");
            case "not-rostered" -> Answer.refused(403, CODE + reason, "The device is not of this desk.");
            case "act-stale" -> Answer.refused(409, CODE + reason, "The act is old, or a later one stands here.");
            default -> Answer.refused(403, CODE + reason, "The act does not count.");
        };
    }

    private static Buffer envelope(RoutingContext ctx) {
        return Api.body(ctx).toBuffer();
    }

    private static String desk(RoutingContext ctx) {
        return Api.path(ctx, "desk");
    }
}
