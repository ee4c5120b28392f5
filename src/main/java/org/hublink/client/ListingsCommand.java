package org.hublink.client;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hub authority listings}: the entries of the own country's desks. */
@Command(
        name = "listings",
        header = "The entries of your country's desks: import a table, look at it, publish it.",
        description = "A second operator looks at what was published and signs it: hub authority sign.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {ListingsImportCommand.class, ListingsShowCommand.class, ListingsPublishCommand.class})
final class ListingsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }
}
