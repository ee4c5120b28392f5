package org.hublink.client;

import org.hublink.protocol.Header;
import picocli.CommandLine.Parameters;

/** Which statement that waits for signatures is meant: mixed into every command that does something with one. */
final class ChosenStatement {
    @Parameters(
            index = "0",
            paramLabel = "STATEMENT",
            description = "Its number in hub authority pending; the first 8 or more digits suffice.")
    private String statement = "";

    void check() throws Ended {
        Chosen.check(statement, "bad-statement", "A statement");
    }

    Waiting of(OperatorClient operator) throws Ended {
        return Chosen.one(operator.pending(), statement);
    }

    /**
     * What it is and who has signed it.
     *
     * @param own its header, as this operator's client has it
     */
    static void show(Screen screen, OperatorClient operator, Waiting waiting, Header own) throws Ended {
        screen.line("  " + Spoken.of(own));
        screen.line("  signed by " + String.join(", ", waiting.signers(operator.authority())));
    }
}
