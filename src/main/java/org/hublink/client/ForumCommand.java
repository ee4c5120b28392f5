package org.hublink.client;

import java.io.IOException;
import java.util.LinkedHashMap;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.ForumAuthor;
import org.hublink.protocol.ForumEntry;
import org.hublink.protocol.ForumSaid;
import org.hublink.protocol.ForumThread;
import org.hublink.protocol.ForumTurn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub forum}: questions and answers among members, each word signed by its author's persona. */
@Command(
        mixinStandardHelpOptions = true,
        name = "forum",
        header = "The experts' forum: read, ask, answer, accept, verify, moderate.",
        description =
                "What somebody said, and who vouches for him, is proved by the log. Order, counts and what is absent are"
                        + " the server's word.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ForumCommand.List.class,
            ForumCommand.Show.class,
            ForumSayCommand.Ask.class,
            ForumSayCommand.Answer.class,
            ForumSayCommand.Comment.class,
            ForumSayCommand.Edit.class,
            ForumSayCommand.Vote.class,
            ForumSayCommand.Report.class,
            ForumTurnCommand.class,
            ForumCommand.Experts.class,
            ForumTagsCommand.class,
            ForumCommand.Log.class,
            ForumCommand.Reports.class,
            ForumHeadsCommand.class
        })
final class ForumCommand {
    private static final int ROWS_MAX = 50;
    private static final int TEXT_CHARS_MAX = 20_000;
    private static final int ITEMS_MAX = 1_000;

    private ForumCommand() {}

    /** What each of them needs: a member, signed in. */
    abstract static class OfMember extends HubCommand {
        @Mixin
        private ClientOptions own = new ClientOptions();

        /** Does the work with an open client. */
        abstract void work(ForumClient forum, Home home) throws IOException, Ended;

        @Override
        public Integer call() throws IOException, Ended {
            var home = JvmHome.system();
            try (var client = own.open(home, view -> {})) {
                var forum = new ForumClient(client);
                forum.connect();
                work(forum, home);
            }
            return ExitCode.DONE;
        }
    }

