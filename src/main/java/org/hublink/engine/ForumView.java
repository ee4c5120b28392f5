package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.ForumAuthor;
import org.hublink.protocol.ForumEntry;
import org.hublink.protocol.ForumPost;
import org.hublink.protocol.ForumSaid;
import org.hublink.protocol.ForumThread;
import org.hublink.protocol.ForumTurn;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** Judged threads as JSON, for whoever shows them on the other side of a port; times are epoch seconds as their authors say. */
final class ForumView {
    private static final int CODE_CHARS_MAX = 40;
    private static final int HIGHLIGHT_CHARS_MAX = 2_000;

    private ForumView() {}

    static Json.Builder thread(
            ForumThread thread, Map<String, Long> votes, List<Json> refused, @Nullable ForumAuthor own)
            throws Malformed {
        List<Json> posts = new ArrayList<>();
        for (ForumEntry entry : thread.posts()) {
            Json.Builder post = post(entry, votes.getOrDefault(entry.id(), 0L));
            posts.add(post.putTexts("may", may(thread, own, entry)).build());
        }
        List<Json> turns = new ArrayList<>();
        for (ForumSaid said : thread.turns()) {
            turns.add(turn(said));
        }
        ForumEntry question = thread.question();
        Json.Builder out = Json.obj()
                .put("thread", question == null ? "" : question.id())
                .put("state", thread.state().code())
                .put("space", thread.space() == null ? "" : thread.space().code())
                .putTexts("tags", thread.tags())
                .put("locked", thread.locked())
                .putOptional("accepted", thread.accepted())
                .putOptional("duplicateOf", thread.duplicateOf())
                .put("posts", posts)
                .put("turns", turns)
                .put("refused", refused)
                .putTexts("withheld", thread.withheld());
        if (thread.head() != null) {
            out.put("head", thread.head());
        }
        if (thread.claimer() != null) {
            out.put("claimer", author(thread.claimer()));
        }
        if (own != null) {
            out.put("own", author(own));
        }
        return out.putTexts("may", may(thread, own, null));
    }

    /** The steps that this vault's owner may take: nobody else has to know the table. */
    private static List<String> may(ForumThread thread, @Nullable ForumAuthor own, @Nullable ForumEntry entry) {
        return own == null ? List.of() : thread.steps(own, entry);
    }

    private static Json.Builder post(ForumEntry entry, long votes) throws Malformed {
        ForumPost post = entry.post();
        boolean gone = entry.fate() == ForumEntry.Fate.REMOVED;
        List<Json> verified = new ArrayList<>();
        for (ForumSaid said : entry.verified()) {
            verified.add(turn(said));
        }
        Json.Builder out = Json.obj()
                .put("id", entry.id())
                .put("form", entry.form().code())
                .putOptional("on", post.on())
                .put("author", author(entry.said().author()))
                .put("time", entry.said().act().time())
                .put("sinceRevoked", entry.said().sinceRevoked())
                .put("digest", entry.said().digest())
                .put("head", entry.head())
                .put(
                        "edited",
                        entry.versions().get(entry.versions().size() - 1).act().time())
                .put("earlier", gone ? List.of() : earlier(entry))
                .putOptional("language", post.language())
                .putOptional("title", gone ? null : post.title())
                .putTexts("tags", gone ? List.of() : post.tags())
                .put("text", gone ? "" : post.text())
                .put("fate", fate(entry.fate()))
                .put("appealed", entry.appealed())
                .putOptional(
                        "reason", entry.reason() == null ? null : entry.reason().code())
                .put("votes", votes)
                .put("verified", verified);
        if (entry.decision() != null) {
            out.put("decision", turn(entry.decision()));
        }
        return out;
    }

    /** What an edited post said before, oldest first: each is an act that was judged like the newest. */
    private static List<Json> earlier(ForumEntry entry) {
        List<Json> out = new ArrayList<>();
        for (ForumSaid said : entry.versions().subList(0, entry.versions().size() - 1)) {
            out.add(Json.obj()
                    .put("time", said.act().time())
                    .put("leaf", said.author().leaf())
                    .put("body", said.act().body())
                    .build());
        }
        return out;
    }

    private static String fate(ForumEntry.Fate fate) {
        return switch (fate) {
            case SHOWN -> "shown";
            case HIDDEN -> "hidden";
            case REMOVED -> "removed";
        };
    }

    /** A turn that counts can be read. */
    static Json.Obj turn(ForumSaid said) throws Malformed {
        ForumTurn turn = ForumTurn.read(said.act().body());
        Json.Builder out = Json.obj()
                .put("step", turn.step().code())
                .put("author", author(said.author()))
                .put("time", said.act().time())
                .put("sinceRevoked", said.sinceRevoked())
                .putOptional("post", turn.post())
                .putOptional("thread", turn.thread())
                .putOptional("space", turn.space() == null ? null : turn.space().code())
                .putOptional(
                        "reason", turn.reason() == null ? null : turn.reason().code())
                .putOptional("words", turn.words());
        if (turn.tags() != null) {
            out.putTexts("tags", turn.tags());
        }
        return out.build();
    }

    static Json.Obj author(ForumAuthor author) {
        return Json.obj()
                .put("country", author.country())
                .put("handle", author.handle())
                .put("badge", author.badge().code())
                .putTexts("topics", author.topics())
                .put("leaf", author.leaf())
                .putTexts("vouched", author.vouched())
                .build();
    }

    /**
     * A row of a list: the question's author and words as judged, the rest as the server says.
     *
     * @param edit the newest edit of the question as the server says; what lies between is not looked at here
     * @param tagged the newest turn about its tags, likewise
     */
    static Json.Obj row(
            ForumThread thread, @Nullable ForumSaid edit, @Nullable ForumSaid tagged, String reason, Fields hit)
            throws Malformed {
        Json.Builder out = Json.obj()
                .put("thread", hit.text("thread", 2 * RandomId.LENGTH, 2 * RandomId.LENGTH))
                .put("space", hit.text("space", 1, CODE_CHARS_MAX))
                .put("state", hit.text("state", 1, CODE_CHARS_MAX))
                .put("answers", hit.integer("answers", 0, Json.INTEGER_MAX))
                .put("votes", hit.integer("votes", 0, Json.INTEGER_MAX))
                .put("created", hit.integer("created", 0, Json.INTEGER_MAX))
                .put("moved", hit.integer("moved", 0, Json.INTEGER_MAX))
                .put("highlight", hit.multiline("highlight", 0, HIGHLIGHT_CHARS_MAX));
        ForumEntry question = thread.question();
        if (question == null || !reason.isEmpty()) {
            return out.put("refused", reason.isEmpty() ? "forum-question-missing" : reason)
                    .build();
        }
        ForumPost words = question.post();
        if (edit != null) {
            ForumPost newer = ForumPost.read(ForumPost.Form.EDIT, edit.act().body());
            boolean same = edit.author().is(question.said().author())
                    && edit.act().context().equals(question.id())
                    && question.id().equals(newer.on());
            words = same ? newer : words;
        }
        List<String> tags = words.tags();
        if (tagged != null) {
            ForumTurn turn = ForumTurn.read(tagged.act().body());
            boolean here = tagged.act().context().equals(question.id())
                    && (tagged.author().moderator() || tagged.author().expert());
            tags = here && turn.tags() != null ? turn.tags() : tags;
        }
        return out.put("author", author(question.said().author()))
                .put("language", String.valueOf(question.post().language()))
                .put("title", String.valueOf(words.title()))
                .putTexts("tags", tags)
                .put("time", question.said().act().time())
                .build();
    }
}
