package org.hublink.client;

import java.io.IOException;
import org.hublink.protocol.RevocationFacts.Mode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hub authority hold}, {@code lift} and {@code final}: one command in three modes. */
@Command(mixinStandardHelpOptions = true)
final class RevokeCommand extends OperatorCommand {
    private final Mode mode;

    @Parameters(
            index = "0",
            paramLabel = "TARGET",
            description = "device:ID (8 digits of it suffice), officer:PSEUDONYM, persona:HANDLE or operator:ID.")
    private String target = "";

    @Mixin
    private Consent consent = new Consent();

    private RevokeCommand(Mode mode) {
        this.mode = mode;
    }

    /** Adds the three to the operators' command. */
    static void addTo(CommandLine authority) {
        for (var mode : Mode.values()) {
            var line = new CommandLine(new RevokeCommand(mode));
            line.getCommandSpec().usageMessage().header(header(mode));
            authority.addSubcommand(mode.code(), line);
        }
    }

    private static String header(Mode mode) {
        return switch (mode) {
            case HOLD -> "Cut somebody off at once; one operator suffices.";
            case LIFT -> "Take a hold back; a second operator runs the same command.";
            case FINAL -> "End somebody's device or role for good; a second operator runs the same command.";
        };
    }

    @Override
    void prepare() throws Ended {
        Revocation.check(target);
    }

    @Override
    void work(OperatorClient operator) throws IOException, Ended {
        var whole = Revocation.whole(operator, target);
        var who = Spoken.target(whole);
        consent.ask(
                switch (mode) {
                    case HOLD -> "Put on hold: " + who + "?";
                    case LIFT -> "Take back the hold on " + who + "?";
                    case FINAL -> "End for good, beyond recall: " + who + "?";
                });
        var what = switch (mode) {
            case HOLD -> "On hold: ";
            case LIFT -> "Hold taken back: ";
            case FINAL -> "Ended for good: ";
        };
        done(operator, Revocation.sign(operator, whole, mode), what + who);
    }
}
