package org.hublink.client;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.engine.CaseBook;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Json;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.Urgency;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub case watch}: stays connected and shows each thing as it comes. */
@Command(
        mixinStandardHelpOptions = true,
        name = "watch",
        header = "Stay connected and show what comes as it comes; a new emergency rings the terminal.")
final class CaseWatchCommand extends HubCommand {
    private static final Duration ALWAYS = Duration.ofDays(365);

    @Mixin
    private CaseOptions cases = new CaseOptions();

    @Parameters(arity = "0..1", paramLabel = "CASE", description = "One case alone (default: all).")
    private @Nullable String named;

    @Option(names = "--for", paramLabel = "SECONDS", description = "End after so long (default: when you stop it).")
    private long seconds;

    /** How many of each conversation's acts were shown. */
    private final Map<String, Integer> shown = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException, Ended {
        var home = JvmHome.system();
        var words = cases.words(home);
        try (var client = cases.open(home, screen())) {
            var book = CaseOptions.connected(client, screen());
            var only = named == null ? null : CaseOptions.find(book, named);
            var view = new CaseView(book, words, screen());
            for (var id : book.conversations()) {
                shown.put(id, book.said(id).size());
            }
            screen().dim("  Watching " + (only == null ? "all cases" : CaseView.shortId(only)) + "; Ctrl-C ends it.");
            try (var live = client.live()) {
                live.until(
                        () -> {
                            news(book, view, only);
                            return false;
                        },
                        seconds > 0 ? Duration.ofSeconds(seconds) : ALWAYS);
            }
            output().answer(Json.obj().put("ok", true));
            return ExitCode.DONE;
        }
    }

    private void news(CaseBook book, CaseView view, @Nullable String only) {
        for (var id : book.conversations()) {
            if (only != null && !only.equals(id)) {
                continue;
            }
            var said = book.said(id);
            int before = shown.getOrDefault(id, 0);
            if (said.size() > before) {
                var story = book.story(id);
                var request = story.position().request();
                boolean rings = before == 0
                        && request != null
                        && request.urgency().level() == Urgency.EMERGENCY
                        && story.position().state() == CaseState.SENT;
                screen().line((rings ? bell() : "") + screen().bold(view.heading(id)));
                if (book.opensAt(id) == 0) {
                    said.subList(before, said.size()).forEach(one -> view.said(one, story));
                }
                shown.put(id, said.size());
            }
        }
    }

    private String bell() {
        return screen().moves() ? "\u0007" : "";
    }
}
