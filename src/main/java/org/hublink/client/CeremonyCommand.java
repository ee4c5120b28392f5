package org.hublink.client;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hub ceremony}: how a hub begins, and how a country is admitted. No vault leaves its holder's machine; files do. */
@Command(
        name = "ceremony",
        header = "Found a hub and admit countries: several holders sign, each on a machine of his own.",
        description = {
            "In this order; files named .public and .ceremony go from hand to hand:",
            "  1  each holder of the root   share",
            "  2  on the server's machine   server",
            "  3  the first holder          root, the others sign",
            "  4  on the server's machine   pin, then publish",
            "  5  each country's operators  operator",
            "  6  the first holder          authority, the others sign; publish",
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            CeremonyShareCommand.class,
            CeremonyServerCommand.class,
            CeremonyRootCommand.class,
            CeremonyOperatorCommand.class,
            CeremonyAuthorityCommand.class,
            CeremonySignCommand.class,
            CeremonyShowCommand.class,
            CeremonyPinCommand.class,
            CeremonyPublishCommand.class,
        })
final class CeremonyCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }
}
