package org.hublink.protocol;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * The body of a vote or a report; its context is the thread, and it follows the post's first version.
 *
 * @param reason of a report; null in a vote
 * @param words of a report, for moderators
 */
public record ForumMark(
        String post, @Nullable ForumReason reason, @Nullable String words) {
    public static final String VOTE = "vote";
    public static final String REPORT = "report";

    /** A moderator's question for what was reported; its context is {@link #REPORTS} and its body is empty. */
    public static final String LOOK = "look";

    public static final String REPORTS = "forum-reports";

    /** Reads a vote or a report, as {@code kind} says. */
    public static ForumMark read(String kind, Json.Obj body) throws Malformed {
        Fields in = Fields.of(body, kind);
        String post = ForumPost.id(in, "post");
        boolean report = kind.equals(REPORT);
        ForumReason reason = report ? Codes.one(in, "reason", ForumReason.values()) : null;
        String words = report && in.has("words") ? ForumPost.prose(in, "words", ForumTurn.WORDS_CHARS_MAX) : null;
        in.end();
        return new ForumMark(post, reason, words);
    }

    public Json.Obj json() {
        return Json.obj()
                .put("post", post)
                .putOptional("reason", reason == null ? null : reason.code())
                .putOptional("words", words)
                .build();
    }
}
