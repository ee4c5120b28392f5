package org.hublink.client;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hublink.primitives.Json;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line {@code hub}. Commands that start or touch a server are handed in by the app, which alone knows the server. */
@Command(
        name = "hub",
        mixinStandardHelpOptions = true,
        version = "hub 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        header = "Hublink: find the right foreign desk, and see proved that its entry is true.",
        footerHeading = "%nTo look around on this machine: @|bold ./hub demo|@%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done; whatever was shown was verified",
            " 1:refused: not verified, or the server said no; the reason code is printed",
            " 2:the command line was not understood",
            " 3:the server or the database cannot be reached",
            " 4:something on this machine stands in the way: a file, lock, port or passphrase",
            " 5:the server was caught cheating; the evidence is kept",
            "70:a bug of ours",
        })
public final class Hub implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Hub() {}

    /**
     * Runs one command on the process's own streams.
     *
     * @param more the app's commands, by name
     * @return one of {@link ExitCode}
     */
    public static int run(List<Object> more, String... args) {
        return commandLine(more).execute(args);
    }

    /** Runs one command and captures what it prints. */
    public static int captured(PrintStream out, List<Object> more, String... args) {
        var line = commandLine(more);
        var writer = new PrintWriter(out, true, StandardCharsets.UTF_8);
        line.setOut(writer).setErr(writer);
        capture(line, out);
        return line.execute(args);
    }

    private static void capture(CommandLine line, PrintStream out) {
        line.getMixins().values().forEach(mixin -> {
            if (mixin instanceof OutputOptions options) {
                options.capture(out);
            }
        });
        line.getSubcommands().values().forEach(sub -> capture(sub, out));
    }

    static CommandLine commandLine(List<Object> more) {
        var line = new CommandLine(new Hub());
        more.forEach(line::addSubcommand);
        line.addSubcommand(DirectoryCommand.class).addSubcommand(CaseCommand.class);
        line.addSubcommand(OwnDeskCommand.class);
        line.addSubcommand(ForumCommand.class);
        line.addSubcommand(DeskBotCommand.class).addSubcommand(AuditCommand.class);
        var authority = new CommandLine(new AuthorityCommand());
        RevokeCommand.addTo(authority);
        line.addSubcommand(authority);
        line.addSubcommand(new CeremonyCommand());
        line.addSubcommand(new EnrolCommand());
        line.addSubcommand(new WatchCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Hub::misunderstood)
                .setExecutionExceptionHandler(Hub::ended);
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int misunderstood(ParameterException wrong, String[] args) {
        var line = wrong.getCommandLine();
        line.getErr().println("hub: " + wrong.getMessage());
        line.getErr().println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int ended(Exception cause, CommandLine line, ParseResult parsed) {
        var ended = cause instanceof Ended known ? known : Endings.of(cause);
        if (ended.exitCode() == ExitCode.BUG) {
            for (var frame : cause.getStackTrace()) {
                line.getErr().println("    at " + frame);
            }
        }
        if (wantsJson(line)) {
            var answer = Json.obj().put("error", ended.code()).put("message", ended.sentence());
            line.getOut().println(new String(Json.write(answer.build()), StandardCharsets.UTF_8));
        } else {
            line.getErr().println("hub: " + ended.sentence() + " [" + ended.code() + "]");
        }
        return ended.exitCode();
    }

    private static boolean wantsJson(CommandLine line) {
        return line.getMixins().get(OutputOptions.MIXIN) instanceof OutputOptions options && options.json();
    }
}
