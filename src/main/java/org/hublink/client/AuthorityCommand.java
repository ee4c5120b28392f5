package org.hublink.client;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hub authority}: what the operators of a country do, two of them for all but a hold. */
@Command(
        name = "authority",
        header = "For a country's operators: let officers in, cut them off, renew, publish the desks' entries.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            InviteCommand.class,
            ApplicationsCommand.class,
            ApproveCommand.class,
            PendingCommand.class,
            SignCommand.class,
            RenewCommand.class,
            DeskCommand.class,
            ListingsCommand.class,
            AttestCommand.class,
            DeclineCommand.class,
            WithdrawCommand.class,
        })
final class AuthorityCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }
}
