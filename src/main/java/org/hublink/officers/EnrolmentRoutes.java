package org.hublink.officers;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.hublink.platform.Answer;
import org.hublink.platform.Api;
import org.hublink.platform.Caller;
import org.hublink.platform.Web;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;

/** Invitations of operators, applications of invitees. */
final class EnrolmentRoutes {
    private final Enrolment enrolment;

    EnrolmentRoutes(Enrolment enrolment) {
        this.enrolment = enrolment;
    }

    Map<String, Handler<RoutingContext>> handlers() {
        return Map.of(
                "addInvitation", this::invite,
                "listInvitations", this::invitations,
                "withdrawInvitation", this::withdraw,
                "addApplication", this::apply,
                "listApplications", this::applications,
                "readApplication", this::sealed,
                "eraseApplication", this::erase);
    }

    private void invite(RoutingContext ctx) {
        Caller caller = Api.caller(ctx);
        JsonObject body = Api.body(ctx);
        Digest id = digest(body.getString("id"));
        Web.reply(
                ctx,
                enrolment.invite(caller.country(), caller.id(), id, body.getLong("expires")),
                EnrolmentRoutes::answer);
    }

    private static Answer answer(Enrolment.Invited invited) {
        return switch (invited) {
            case REGISTERED -> Answer.created(new JsonObject().put("state", "open"));
            case KNOWN -> Answer.refused(409, "officers.invitation-known", "This invitation is registered already.");
            case TOO_LONG -> Answer.refused(422, "officers.invitation-too-long", "It may live for 72 hours at most.");
            case OVER -> Answer.refused(422, "officers.invitation-over", "It would be over already.");
            case TOO_MANY ->
                Answer.refused(429, "officers.invitation-too-many", "Too many invitations of your country are open.");
        };
    }

    private void invitations(RoutingContext ctx) {
        Web.reply(ctx, enrolment.invitations(Api.caller(ctx).country()), EnrolmentRoutes::invitations);
    }

    private static Answer invitations(List<EnrolmentStore.Invited> found) {
        JsonArray items = new JsonArray();
        for (EnrolmentStore.Invited one : found) {
            items.add(new JsonObject()
                    .put("id", one.id().hex())
                    .put("operator", one.operator())
                    .put("created", one.created())
                    .put("expires", one.expires())
                    .put("used", one.used()));
        }
        return Answer.ok(new JsonObject().put("invitations", items));
    }

    private void withdraw(RoutingContext ctx) {
        Digest id = digest(Api.path(ctx, "id"));
        Web.reply(ctx, enrolment.withdraw(Api.caller(ctx).country(), id), EnrolmentRoutes::gone);
    }

    private void apply(RoutingContext ctx) {
        JsonObject body = Api.body(ctx);
        byte[] token;
        byte[] sealed;
        try {
            token = Base64.decode(body.getString("token"));
            sealed = Base64.decode(body.getString("sealed"));
        } catch (Malformed refused) {
            Web.send(ctx, Answer.refused(422, "officers." + refused.reason(), "Not base64."));
            return;
        }
        Web.reply(ctx, enrolment.apply(token, sealed), EnrolmentRoutes::answer);
    }

    private static Answer answer(Enrolment.Applied applied) {
        return switch (applied) {
            case RECEIVED -> Answer.created(new JsonObject().put("state", "received"));
            case UNKNOWN -> Answer.refused(404, "officers.invitation-unknown", "No such invitation.");
            case USED -> Answer.refused(409, "officers.invitation-used", "The invitation was used before.");
            case OVER -> Answer.refused(410, "officers.invitation-over", "The invitation is over.");
        };
    }

    private void applications(RoutingContext ctx) {
        Web.reply(ctx, enrolment.applications(Api.caller(ctx).country()), found -> {
            JsonArray items = new JsonArray();
            for (EnrolmentStore.Waiting one : found) {
                items.add(new JsonObject()
                        .put("invitation", one.invitation().hex())
                        .put("received", one.received())
                        .put("expires", one.expires()));
            }
            return Answer.ok(new JsonObject().put("applications", items));
        });
    }

    private void sealed(RoutingContext ctx) {
        Digest id = digest(Api.path(ctx, "id"));
        Web.reply(
                ctx,
                enrolment.sealed(Api.caller(ctx).country(), id),
                bytes -> bytes == null
                        ? gone(false)
                        : Answer.ok(new JsonObject().put("sealed", Base64.encode(bytes.getBytes()))));
    }

    private void erase(RoutingContext ctx) {
        Digest id = digest(Api.path(ctx, "id"));
        Web.reply(ctx, enrolment.erase(Api.caller(ctx).country(), id), EnrolmentRoutes::gone);
    }

    private static Answer gone(boolean was) {
        return was
                ? Answer.ok(new JsonObject().put("erased", true))
                : Answer.refused(404, "officers.application-unknown", "Your country has no such one.");
    }

    /** A text that the contract has checked. */
    static Digest digest(String hex) {
        try {
            return Digest.fromHex(hex);
        } catch (Malformed bug) {
            throw new IllegalStateException(bug);
        }
    }
}
