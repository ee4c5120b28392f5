package org.hublink.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.CaseBook;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.CaseProblem;
import org.hublink.protocol.CaseRequest;
import org.hublink.protocol.Urgency;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub case new}: a request from flags, from a file, or asked step by step. */
@Command(
        mixinStandardHelpOptions = true,
        name = "new",
        header = "Send a request to a foreign desk: from flags, from a JSON file, or asked step by step.")
final class CaseNewCommand extends HubCommand {
    @Mixin
    private CaseOptions cases = new CaseOptions();

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--file", paramLabel = "FILE", description = "The request as JSON, as --print writes it.")
    private @Nullable Path file;

    @Option(names = "--print", description = "Write the request as JSON and send nothing.")
    private boolean print;

    @Option(names = "--from", paramLabel = "DESK", description = "Your desk (default: the one that fits).")
    private @Nullable String from;

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = "%nThe request:%n")
    private @Nullable CaseFlags flags;

    @Override
    public Integer call() throws IOException, Ended {
        Home home = JvmHome.system();
        var words = cases.words(home);
        var request = request(home, words);
        mend(request.problems());
        if (print) {
            output().plain(Json.write(request.json()));
            return ExitCode.DONE;
        }
        try (var client = cases.open(home, screen())) {
            var book = CaseOptions.connected(client, screen());
            var desk = from(book, request.to());
            screen().title("Request of " + desk + " to " + request.to());
            new CaseView(book, words, screen()).request(request);
            consent.ask("Sign and send it?");
            var known = book.conversations();
            CaseOptions.ended(client, client.runAndSettle(new Wish.OpenCase(request, desk)), "");
            var opened = new ArrayList<>(book.conversations());
            opened.removeAll(known);
            if (opened.isEmpty()) {
                throw Ended.refused("case-not-opened", "The case was not opened. Nothing was sent.");
            }
            var id = opened.get(0);
            var members = book.members(id);
            int devices = members == null ? 0 : members.devices().size();
            CaseOptions.sent(
                    client,
                    id,
                    screen(),
                    "Sent, sealed for " + devices + " devices, as " + CaseView.shortId(id)
                            + ". Sent is not acknowledged: hub case watch " + CaseView.shortId(id));
            reached(client, request);
            CaseOptions.file(client, screen());
            output().answer(CaseOptions.json(book, id));
            return ExitCode.DONE;
        }
    }

    /** Whoever sends an emergency to a desk at which nobody is must hear it while he can still call. */
    private void reached(OfficerClient client, CaseRequest request) {
        if (request.urgency().level() != Urgency.EMERGENCY) {
            return;
        }
        try {
            var words = client.reach(request.to()).words(request.to());
            if (!words.isEmpty()) {
                screen().bad(words);
            }
        } catch (Ended unknown) {
            screen().warn("Whether anybody is connected at " + request.to() + " is not known: " + unknown.getMessage());
        }
    }

    private CaseRequest request(Home home, CaseWords words) throws IOException, Ended {
        if (file != null) {
            if (Files.size(file) > CaseRequest.BYTES_MAX) {
                throw Ended.local("request-too-large", file + " is larger than a request may be.");
            }
            return read(Files.readAllBytes(file), home, "The file " + file);
        }
        var given = flags;
        if (given == null) {
            return read(new CaseAsking(words, screen()).ask(), home, "What was typed");
        }
        return read(given.json(), home, "The request");
    }

    private static CaseRequest read(byte[] json, Home home, String what) throws Ended {
        try {
            return CaseRequest.draft(json, home.text());
        } catch (Malformed refused) {
            throw new Ended(
                    ExitCode.USAGE,
                    refused.reason(),
                    what + " is not a request yet: " + String.valueOf(refused.getMessage()) + ".");
        }
    }

    /** All that is to be mended, at once. */
    private void mend(List<CaseProblem> problems) throws Ended {
        if (problems.isEmpty()) {
            return;
        }
        var all = new ArrayList<String>();
        for (var problem : problems) {
            screen().bad(CaseFlags.named(problem.field()) + ": " + wanted(problem) + " [" + problem.code() + "]");
            all.add(problem.field() + " " + problem.code());
        }
        throw new Ended(
                ExitCode.USAGE,
                problems.get(0).code(),
                "The request is not complete: " + String.join(", ", all) + ". Nothing was sent.");
    }

    private static String wanted(CaseProblem problem) {
        return switch (problem.code()) {
            case "request-missing" -> "this is compulsory for what you ask";
            case "request-spare" -> "a routine request has no ground of urgency; leave it out or raise the urgency";
            case "request-not-emergency" -> "an emergency is danger to life or limb; else ask as urgent";
            case "request-phone" -> "write the number as dialled from abroad, beginning with +";
            case "identifier-port" -> "an address without its port names nobody: many share it; add the port";
            case "identifier-time" -> "add the time in UTC, to the second if you have it";
            case "identifier-service" -> "say at which service";
            case "identifier-spare" -> "leave out what does not belong to this kind";
            case "identifier-form" -> "this does not look like one; compare it with your source";
            default -> "mend this";
        };
    }

    /** The own desk that asks: the only one, or the only one of the asked desk's kind. */
    private String from(CaseBook book, String to) throws Ended {
        var own = book.ownDesks();
        var named = from;
        if (named != null) {
            if (!own.contains(named)) {
                throw Ended.refused("not-rostered", "You are not on the roster of " + named + ". Yours: " + own + ".");
            }
            return named;
        }
        if (own.isEmpty()) {
            throw Ended.refused("not-rostered", "You are on no desk's roster. Ask your operators.");
        }
        var fit = own.stream().filter(desk -> kind(desk).equals(kind(to))).toList();
        if (own.size() == 1 || fit.size() == 1) {
            return fit.size() == 1 ? fit.get(0) : own.get(0);
        }
        throw new Ended(
                ExitCode.USAGE,
                "desk-missing",
                "For which of your desks? Give --from with one of " + String.join(", ", own) + ".");
    }

    private static String kind(String desk) {
        return desk.substring(3, Math.max(3, desk.lastIndexOf('-')));
    }
}
