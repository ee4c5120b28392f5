package org.hublink.client;

import org.hublink.primitives.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hub authority withdraw}. */
@Command(
        name = "withdraw",
        mixinStandardHelpOptions = true,
        header = "Take back a statement that waits for signatures; what is in the log stays there.")
final class WithdrawCommand extends OperatorCommand {
    @Mixin
    private ChosenStatement statement = new ChosenStatement();

    @Mixin
    private Consent consent = new Consent();

    @Override
    void prepare() throws Ended {
        statement.check();
    }

    @Override
    void work(OperatorClient operator) throws Ended {
        var waiting = statement.of(operator);
        ChosenStatement.show(screen(), operator, waiting, waiting.header());
        consent.ask("Take it back, for all who have signed it?");
        operator.withdraw(waiting.digest());
        screen().good("Taken back: " + Spoken.of(waiting.header()));
        output().answer(Json.obj().put("withdrawn", waiting.digest()));
    }
}
