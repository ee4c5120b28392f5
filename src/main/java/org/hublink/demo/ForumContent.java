package org.hublink.demo;

import java.util.ArrayList;
import java.util.List;
import org.hublink.jvm.Resources;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.Coded;
import org.hublink.protocol.ForumReason;
import org.hublink.protocol.ForumSpace;
import org.hublink.protocol.ForumStep;
import org.hublink.protocol.Role;
import org.jspecify.annotations.Nullable;

/** What the demo's personas say to each other, as the resource {@code demo/forum.json} has it. All of it is invented. */
record ForumContent(List<Persona> personas, List<Discussion> threads) {
    private static final JsonLimits LIMITS = new JsonLimits(4 << 20, 8, 50_000, 32 * 1024);
    private static final int ITEMS_MAX = 1_000;
    private static final int CHARS_MAX = 20_000;

    /** Somebody who speaks. */
    record Persona(String handle, String country, Role badge, List<String> topics) {}

    /** A question and what was said below it. */
    record Discussion(
            String slug,
            ForumSpace space,
            String language,
            String title,
            String text,
            List<String> tags,
            String asker,
            List<String> votes,
            List<Post> answers,
            List<Post> comments,
            List<Turn> turns) {}

    /**
     * An answer or a comment.
     *
     * @param on slug of the post that a comment is about; empty for an answer
     */
    record Post(String slug, String on, String by, String text, List<String> votes) {}

    /** A turn; {@code post} and {@code thread} are slugs. */
    record Turn(
            String by,
            ForumStep step,
            @Nullable String post,
            @Nullable String thread,
            @Nullable ForumReason reason,
            @Nullable String words) {}

    static ForumContent read(Text text) {
        try {
            Fields in = Fields.of(Json.read(Resources.bytes("demo/forum.json"), LIMITS, text), "forum");
            List<Persona> personas = new ArrayList<>();
            for (Fields one : in.objects("personas", 1, ITEMS_MAX)) {
                personas.add(new Persona(
                        one.text("handle", 1, 32),
                        one.text("country", 2, 2),
                        role(one.text("badge", 1, 40)),
                        one.texts("topics", 0, 16, 40)));
            }
            List<Discussion> threads = new ArrayList<>();
            for (Fields one : in.objects("threads", 1, ITEMS_MAX)) {
                threads.add(thread(one));
            }
            return new ForumContent(personas, threads);
        } catch (Malformed broken) {
            throw new IllegalStateException("the demo's forum of this build is broken", broken);
        }
    }

    private static Role role(String code) throws Malformed {
        for (Role role : Role.values()) {
            if (role.code().equals(code)) {
                return role;
            }
        }
        throw new Malformed("json-unknown-code", "badge");
    }

    private static Discussion thread(Fields in) throws Malformed {
        List<Post> answers = new ArrayList<>();
        for (Fields one : in.objects("answers", 0, ITEMS_MAX)) {
            answers.add(post(one, ""));
        }
        List<Post> comments = new ArrayList<>();
        for (Fields one : in.has("comments") ? in.objects("comments", 0, ITEMS_MAX) : List.<Fields>of()) {
            comments.add(post(one, one.text("on", 1, 80)));
        }
        List<Turn> turns = new ArrayList<>();
        for (Fields one : in.has("turns") ? in.objects("turns", 0, ITEMS_MAX) : List.<Fields>of()) {
            turns.add(new Turn(
                    one.text("by", 1, 32),
                    coded(ForumStep.values(), one.text("step", 1, 40)),
                    one.optionalText("post", 1, 80),
                    one.optionalText("thread", 1, 80),
                    one.has("reason") ? coded(ForumReason.values(), one.text("reason", 1, 40)) : null,
                    one.optionalMultiline("words", 1, CHARS_MAX)));
        }
        return new Discussion(
                in.text("slug", 1, 80),
                coded(ForumSpace.values(), in.text("space", 1, 40)),
                in.text("language", 2, 2),
                in.text("title", 1, 200),
                in.multiline("text", 1, CHARS_MAX),
                in.texts("tags", 0, 5, 40),
                in.text("asker", 1, 32),
                votes(in),
                answers,
                comments,
                turns);
    }

    private static Post post(Fields in, String on) throws Malformed {
        String slug = in.has("slug") ? in.text("slug", 1, 80) : "";
        return new Post(slug, on, in.text("by", 1, 32), in.multiline("text", 1, CHARS_MAX), votes(in));
    }

    private static List<String> votes(Fields in) throws Malformed {
        return in.has("votes") ? in.texts("votes", 0, 64, 32) : List.of();
    }

    private static <E extends Coded> E coded(E[] all, String code) throws Malformed {
        E found = Coded.find(all, code);
        if (found == null) {
            throw new Malformed("json-unknown-code", code);
        }
        return found;
    }
}
