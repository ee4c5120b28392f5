package org.hublink.forum;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.platform.Answer;
import org.hublink.platform.Api;
import org.hublink.platform.Web;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.RandomId;

/** HTTP edge: reads the request, calls the room, answers. Decides nothing. */
final class ForumRoutes {
    private static final String CONTRACT = "openapi/forum.yaml";
    private static final String CODE = "forum.";
    private static final int LIMIT_DEFAULT = 20;
    private static final int SIMILAR_MAX = 5;

    private final ForumSubmission submission;
    private final ForumReading reading;
    private final HeadsRoutes heads;
    private final Api api;

    ForumRoutes(ForumSubmission submission, ForumReading reading, HeadsRoutes heads, Api api) {
        this.submission = submission;
        this.reading = reading;
        this.heads = heads;
        this.api = api;
    }

    Future<Void> mount() {
        Map<String, Handler<RoutingContext>> operations = new LinkedHashMap<>(heads.operations());
        operations.putAll(Map.of(
                "submitForumAct", this::submit,
                "listForum", this::list,
                "readForumThread", this::thread,
                "similarForum", this::similar,
                "forumChanges", this::changes,
                "forumLog", this::log,
                "forumExperts", this::experts,
                "forumReports", this::reports));
        return api.mount(CONTRACT, operations);
    }

    private void submit(RoutingContext ctx) {
        try {
            Web.reply(ctx, submission.take(Api.body(ctx).toBuffer()), ForumRoutes::taken);
        } catch (Malformed refused) {
            Web.send(ctx, refused(refused.reason()));
        }
    }

    private static Answer taken(ForumSubmission.Taken taken) {
        if (!taken.reason().isEmpty()) {
            return refused(taken.reason());
        }
        JsonObject stored = new JsonObject().put("seq", taken.seq());
        return taken.again() ? Answer.ok(stored) : Answer.created(stored);
    }

    private void thread(RoutingContext ctx) {
        RandomId id = ForumStore.id(Api.path(ctx, "thread"));
        Web.reply(
                ctx,
                reading.thread(id, number(ctx, "after", 0)),
                page -> page == null ? refused("forum-thread-unknown") : Answer.ok(ForumJson.thread(page)));
    }

    private void list(RoutingContext ctx) {
        Set<String> states = new LinkedHashSet<>(words(ctx, "state"));
        ForumIndex.Query query = new ForumIndex.Query(
                text(ctx, "q"),
                text(ctx, "space"),
                text(ctx, "tag"),
                text(ctx, "language"),
                text(ctx, "author"),
                states,
                text(ctx, "only"),
                text(ctx, "reader"),
                (int) number(ctx, "from", 0),
                (int) number(ctx, "limit", LIMIT_DEFAULT));
        Web.reply(ctx, reading.list(query), listed -> Answer.ok(ForumJson.list(listed, query.from())));
    }

    private void similar(RoutingContext ctx) {
        Web.reply(
                ctx,
                reading.similar(text(ctx, "title"), text(ctx, "language"), SIMILAR_MAX),
                listed -> Answer.ok(ForumJson.list(listed, 0)));
    }

    private void changes(RoutingContext ctx) {
        long after = number(ctx, "after", 0);
        Web.reply(ctx, reading.changes(after), changes -> Answer.ok(ForumJson.changes(changes, after)));
    }

    private void log(RoutingContext ctx) {
        Web.reply(
                ctx,
                reading.moderated(number(ctx, "before", Long.MAX_VALUE)),
                log -> Answer.ok(ForumJson.moderated(log)));
    }

    private void experts(RoutingContext ctx) {
        Web.reply(
                ctx,
                reading.experts(words(ctx, "topic"), text(ctx, "language")),
                experts -> Answer.ok(ForumJson.experts(experts)));
    }

    private void reports(RoutingContext ctx) {
        try {
            Web.reply(
                    ctx,
                    reading.reports(Api.body(ctx).toBuffer()),
                    looked -> looked.reason().isEmpty()
                            ? Answer.ok(ForumJson.reports(looked.open(), looked.faces()))
                            : refused(looked.reason()));
        } catch (Malformed refused) {
            Web.send(ctx, refused(refused.reason()));
        }
    }

    private static String text(RoutingContext ctx, String name) {
        return Api.query(ctx, name).orElse("");
    }

    private static List<String> words(RoutingContext ctx, String name) {
        String commas = text(ctx, name);
        return commas.isEmpty() ? List.of() : List.of(commas.split(",", -1));
    }

    private static long number(RoutingContext ctx, String name, long otherwise) {
        return Api.query(ctx, name).map(Long::parseLong).orElse(otherwise);
    }

    /** The protocol's reasons as they are; those of the forum without its name twice. */
    static Answer refused(String reason) {
        String code = CODE + (reason.startsWith("forum-") ? reason.substring("forum-".length()) : reason);
        return switch (reason) {
            case "forum-thread-unknown", "forum-post-unknown" ->
                Answer.refused(404, code, "There is no such post here.");
            case "forum-chain" ->
                Answer.refused(
                        409, code, "Somebody was quicker. Look at the question as it stands now and say it again.");
            case "forum-rate" -> Answer.refused(429, code, "That was a lot for one hour. It can be sent later.");
            case "forum-voted" -> Answer.refused(409, code, "You voted for this already.");
            case "version-duplicate", "version-old" ->
                Answer.refused(409, code, "Another moderator was quicker. Look at the heads as they stand now.");
            case "forum-heads-full" ->
                Answer.refused(409, code, "There are more questions than one statement can name.");
            case "log-unavailable" -> Answer.refused(503, code, "The log takes nothing just now. Sign again later.");
            case "act-stale" -> Answer.refused(409, code, "The act is dated otherwise than now.");
            case "forum-locked" -> Answer.refused(409, code, "A moderator has locked this question.");
            case "forum-not-a-moderator" -> Answer.refused(403, code, "Reports are for moderators.");
            case "revoked", "on-hold", "signer-revoked", "expired" ->
                Answer.refused(403, code, "The persona counts no longer.");
            default -> Answer.refused(422, code, "The act does not count here.");
        };
    }
}
