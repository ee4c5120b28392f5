package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * The body of an act that has words in the forum: a question, an answer, a comment, or an edit of one of these. The act's id
 * is the post's id; an edit names the post. A question's context is {@link #ROOM}, all others' is the thread.
 *
 * @param space null but in a question
 * @param language of a question, one of the eight
 * @param title null but in a question and its edits
 * @param tags of a question and its edits
 * @param on the post that a comment is about, or that an edit changes
 */
public record ForumPost(
        Form form,
        @Nullable ForumSpace space,
        @Nullable String language,
        @Nullable String title,
        String text,
        List<String> tags,
        @Nullable String on) {
    /** Context of questions. */
    public static final String ROOM = "forum";

    public static final int TITLE_CHARS_MAX = 200;
    public static final int TEXT_CHARS_MAX = 20_000;
    public static final int COMMENT_CHARS_MAX = 4_000;
    public static final int TAGS_MAX = 5;
    /** Quotes within quotes. */
    public static final int NESTING_MAX = 6;

    /** The kinds of act. */
    public enum Form implements Coded {
        QUESTION("question"),
        ANSWER("answer"),
        COMMENT("comment"),
        EDIT("edit");

        private final String code;

        Form(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    public ForumPost {
        tags = List.copyOf(tags);
    }

    public static ForumPost question(ForumSpace space, String language, String title, String text, List<String> tags) {
        return new ForumPost(Form.QUESTION, space, language, title, text, tags, null);
    }

    public static ForumPost answer(String text) {
        return new ForumPost(Form.ANSWER, null, null, null, text, List.of(), null);
    }

    public static ForumPost comment(String on, String text) {
        return new ForumPost(Form.COMMENT, null, null, null, text, List.of(), on);
    }

    /** A new version of a post; a question's has its title and tags too. */
    public static ForumPost edit(String post, @Nullable String title, String text, List<String> tags) {
        return new ForumPost(Form.EDIT, null, null, title, text, tags, post);
    }

    /** {@code forum-tag}, {@code forum-language}, {@code forum-bidi}, {@code forum-nesting}, or the reasons of {@link Fields}. */
    public static ForumPost read(Form form, Json.Obj body) throws Malformed {
        Fields in = Fields.of(body, form.code());
        boolean question = form == Form.QUESTION;
        boolean titled = question || (form == Form.EDIT && in.has("title"));
        ForumSpace space = question ? Codes.one(in, "space", ForumSpace.values()) : null;
        String language = question ? in.text("language", 2, 2) : null;
        if (language != null && !Languages.EIGHT.contains(language)) {
            throw new Malformed("forum-language", "question.language");
        }
        String title = titled ? in.text("title", 1, TITLE_CHARS_MAX) : null;
        if (title != null && title.trim().isEmpty()) {
            throw new Malformed("json-out-of-range", "title");
        }
        List<String> tags = titled ? ForumTags.read(in) : List.of();
        boolean about = form == Form.COMMENT || form == Form.EDIT;
        String on = about ? id(in, form == Form.EDIT ? "post" : "on") : null;
        String text = prose(in, "text", form == Form.COMMENT ? COMMENT_CHARS_MAX : TEXT_CHARS_MAX);
        in.end();
        return new ForumPost(form, space, language, title, text, tags, on);
    }

    public Json.Obj json() {
        Json.Builder out = Json.obj();
        if (space != null) {
            out.put("space", space.code());
        }
        out.putOptional("language", language).putOptional("title", title);
        if (title != null) {
            out.putTexts("tags", tags);
        }
        return out.putOptional(form == Form.EDIT ? "post" : "on", on)
                .put("text", text)
                .build();
    }

    static String id(Fields in, String key) throws Malformed {
        return Hex.encode(in.hex(key, RandomId.LENGTH));
    }

    /**
     * Markdown of several lines. Marks that turn the writing direction of what stands around them are refused: with them a
     * command can be made to read otherwise than it runs. Plain marks and isolates that are closed in their line stay.
     */
    static String prose(Fields in, String key, int charsMax) throws Malformed {
        String text = in.multiline(key, 1, charsMax);
        if (text.trim().isEmpty()) {
            throw new Malformed("json-out-of-range", key);
        }
        int open = 0;
        int quotes = 0;
        boolean head = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                if (open != 0) {
                    throw new Malformed("forum-bidi", key);
                }
                quotes = 0;
                head = true;
                continue;
            }
            if (c >= 0x202a && c <= 0x202e) {
                throw new Malformed("forum-bidi", key);
            }
            open += c >= 0x2066 && c <= 0x2068 ? 1 : c == 0x2069 ? -1 : 0;
            quotes += head && c == '>' ? 1 : 0;
            head &= c == '>' || c == ' ' || c == '\t';
            if (open < 0) {
                throw new Malformed("forum-bidi", key);
            }
            if (quotes > NESTING_MAX) {
                throw new Malformed("forum-nesting", key);
            }
        }
        if (open != 0) {
            throw new Malformed("forum-bidi", key);
        }
        return text;
    }
}
