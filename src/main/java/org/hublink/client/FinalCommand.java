package org.hublink.client;

import java.io.IOException;
import org.hublink.protocol.RevocationFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub authority final}. */
@Command(
        name = "final",
        mixinStandardHelpOptions = true,
        header = "End somebody's device or role for good; a second operator runs the same command.")
final class FinalCommand extends OperatorCommand {
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
        confirm("End for good, beyond recall: " + Spoken.target(whole) + "?", yes, "--yes");
        var outcome = Revocation.sign(operator, whole, RevocationFacts.Mode.FINAL);
        done(operator, outcome, "Ended for good: " + Spoken.target(whole));
    }
}