    /** {@code hub forum list}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "list",
            header = "Questions by words, space, language, tag, author or state; without any, those that moved last.")
    static final class List extends OfMember {
        @Parameters(index = "0", arity = "0..1", paramLabel = "WORDS", description = "What to look for.")
        private String words = "";

        @Option(names = "--space", paramLabel = "CODE", description = "techniques, tools, law, wellbeing, notices.")
        private String space = "";

        @Option(names = "--in", paramLabel = "LANGUAGE", description = "ar, en, es, fr, nl, pt, ru, zh.")
        private String language = "";

        @Option(names = "--tag", paramLabel = "TAG", description = "Such as chat-logs.")
        private String tag = "";

        @Option(names = "--author", paramLabel = "PERSONA", description = "Such as FR/harbour-17.")
        private String author = "";

        @Option(names = "--state", paramLabel = "STATES", description = "Joined by commas: open, claimed, needs-info…")
        private String state = "";

        @Option(names = "--only", paramLabel = "WHICH", description = "unanswered, or waiting: open for two days.")
        private String only = "";

        @Override
        void work(ForumClient forum, Home home) throws Ended {
            var query = new LinkedHashMap<String, String>();
            query.put("q", words);
            query.put("space", space);
            query.put("language", language);
            query.put("tag", tag);
            query.put("author", author);
            query.put("state", state);
            query.put("only", only);
            query.put("limit", String.valueOf(ROWS_MAX));
            var found = forum.list(query);
            show(found);
            output().answer(Json.write(found));
        }

        private void show(Json.Obj found) throws Ended {
            var table =
                    new Table().left("question").left("state").left("asked by").text("title");
            try {
                for (var hit : Fields.of(found, "list").objects("hits", 0, ROWS_MAX)) {
                    var id = hit.text("thread", 1, TEXT_CHARS_MAX).substring(0, 8);
                    var stood = hit.text("state", 1, TEXT_CHARS_MAX);
                    if (hit.has("refused")) {
                        table.row(id, "refused", "-", hit.text("refused", 1, TEXT_CHARS_MAX));
                    } else {
                        var by = hit.object("author");
                        table.row(
                                id,
                                stood,
                                by.text("country", 2, 2) + "/" + by.text("handle", 1, TEXT_CHARS_MAX),
                                hit.text("title", 1, TEXT_CHARS_MAX));
                    }
                }
            } catch (Malformed impossible) {
                throw new IllegalStateException(impossible);
            }
            if (table.size() == 0) {
                screen().line("No question fits.");
            } else {
                screen().table(table);
                screen().line("State and order as the server says; hub forum show QUESTION judges the whole.");
            }
        }
    }

    /** {@code hub forum show}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "show",
            header = "A question with all that was said of it, judged.")
    static final class Show extends OfMember {
        @Parameters(index = "0", paramLabel = "QUESTION", description = "Its id, or the beginning of it.")
        private String id = "";

        @Override
        void work(ForumClient forum, Home home) throws Ended {
            var reading = forum.thread(ForumSayCommand.whole(forum, id));
            var thread = reading.thread();
            for (ForumEntry entry : thread.posts()) {
                post(thread, entry);
            }
            screen().line();
            for (ForumSaid said : thread.turns()) {
                turn(said);
            }
            for (String kept : thread.withheld()) {
                screen().bad("Kept back by the server without a moderator's removal: " + kept);
            }
            try {
                var json = reading.json();
                for (var refused : Fields.of(json, "thread").objects("refused", 0, ITEMS_MAX)) {
                    screen().bad("Refused: act " + refused.integer("seq", 0, Json.INTEGER_MAX) + " ["
                            + refused.text("reason", 1, TEXT_CHARS_MAX) + "]");
                }
                output().answer(Json.write(json));
            } catch (Malformed refused) {
                throw Ended.refused(refused.reason(), "The server's answer is not that question.");
            }
        }

        private void post(ForumThread thread, ForumEntry entry) {
            screen().line();
            var title = entry.post().title();
            if (title != null) {
                screen().line(screen().bold(title) + "   " + thread.state().code());
            }
            var marks = new StringBuilder();
            if (entry.id().equals(thread.accepted())) {
                marks.append("  ✓ accepted");
            }
            entry.verified().forEach(one -> marks.append("  ✓ verified by ").append(name(one.author())));
            if (entry.versions().size() > 1) {
                marks.append("  edited ").append(entry.versions().size() - 1).append(" times");
            }
            screen().line(entry.form().code() + " " + entry.id().substring(0, 8) + "  "
                    + name(entry.said().author()) + ", "
                    + entry.said().author().badge().code()
                    + (entry.said().sinceRevoked() ? ", revoked since" : "") + marks);
            if (entry.fate() == ForumEntry.Fate.SHOWN) {
                entry.post().text().lines().forEach(line -> screen().line("  " + line));
            } else {
                var reason = entry.reason();
                screen().dim("  " + (entry.fate() == ForumEntry.Fate.REMOVED ? "Removed" : "Hidden")
                        + (reason == null ? "" : ": " + reason.code()));
            }
        }

        private void turn(ForumSaid said) {
            try {
                var turn = ForumTurn.read(said.act().body());
                screen().dim("  " + CaseWords.time(said.act().time()) + "  " + name(said.author()) + "  "
                        + turn.step().code() + (turn.words() == null ? "" : ": " + turn.words()));
            } catch (Malformed impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    static String name(ForumAuthor author) {
        return author.country() + "/" + author.handle();
    }

    /** {@code hub forum experts}. */
    @Command(mixinStandardHelpOptions = true, name = "experts", header = "Experts, by topic; who vouches for them.")
    static final class Experts extends OfMember {
        @Option(names = "--topic", paramLabel = "TOPIC", description = "Such as chat-logs.")
        private String topic = "";

        @Override
        void work(ForumClient forum, Home home) throws Ended {
            var found = forum.experts(topic);
            var table = new Table().left("persona").left("badge").text("topics");
            try {
                for (var one : Fields.of(found, "list").objects("experts", 0, ITEMS_MAX)) {
                    table.row(
                            one.text("country", 2, 2) + "/" + one.text("handle", 1, TEXT_CHARS_MAX),
                            one.text("badge", 1, TEXT_CHARS_MAX),
                            String.join(", ", one.texts("topics", 0, ITEMS_MAX, TEXT_CHARS_MAX)));
                }
            } catch (Malformed impossible) {
                throw new IllegalStateException(impossible);
            }
            screen().table(table);
            output().answer(Json.write(found));
        }
    }

    /** {@code hub forum log}. */
    @Command(mixinStandardHelpOptions = true, name = "log", header = "What moderators did, newest first.")
    static final class Log extends OfMember {
        @Override
        void work(ForumClient forum, Home home) throws Ended {
            output().answer(Json.write(forum.log()));
        }
    }

    /** {@code hub forum reports}. */
    @Command(mixinStandardHelpOptions = true, name = "reports", header = "Reports that wait, for a moderator.")
    static final class Reports extends OfMember {
        @Override
        void work(ForumClient forum, Home home) throws Ended {
            output().answer(Json.write(forum.reports()));
        }
    }
}
