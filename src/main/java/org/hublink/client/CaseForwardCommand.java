package org.hublink.client;

import java.util.ArrayList;
import java.util.List;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.ListingId;
import org.hublink.protocol.Transition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hub case forward}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "forward",
        header =
                "Forward to the desk that it is for: it is brought in, reads what was signed so far, and all are told.",
        footer = {
            "",
            "TLP:RED, AMBER+STRICT and 'ask first' forbid it; AMBER keeps it within your country.",
        })
final class CaseForwardCommand extends CaseStepCommand {
    @Parameters(index = "0", paramLabel = "CASE", description = "Beginning of its id, or the reference.")
    private String named = "";

    @Parameters(index = "1", paramLabel = "DESK", description = "The desk that it goes on to, such as FR-CSE-247.")
    private String desk = "";

    @Parameters(index = "2..*", arity = "0..*", paramLabel = "WORD", description = "Why.")
    private List<String> said = new ArrayList<>();

    CaseForwardCommand() {
        super(CaseStep.FORWARD, "It is theirs to acknowledge now.");
    }

    @Override
    String named() {
        return named;
    }

    @Override
    Transition.Words words() throws Ended {
        if (!ListingId.valid(desk)) {
            throw new Ended(ExitCode.USAGE, "bad-desk", "A desk is named like FR-CSE-247.");
        }
        return Transition.Words.code(desk, said.isEmpty() ? null : String.join(" ", said));
    }
}
