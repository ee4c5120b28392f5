package org.hublink.client;

import org.hublink.primitives.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hub authority withdraw}. */
@Command(
        name = "withdraw",
        mixinStandardHelpOptions = true,
        header = "Take back a statement that waits for signatures; what is in the log stays there.")
final class WithdrawCommand extends OperatorCommand {
    @Parameters(
            index = "0",
            paramLabel = "STATEMENT",
            description = "Its number in hub authority pending; the first 8 or more digits suffice.")
    private String statement = "";

    @Mixin
    private Consent consent = new Consent();

    @Override
    void prepare() throws Ended {
        Chosen.check(statement, "bad-statement", "A statement");
    }

    @Override
    void work(OperatorClient operator) throws Ended {
        var waiting = Chosen.one(operator.pending(), statement);
        screen().line("  " + Spoken.of(waiting.header()));
        screen().line("  signed by " + String.join(", ", waiting.signers(operator.authority())));
        consent.ask("Take it back, for all who have signed it?");
        operator.withdraw(waiting.digest());
        screen().good("Taken back: " + Spoken.of(waiting.header()));
        output().answer(Json.obj().put("withdrawn", waiting.digest()));
    }
}
