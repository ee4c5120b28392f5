package org.hublink.client;

import java.io.IOException;
import java.util.function.Consumer;
import org.hublink.engine.CaseBook;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Languages;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose cases, and in which language their codes are read: mixed into every command about cases. */
final class CaseOptions {
    private static final int ID_CHARS_MIN = 4;

    @Mixin
    private ClientOptions own = new ClientOptions();

    @Option(
            names = "--language",
            paramLabel = "CODE",
            defaultValue = "en",
            description = "Language of the codes: ar, en, es, fr, nl, pt, ru, zh (${DEFAULT-VALUE}).")
    private String language = "en";

    CaseWords words(Home home) throws Ended {
        if (!Languages.EIGHT.contains(language)) {
            throw new Ended(
                    ExitCode.USAGE,
                    "bad-language",
                    "There is no " + language + " here; write one of " + String.join(", ", Languages.EIGHT) + ".");
        }
        return new CaseWords(Desk.reference(home), language);
    }

    OfficerClient open(Home home, Screen screen) throws IOException, Ended {
        return open(home, screen, view -> {}, code -> {});
    }

    /**
     * The same, for whoever follows long work.
     *
     * @param alarms is told the code of each alarm, which is shown as well
     */
    OfficerClient open(Home home, Screen screen, Consumer<View> views, Consumer<String> alarms)
            throws IOException, Ended {
        return own.open(home, views, alert -> {
            screen.warn(CaseEndings.alarm(alert.code()) + " [" + alert.code() + ": " + alert.detail() + "]");
            alarms.accept(alert.code());
        });
    }

    /** Takes what has come and sends what waits; then the desks' archives have their turn. */
    static CaseBook connected(OfficerClient client, Screen screen) throws IOException, Ended {
        ended(client, client.connect(), "");
        archive(client, screen);
        return book(client);
    }

    /** That an archive is not to be had keeps nobody from his work; it is said. */
    static void archive(OfficerClient client, Screen screen) throws IOException, Ended {
        var finished = client.archive();
        var failed = finished.failed();
        if (!finished.clean()) {
            var code = failed == null ? finished.refusals().get(0).reason().code() : failed.code();
            screen.warn("The archive of your desk is not up to date [" + code + "]. It is tried again next time.");
        }
    }

    /** Files what was just said, if anything was. */
    static void file(OfficerClient client, Screen screen) throws IOException, Ended {
        for (var one : book(client).archives()) {
            if (one.unfiled() > 0) {
                archive(client, screen);
                return;
            }
        }
    }

    /** The same where the server may be away: what is kept here is shown then, and that it may be old is said. */
    static CaseBook connectedOrKept(OfficerClient client, Screen screen) throws IOException, Ended {
        var finished = client.connect();
        var failed = finished.failed();
        if (failed != null && failed.code().equals("unreachable")) {
            screen.warn("The server cannot be reached. This is what was known here last; clocks run on.");
            kept(client);
        } else {
            ended(client, finished, "");
            archive(client, screen);
        }
        return book(client);
    }

    static CaseBook book(OfficerClient client) throws Ended {
        var book = client.engine().cases();
        if (book == null) {
            throw Ended.local("no-device", "Cases want the vault of an officer's device.");
        }
        return book;
    }

    /** What this store has, without a network; what is missing of the directory is no matter here. */
    static CaseBook kept(OfficerClient client) throws IOException, Ended {
        var failed = client.run(new Wish.Open()).failed();
        if (failed != null) {
            throw OfficerClient.failure(failed);
        }
        return book(client);
    }

    /** Ends the command where something was refused; says what to do. */
    static void ended(OfficerClient client, View.Finished finished, String conversation) throws Ended {
        var failed = finished.failed();
        if (failed != null) {
            throw CaseEndings.of(failed.code(), failed.detail(), client.engine().cases(), conversation);
        }
        if (!finished.refusals().isEmpty()) {
            var first = finished.refusals().get(0);
            var known = OfficerClient.refusal(first);
            throw CaseEndings.explained(known);
        }
    }

    /** Says that it went out, or that it still waits. */
    static void sent(OfficerClient client, String conversation, Screen screen, String done) throws Ended {
        var members = book(client).members(conversation);
        if (members != null && members.waiting() > 0) {
            screen.warn(done.strip() + " It is signed and kept here, and goes out with the next connection.");
        } else {
            screen.good(done.strip());
        }
    }

    /** One case as JSON, as the page has it too. */
    static byte[] json(CaseBook book, String conversation) {
        try {
            return book.json(conversation);
        } catch (Malformed unknown) {
            throw new IllegalStateException(unknown);
        }
    }

    /** The case that is meant: the beginning of its id, or the sender's reference. */
    static String find(CaseBook book, String named) throws Ended {
        String found = null;
        for (var id : book.conversations()) {
            var request = book.story(id).position().request();
            boolean meant = (named.length() >= ID_CHARS_MIN && id.startsWith(named))
                    || (request != null && request.handling().reference().equals(named));
            if (meant && found != null) {
                throw new Ended(
                        ExitCode.USAGE,
                        "case-ambiguous",
                        "More than one case is meant by " + named + "; write more of its id.");
            }
            found = meant ? id : found;
        }
        if (found == null) {
            throw Ended.refused("case-unknown", "No case here is called " + named + ". See them: hub case list --all");
        }
        return found;
    }
}
