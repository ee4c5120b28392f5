package org.hublink.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub directory}: the verified directory of an officer, kept and searched on his own machine. */
@Command(
        mixinStandardHelpOptions = true,
        name = "directory",
        header = "The verified directory: bring it up to date, search it, show a card with its proof.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DirectoryCommand.Sync.class, DirectoryCommand.Find.class, DirectoryCommand.Show.class})
final class DirectoryCommand {
    private static final int ROWS_MAX = 500;

    /** {@code hub directory sync}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "sync",
            header = "Follow the log, fetch what is new, verify all of it.")
    static final class Sync extends HubCommand {
        @Mixin
        private ClientOptions options = new ClientOptions();

        @Override
        public Integer call() throws IOException, Ended {
            var home = JvmHome.system();
            var shown = new Latest(new Watching(screen()));
            try (var client = options.open(home, shown)) {
                var finished = client.run(new Wish.Sync());
                var checkpoint = client.engine().checkpoint();
                int listings = client.engine().listings().size();
                finished.refusals()
                        .forEach(one -> screen().bad(one.place() + ": " + one.detail() + " ["
                                + one.reason().code() + "]"));
                var failed = finished.failed();
                if (failed != null) {
                    throw OfficerClient.failure(failed);
                }
                long leaves = client.engine().moment().size();
                long age = checkpoint == null ? -1 : home.clock().now() - checkpoint.cosignedAt();
                screen().good(listings + " listings verified under " + leaves + " leaves; checkpoint " + Ages.of(age)
                        + " old; " + shown.fetched() + " new");
                output().answer(Json.obj()
                        .put("ok", finished.clean())
                        .put("leaves", leaves)
                        .put("listings", listings)
                        .put("fetched", shown.fetched())
                        .put("checkpointAgeSeconds", age)
                        .put("refused", refusals(finished)));
                return finished.clean()
                        ? ExitCode.DONE
                        : OfficerClient.refusal(finished.refusals().get(0)).exitCode();
            }
        }
    }

    /** {@code hub directory search}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "search",
            header = "Search the verified directory on this machine; the server is not asked.")
    static final class Find extends HubCommand {
        @Mixin
        private ClientOptions options = new ClientOptions();

        @Option(names = "--limit", defaultValue = "20", description = "Rows at most (${DEFAULT-VALUE}).")
        private int limit = 20;

        @Parameters(arity = "1..*", paramLabel = "WORDS", description = "In any of the eight languages.")
        private List<String> words = new ArrayList<>();

        @Override
        public Integer call() throws IOException, Ended {
            if (limit < 1 || limit > ROWS_MAX) {
                throw new Ended(ExitCode.USAGE, "bad-limit", "--limit is from 1 to " + ROWS_MAX + ".");
            }
            var home = JvmHome.system();
            try (var client = options.open(home, new Watching(screen()))) {
                var desk = desk(client, home);
                var found = desk.find(String.join(" ", words), "");
                if (found.hits().isEmpty()) {
                    screen().line("Nothing found.");
                } else {
                    screen().table(desk.table(found, limit));
                    screen().dim(found.total() + (found.total() == 1 ? " desk; " : " desks; ") + age(client, home));
                }
                if (!found.missed().isEmpty()) {
                    screen().warn("Found nowhere and passed over: " + String.join(", ", found.missed()));
                }
                List<Json> hits = new ArrayList<>();
                for (var hit :
                        found.hits().subList(0, Math.min(limit, found.hits().size()))) {
                    hits.add(card(desk, hit.listing().listing().id(), client)
                            .json()
                            .build());
                }
                output().answer(Json.obj()
                        .put("total", found.total())
                        .putTexts("missed", found.missed())
                        .put("hits", hits));
                return found.hits().isEmpty() ? ExitCode.REFUSED : ExitCode.DONE;
            }
        }
    }

    /** {@code hub directory show}. */
    @Command(
            mixinStandardHelpOptions = true,
            name = "show",
            header = "Show one desk's card, and why it may be believed.")
    static final class Show extends HubCommand {
        @Mixin
        private ClientOptions options = new ClientOptions();

        @Parameters(paramLabel = "DESK", description = "Such as FR-CSE-247.")
        private String id = "";

        @Override
        public Integer call() throws IOException, Ended {
            var home = JvmHome.system();
            try (var client = options.open(home, new Watching(screen()))) {
                var card = card(desk(client, home), id, client);
                card.print(screen());
                output().answer(card.json());
                return ExitCode.DONE;
            }
        }
    }

    private static Desk desk(OfficerClient client, Home home) throws IOException, Ended {
        client.must(new Wish.Open());
        if (client.engine().listings().isEmpty()) {
            throw Ended.local("not-synced", "Nothing is verified here yet: hub directory sync.");
        }
        return Desk.of(client.engine().listings().values(), home);
    }

    private static ListingCard card(Desk desk, String id, OfficerClient client) throws Ended {
        var listing = desk.listing(id);
        var checkpoint = client.engine().checkpoint();
        if (listing == null || checkpoint == null) {
            throw Ended.refused("no-such-listing", "No verified listing has the id " + id + ".");
        }
        return desk.card(listing, checkpoint.cosignedAt());
    }

    private static String age(OfficerClient client, Home home) {
        var checkpoint = client.engine().checkpoint();
        return checkpoint == null
                ? "no checkpoint"
                : "as of " + Ages.of(home.clock().now() - checkpoint.cosignedAt()) + " ago";
    }

    static List<Json> refusals(View.Finished finished) {
        List<Json> items = new ArrayList<>();
        for (var one : finished.refusals()) {
            items.add(Json.obj()
                    .put("place", one.place())
                    .put("reason", one.reason().code())
                    .put("detail", one.detail())
                    .build());
        }
        return items;
    }

    private DirectoryCommand() {}
}
