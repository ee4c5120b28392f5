package org.hublink.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub case}: sealed requests from desk to desk. */
@Command(
        mixinStandardHelpOptions = true,
        name = "case",
        header = "Ask a foreign desk, answer one, and see whose turn it is and until when.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "A case is named by the beginning of its id, or by the sender's reference.",
            "What is said is sealed for the desks of the case; the server carries it and cannot read it."
        },
        subcommands = {
            CaseNewCommand.class,
            CaseCommand.Listed.class,
            CaseCommand.Show.class,
            CaseStepCommand.Ack.class,
            CaseStepCommand.Accept.class,
            CaseStepCommand.Clarify.class,
            CaseStepCommand.Refuse.class,
            CaseForwardCommand.class,
            CaseEscalateCommand.class,
            CaseStepCommand.Answer.class,
            CaseStepCommand.Confirm.class,
            CaseStepCommand.Close.class,
            CaseStepCommand.Withdraw.class,
            CaseCommand.Chat.class,
            CaseAttachCommand.class,
            CaseFetchCommand.class,
            CaseArchiveCommand.class,
            CaseExportCommand.class,
            CaseBringCommand.class,
            CaseWatchCommand.class,
            CaseCommand.Search.class
        })
final class CaseCommand {
    private CaseCommand() {}

    /** {@code hub case list}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "list",
            header = "All open cases of your desks, soonest due first, with their clocks.")
    static final class Listed extends HubCommand {
        @Mixin
        private CaseOptions cases = new CaseOptions();

        @Option(names = "--all", description = "Those that are closed or withdrawn too.")
        private boolean all;

        @Override
        public Integer call() throws IOException, Ended {
            var home = JvmHome.system();
            var words = cases.words(home);
            try (var client = cases.open(home, screen())) {
                var book = CaseOptions.connectedOrKept(client, screen());
                int shown = new CaseView(book, words, screen())
                        .list(all, home.clock().now());
                if (shown == 0) {
                    screen().line(all ? "No cases yet." : "No open cases. Ask a desk: hub case new");
                }
                output().answer(book.json());
                return ExitCode.DONE;
            }
        }
    }

    /** {@code hub case show}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "show",
            header = "One case: what is asked, what was said, what is due, what you may do next.")
    static final class Show extends HubCommand {
        @Mixin
        private CaseOptions cases = new CaseOptions();

        @Parameters(paramLabel = "CASE", description = "Beginning of its id, or the reference.")
        private String named = "";

        @Override
        public Integer call() throws IOException, Ended {
            var home = JvmHome.system();
            var words = cases.words(home);
            try (var client = cases.open(home, screen())) {
                var book = CaseOptions.connectedOrKept(client, screen());
                var id = CaseOptions.find(book, named);
                new CaseView(book, words, screen()).show(id, home.clock().now());
                output().answer(CaseOptions.json(book, id));
                return ExitCode.DONE;
            }
        }
    }

    /** {@code hub case chat}. */
    @Command(mixinStandardHelpOptions = true, name = "chat", header = "Say something in a case that is no step of it.")
    static final class Chat extends HubCommand {
        @Mixin
        private CaseOptions cases = new CaseOptions();

        @Parameters(index = "0", paramLabel = "CASE", description = "Beginning of its id, or the reference.")
        private String named = "";

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "WORD", description = "What to say.")
        private List<String> said = List.of();

        @Override
        public Integer call() throws IOException, Ended {
            Home home = JvmHome.system();
            try (var client = cases.open(home, screen())) {
                var book = CaseOptions.connected(client, screen());
                var id = CaseOptions.find(book, named);
                var finished = client.runAndSettle(new Wish.Chat(id, String.join(" ", said)));
                CaseOptions.ended(client, finished, id);
                CaseOptions.sent(client, id, screen(), "Said to all desks of the case.");
                CaseOptions.file(client, screen());
                output().answer(CaseOptions.json(book, id));
                return ExitCode.DONE;
            }
        }
    }

    /** {@code hub case search}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "search",
            header = "Find words in your cases, on this machine alone; the server is not asked.")
    static final class Search extends HubCommand {
        @Mixin
        private CaseOptions cases = new CaseOptions();

        @Parameters(arity = "1..*", paramLabel = "WORD", description = "Words or beginnings of words; all must occur.")
        private List<String> words = List.of();

        @Override
        public Integer call() throws IOException, Ended {
            Home home = JvmHome.system();
            var labels = cases.words(home);
            try (var client = cases.open(home, screen())) {
                var book = CaseOptions.kept(client);
                var view = new CaseView(book, labels, screen());
                List<Json> hits = new ArrayList<>();
                @Nullable String last = null;
                for (var hit : new CaseSearch(home.text()).find(book, String.join(" ", words))) {
                    if (!hit.conversation().equals(last)) {
                        screen().title(view.heading(hit.conversation()));
                    }
                    last = hit.conversation();
                    view.said(hit.said(), book.story(hit.conversation()));
                    hits.add(Json.obj()
                            .put("id", hit.conversation())
                            .put("device", hit.said().device())
                            .build());
                }
                if (hits.isEmpty()) {
                    screen().line("Nothing found in what this machine has.");
                }
                output().answer(Json.obj().put("hits", hits));
                return hits.isEmpty() ? ExitCode.REFUSED : ExitCode.DONE;
            }
        }
    }
}
