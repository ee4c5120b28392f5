package org.hublink.client;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hub enrol}: an officer's own side of it. */
@Command(
        name = "enrol",
        header = "For an officer: apply with an invitation, read out the digits, see how it stands.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {EnrolApplyCommand.class, EnrolFingerprintCommand.class, EnrolStatusCommand.class})
final class EnrolCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }
}
