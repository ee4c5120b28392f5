package org.hublink.forum;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Base64;
import org.hublink.protocol.ForumAuthor;
import org.hublink.protocol.ForumPost;
import org.hublink.protocol.Part;
import org.hublink.protocol.RandomId;

/** The forum's answers. What clients judge is under {@code acts} and {@code personas}; the rest is the server's word. */
final class ForumJson {
    private ForumJson() {}

    static JsonObject thread(ForumReading.Page page) {
        JsonArray votes = new JsonArray();
        page.votes()
                .forEach((post, count) ->
                        votes.add(new JsonObject().put("post", post).put("count", count)));
        JsonArray routed = new JsonArray();
        page.routed()
                .forEach(one -> routed.add(
                        new JsonObject().put("country", one.country()).put("handle", one.handle())));
        return new JsonObject()
                .put("thread", page.thread().id().hex())
                .put("acts", acts(page.acts()))
                .put("more", page.more())
                .put("votes", votes)
                .put("routed", routed)
                .put("personas", faces(page.faces()));
    }

    static JsonObject list(ForumReading.Listed listed, int from) {
        Map<RandomId, JsonArray> questions = new LinkedHashMap<>();
        for (Kept one : listed.acts()) {
            questions.computeIfAbsent(one.thread(), id -> new JsonArray()).add(act(one));
        }
        JsonArray hits = new JsonArray();
        for (ForumIndex.Hit hit : listed.hits()) {
            ForumStore.Summary thread = listed.threads().get(hit.thread());
            if (thread == null) {
                continue;
            }
            hits.add(new JsonObject()
                    .put("thread", thread.id().hex())
                    .put("acts", questions.getOrDefault(thread.id(), new JsonArray()))
                    .put("space", thread.space())
                    .put("state", thread.state())
                    .put("answers", thread.answers())
                    .put("votes", thread.votes())
                    .put("created", thread.created())
                    .put("moved", thread.moved())
                    .put("highlight", hit.highlight()));
        }
        return new JsonObject()
                .put("total", listed.total())
                .put("from", from)
                .put("hits", hits)
                .put("personas", faces(listed.faces()));
    }

    static JsonObject moderated(ForumReading.Moderated log) {
        JsonArray items = new JsonArray();
        for (Kept one : log.acts()) {
            items.add(act(one).put("thread", one.thread().hex()));
        }
        return new JsonObject().put("acts", items).put("personas", faces(log.faces()));
    }

    static JsonObject changes(List<ForumStore.Change> changes, long after) {
        JsonArray items = new JsonArray();
        long seq = after;
        for (ForumStore.Change one : changes) {
            items.add(change(one));
            seq = one.seq();
        }
        return new JsonObject()
                .put("changes", items)
                .put("next", seq)
                .put("more", changes.size() == ForumReading.CHANGES_MAX);
    }

    static JsonObject change(ForumStore.Change one) {
        return new JsonObject()
                .put("seq", one.seq())
                .put("thread", one.thread().hex())
                .put("id", one.id().hex())
                .put("kind", one.kind())
                .put("step", one.step())
                .put("country", one.country())
                .put("handle", one.handle())
                .put("at", one.at())
                .put("space", one.space())
                .put("language", one.language())
                .put("tags", new JsonArray(one.tags()))
                .put("state", one.state());
    }

    static JsonObject experts(Map<ForumAuthor, Part> experts) {
        JsonArray items = new JsonArray();
        Map<Long, Part> faces = new LinkedHashMap<>();
        experts.forEach((one, face) -> {
            items.add(new JsonObject()
                    .put("country", one.country())
                    .put("handle", one.handle())
                    .put("badge", one.badge().code())
                    .put("topics", new JsonArray(one.topics()))
                    .put("leaf", one.leaf()));
            faces.put(one.leaf(), face);
        });
        return new JsonObject().put("experts", items).put("personas", faces(faces));
    }

    static JsonObject reports(List<ReportStore.Report> open, Map<Long, Part> faces) {
        JsonArray items = new JsonArray();
        for (ReportStore.Report one : open) {
            items.add(new JsonObject()
                    .put("thread", one.thread().hex())
                    .put("post", one.post().hex())
                    .put("at", one.at())
                    .put("act", new JsonObject(one.act())));
        }
        return new JsonObject().put("reports", items).put("personas", faces(faces));
    }

    private static JsonArray acts(List<Kept> acts) {
        JsonArray items = new JsonArray();
        for (Kept one : acts) {
            // An edit of what was removed has no place of its own.
            if (one.act() != null || !one.kind().equals(ForumPost.Form.EDIT.code())) {
                items.add(act(one));
            }
        }
        return items;
    }

    private static JsonObject act(Kept one) {
        JsonObject out = new JsonObject().put("seq", one.seq()).put("at", one.at());
        Buffer act = one.act();
        if (act != null) {
            return out.put("act", new JsonObject(act));
        }
        JsonObject erased = new JsonObject()
                .put("id", one.id().hex())
                .put("kind", one.kind())
                .put("digest", one.digest().hex())
                .put("country", one.author().country())
                .put("handle", one.author().handle())
                .put("leaf", one.author().leaf());
        if (one.post() != null) {
            erased.put("on", one.post().hex());
        }
        return out.put("erased", erased);
    }

    static JsonArray faces(Map<Long, Part> faces) {
        JsonArray items = new JsonArray();
        faces.forEach((leaf, part) -> items.add(new JsonObject()
                .put("leaf", leaf)
                .put("salt", Base64.encode(part.salt()))
                .put("body", Base64.encode(part.body()))));
        return items;
    }
}
