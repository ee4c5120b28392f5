package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * The body of an act of kind {@code turn}; its context is the thread, and it follows the turn before it, or the question.
 *
 * @param post the post that it is about, an act id
 * @param thread the thread that this one is a duplicate of
 * @param tags that the question has from now on
 * @param digest of a removal: SHA-256 of the post's first version, by which its empty place is known once it is erased
 */
public record ForumTurn(
        ForumStep step,
        @Nullable String post,
        @Nullable String thread,
        @Nullable ForumSpace space,
        @Nullable ForumReason reason,
        @Nullable Digest digest,
        @Nullable List<String> tags,
        @Nullable String words) {
    public static final String KIND = "turn";
    public static final int WORDS_CHARS_MAX = 2_000;

    public ForumTurn {
        tags = tags == null ? null : List.copyOf(tags);
    }

    /** A turn that says nothing beside its step. */
    public static ForumTurn plain(ForumStep step) {
        return new ForumTurn(step, null, null, null, null, null, null, null);
    }

    /** A turn about a post. */
    public static ForumTurn about(ForumStep step, String post) {
        return new ForumTurn(step, post, null, null, null, null, null, null);
    }

    /** The same turn with words, which are for people. */
    public ForumTurn saying(@Nullable String said) {
        return new ForumTurn(step, post, thread, space, reason, digest, tags, said);
    }

    /** The same turn with its reason. */
    public ForumTurn because(ForumReason why) {
        return new ForumTurn(step, post, thread, space, why, digest, tags, words);
    }

    /** The removal of a post, which empties its place for ever. */
    public static ForumTurn removal(String post, ForumReason why, Digest first) {
        return new ForumTurn(ForumStep.REMOVE, post, null, null, why, first, null, null);
    }

    /** This thread asks what that one asked. */
    public static ForumTurn duplicate(String of) {
        return new ForumTurn(ForumStep.DUPLICATE, null, of, null, null, null, null, null);
    }

    /** To another space. */
    public static ForumTurn move(ForumSpace to) {
        return new ForumTurn(ForumStep.MOVE, null, null, to, null, null, null, null);
    }

    /** With these tags from now on. */
    public static ForumTurn tagged(List<String> tags) {
        return new ForumTurn(ForumStep.TAG, null, null, null, null, null, tags, null);
    }

    /** {@code forum-tag}, {@code forum-bidi}, {@code forum-nesting}, or the reasons of {@link Fields}. */
    public static ForumTurn read(Json.Obj body) throws Malformed {
        Fields in = Fields.of(body, KIND);
        ForumStep step = Codes.one(in, "step", ForumStep.values());
        String post = step.needs(ForumStep.POST) ? ForumPost.id(in, "post") : null;
        String thread = step.needs(ForumStep.THREAD) ? ForumPost.id(in, "thread") : null;
        ForumSpace space = step.needs(ForumStep.SPACE) ? Codes.one(in, "space", ForumSpace.values()) : null;
        ForumReason reason = step.needs(ForumStep.REASON) ? Codes.one(in, "reason", ForumReason.values()) : null;
        Digest digest = step == ForumStep.REMOVE ? in.digest("digest") : null;
        List<String> tags = step.needs(ForumStep.TAGS) ? ForumTags.read(in) : null;
        boolean says = step.needs(ForumStep.WORDS) || (step.needs(ForumStep.MAY_SAY) && in.has("words"));
        String words = says ? ForumPost.prose(in, "words", WORDS_CHARS_MAX) : null;
        in.end();
        return new ForumTurn(step, post, thread, space, reason, digest, tags, words);
    }

    public Json.Obj json() {
        Json.Builder out = Json.obj()
                .put("step", step.code())
                .putOptional("post", post)
                .putOptional("thread", thread)
                .putOptional("space", space == null ? null : space.code())
                .putOptional("reason", reason == null ? null : reason.code())
                .putOptional("digest", digest == null ? null : digest.hex())
                .putOptional("words", words);
        if (tags != null) {
            out.putTexts("tags", tags);
        }
        return out.build();
    }
}
