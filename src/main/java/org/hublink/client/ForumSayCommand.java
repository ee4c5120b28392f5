package org.hublink.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Coded;
import org.hublink.protocol.ForumEntry;
import org.hublink.protocol.ForumMark;
import org.hublink.protocol.ForumPost;
import org.hublink.protocol.ForumReason;
import org.hublink.protocol.ForumSpace;
import org.hublink.protocol.ForumThread;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a member says in the forum, under his persona. */
final class ForumSayCommand {
    private static final int ID_CHARS = 32;
    private static final int ID_CHARS_MIN = 4;
    private static final int LOOKED_AT = 50;
    private static final int FILE_BYTES_MAX = 1 << 20;

    private ForumSayCommand() {}

    /** The whole id of a question among those that moved last. */
    static String whole(ForumClient forum, String beginning) throws Ended {
        if (beginning.length() == ID_CHARS) {
            return beginning;
        }
        if (beginning.length() < ID_CHARS_MIN) {
            throw new Ended(ExitCode.USAGE, "bad-question", "Give the question's id, or its first characters.");
        }
        try {
            var hits = Fields.of(forum.list(Map.of("limit", String.valueOf(LOOKED_AT))), "list");
            for (var hit : hits.objects("hits", 0, LOOKED_AT)) {
                var id = hit.text("thread", ID_CHARS, ID_CHARS);
                if (id.startsWith(beginning)) {
                    return id;
                }
            }
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
        throw Ended.refused("forum-thread-unknown", "No question of late begins so; give its whole id.");
    }

    /** A post of a thread by its id or the beginning of it; empty = the question. */
    static ForumEntry post(ForumThread thread, String beginning) throws Ended {
        for (ForumEntry entry : thread.posts()) {
            if (entry.id().startsWith(beginning)) {
                return entry;
            }
        }
        throw Ended.refused("forum-post-unknown", "No post of this question begins so.");
    }

    static <E extends Coded> E code(E[] all, String code) throws Ended {
        E found = Coded.find(all, code);
        if (found == null) {
            var codes = new ArrayList<String>();
            for (E one : all) {
                codes.add(one.code());
            }
            throw new Ended(
                    ExitCode.USAGE,
                    "bad-code",
                    "There is no " + code + "; write one of " + String.join(", ", codes) + ".");
        }
        return found;
    }

    /** What has words: from the command line or from a file. */
    abstract static class Words extends ForumCommand.OfMember {
        @Option(names = "--text", paramLabel = "MARKDOWN", description = "What to say; or give --file.")
        private @Nullable String text;

        @Option(names = "--file", paramLabel = "FILE", description = "A file with what to say, in Markdown.")
        private @Nullable Path file;

        final String words() throws IOException, Ended {
            String given = text;
            Path from = file;
            if (given == null && from != null) {
                if (Files.size(from) > FILE_BYTES_MAX) {
                    throw new Ended(
                            ExitCode.USAGE,
                            "json-out-of-range",
                            "A post has at most " + ForumPost.TEXT_CHARS_MAX + " characters.");
                }
                given = Files.readString(from);
            }
            if (given == null) {
                throw new Ended(ExitCode.USAGE, "no-text", "Say what: --text or --file.");
            }
            return given;
        }

        final void say(
                ForumClient forum,
                Home home,
                ForumPost.Form form,
                String thread,
                @Nullable Digest follows,
                ForumPost post)
                throws Ended {
            checked(form, post);
            long seq = forum.say(form.code(), thread, follows, post.json());
            screen().good("Signed and posted.");
            output().answer(Json.obj().put("seq", seq));
        }

        private static void checked(ForumPost.Form form, ForumPost post) throws Ended {
            try {
                ForumPost.read(form, post.json());
            } catch (Malformed refused) {
                throw new Ended(
                        ExitCode.USAGE, refused.reason(), "This cannot be posted: " + refused.getMessage() + ".");
            }
        }
    }

    /** {@code hub forum ask}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "ask",
            header = "Ask the experts. The space is open: no names, no case data.")
    static final class Ask extends Words {
        @Option(
                names = "--space",
                required = true,
                paramLabel = "CODE",
                description = "techniques, tools, law, wellbeing.")
        private String space = "";

        @Option(
                names = "--in",
                required = true,
                paramLabel = "LANGUAGE",
                description = "ar, en, es, fr, nl, pt, ru, zh.")
        private String language = "";

        @Option(names = "--title", required = true, paramLabel = "TITLE", description = "The question in one line.")
        private String title = "";

        @Option(names = "--tag", paramLabel = "TAG", description = "Up to five, such as chat-logs.")
        private List<String> tags = new ArrayList<>();

        @Override
        void work(ForumClient forum, Home home) throws IOException, Ended {
            var question = ForumPost.question(
                    code(ForumSpace.values(), space),
                    language,
                    home.text().nfc(title),
                    home.text().nfc(words()),
                    tags);
            say(forum, home, ForumPost.Form.QUESTION, "", null, question);
        }
    }

    /** {@code hub forum answer}. */
    @Command(mixinStandardHelpOptions = true, name = "answer", header = "Answer a question.")
    static final class Answer extends Words {
        @Parameters(index = "0", paramLabel = "QUESTION", description = "Its id, or the beginning of it.")
        private String id = "";

        @Override
        void work(ForumClient forum, Home home) throws IOException, Ended {
            var thread = forum.thread(whole(forum, id)).thread();
            var question = post(thread, "");
            say(
                    forum,
                    home,
                    ForumPost.Form.ANSWER,
                    question.id(),
                    question.said().digest(),
                    ForumPost.answer(home.text().nfc(words())));
        }
    }

    /** {@code hub forum comment}. */
    @Command(mixinStandardHelpOptions = true, name = "comment", header = "Say something about a post.")
    static final class Comment extends Words {
        @Parameters(index = "0", paramLabel = "QUESTION", description = "Its id, or the beginning of it.")
        private String id = "";

        @Option(names = "--post", paramLabel = "POST", description = "Which post (default: the question).")
        private String on = "";

        @Override
        void work(ForumClient forum, Home home) throws IOException, Ended {
            var thread = forum.thread(whole(forum, id)).thread();
            var post = post(thread, on);
            say(
                    forum,
                    home,
                    ForumPost.Form.COMMENT,
                    post(thread, "").id(),
                    post.said().digest(),
                    ForumPost.comment(post.id(), home.text().nfc(words())));
        }
    }

    /** {@code hub forum edit}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "edit",
            header = "Give a post of yours new words; the old ones stay readable.")
    static final class Edit extends Words {
        @Parameters(index = "0", paramLabel = "QUESTION", description = "Its id, or the beginning of it.")
        private String id = "";

        @Option(names = "--post", paramLabel = "POST", description = "Which post (default: the question).")
        private String on = "";

        @Option(names = "--title", paramLabel = "TITLE", description = "A question's new title (default: as it is).")
        private @Nullable String title;

        @Override
        void work(ForumClient forum, Home home) throws IOException, Ended {
            var thread = forum.thread(whole(forum, id)).thread();
            var post = post(thread, on);
            var titled = title == null ? post.post().title() : home.text().nfc(title);
            say(
                    forum,
                    home,
                    ForumPost.Form.EDIT,
                    post(thread, "").id(),
                    post.head(),
                    ForumPost.edit(
                            post.id(),
                            titled,
                            home.text().nfc(words()),
                            post.post().tags()));
        }
    }

    /** {@code hub forum vote}. */
    @Command(mixinStandardHelpOptions = true, name = "vote", header = "Say that a post is useful; once.")
    static final class Vote extends ForumCommand.OfMember {
        @Parameters(index = "0", paramLabel = "QUESTION", description = "Its id, or the beginning of it.")
        private String id = "";

        @Option(names = "--post", paramLabel = "POST", description = "Which post (default: the question).")
        private String on = "";

        @Override
        void work(ForumClient forum, Home home) throws Ended {
            var thread = forum.thread(whole(forum, id)).thread();
            var post = post(thread, on);
            var mark = new ForumMark(post.id(), null, null);
            forum.say(ForumMark.VOTE, post(thread, "").id(), post.said().digest(), mark.json());
            screen().good("Your vote counts.");
        }
    }

    /** {@code hub forum report}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "report",
            header = "Tell the moderators of a post; they alone learn who did.")
    static final class Report extends ForumCommand.OfMember {
        @Parameters(index = "0", paramLabel = "QUESTION", description = "Its id, or the beginning of it.")
        private String id = "";

        @Option(names = "--post", paramLabel = "POST", description = "Which post (default: the question).")
        private String on = "";

        @Option(names = "--reason", required = true, paramLabel = "CODE", description = "Such as personal-data.")
        private String reason = "";

        @Option(names = "--words", paramLabel = "TEXT", description = "What moderators should know.")
        private @Nullable String words;

        @Override
        void work(ForumClient forum, Home home) throws Ended {
            var thread = forum.thread(whole(forum, id)).thread();
            var post = post(thread, on);
            var mark = new ForumMark(
                    post.id(),
                    code(ForumReason.values(), reason),
                    words == null ? null : home.text().nfc(words));
            forum.say(ForumMark.REPORT, post(thread, "").id(), post.said().digest(), mark.json());
            screen().good("The moderators will see it.");
        }
    }
}
