package org.hublink.client;

import java.io.IOException;
import java.util.List;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.Header;
import org.hublink.protocol.Part;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub authority desk}: a desk's roster. */
@Command(
        name = "desk",
        mixinStandardHelpOptions = true,
        header = "Set a desk's roster: functions, members, heads; a second operator signs it.")
final class DeskCommand extends OperatorCommand {
    private static final long DAY_SECONDS = 86_400;
    private static final long DESK_SECONDS = 380 * DAY_SECONDS;

    @Parameters(index = "0", paramLabel = "DESK", description = "Its id, such as FR-CSE-247.")
    private String desk = "";

    @Option(names = "--functions", required = true, split = ",", description = "Codes such as child-exploitation.")
    private List<String> functions = List.of();

    @Option(names = "--members", required = true, split = ",", description = "Pseudonyms of two officers or more.")
    private List<String> members = List.of();

    @Option(names = "--heads", required = true, split = ",", description = "Members who may attest its listings.")
    private List<String> heads = List.of();

    @Option(names = "--alternates", split = ",", description = "Desks that stand in for it.")
    private List<String> alternates = List.of();

    @Mixin
    private Consent consent = new Consent();

    @Override
    void prepare() throws Ended {
        if (!desk.matches("[A-Z]{2}-[A-Z0-9]{2,8}-[A-Z0-9]{1,8}")) {
            throw new Ended(ExitCode.USAGE, "bad-desk", "A desk is named like FR-CSE-247.");
        }
        roster();
    }

    private DeskPart roster() throws Ended {
        try {
            return new DeskPart(functions, members, heads, alternates);
        } catch (IllegalArgumentException refused) {
            throw new Ended(
                    ExitCode.USAGE,
                    String.valueOf(refused.getMessage()),
                    "This is no roster: two or more members, heads among them, each named once; codes in lower case.");
        }
    }

    @Override
    void work(OperatorClient operator) throws IOException, Ended {
        if (!desk.startsWith(operator.country().code())) {
            throw Ended.refused("foreign-country", "The desk is not of your country.");
        }
        var roster = roster();
        show(screen(), desk, roster);
        consent.ask("Sign this roster?");
        var part = new Part(operator.home().randomness().bytes(Part.SALT_BYTES), roster.body());
        long now = operator.now();
        var header = header(operator, desk, part, now, now + DESK_SECONDS);
        var outcome = operator.propose(new StatementSigner(operator.key()).sign(header), List.of(part), null);
        done(operator, outcome, "The roster of " + desk);
    }

    static Header header(OperatorClient operator, String desk, Part part, long issued, long expires) {
        var subject = new Subject(StatementType.DESK, operator.country().code(), desk);
        return StatementSigner.header(subject, operator.trust().nextVersion(subject), issued, expires, List.of(part));
    }

    static void show(Screen screen, String desk, DeskPart roster) {
        screen.title("Roster of " + desk);
        screen.line("  functions   " + String.join(", ", roster.functions()));
        screen.line("  members     " + String.join(", ", roster.members()));
        screen.line("  heads       " + String.join(", ", roster.heads()));
        screen.line(
                "  alternates  " + (roster.alternates().isEmpty() ? "none" : String.join(", ", roster.alternates())));
    }
}
