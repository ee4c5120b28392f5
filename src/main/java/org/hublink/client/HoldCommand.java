package org.hublink.client;

import java.io.IOException;
import org.hublink.protocol.RevocationFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub authority hold}. */
@Command(name = "hold", mixinStandardHelpOptions = true, header = "Cut somebody off at once; one operator suffices.")
final class HoldCommand extends OperatorCommand {
    @Parameters(
            index = "0",
            paramLabel = "TARGET",
            description = "device:ID (8 digits of it suffice), officer:PSEUDONYM, persona:HANDLE or operator:ID.")
    private String target = "";

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    void prepare() throws Ended {
        Revocation.check(target);
    }

    @Override
    void work(OperatorClient operator) throws IOException, Ended {
        var whole = Revocation.whole(operator, target);
        confirm("Put on hold: " + Spoken.target(whole) + "?", yes, "--yes");
        var outcome = Revocation.sign(operator, whole, RevocationFacts.Mode.HOLD);
        done(operator, outcome, "On hold: " + Spoken.target(whole));
    }
}
