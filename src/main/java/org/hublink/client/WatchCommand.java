package org.hublink.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub watch}: rings in a duty room. */
@Command(
        mixinStandardHelpOptions = true,
        name = "watch",
        header = "Ring in a duty room: run a program for each alert of this officer's desks.",
        description = {
            "Signs in once and forgets the vault. For each alert, and every two minutes until somebody acknowledges, the program is"
                    + " run with the line as its one argument and HUBLINK_TEXT, HUBLINK_ALERT, HUBLINK_DESK, HUBLINK_URGENCY and"
                    + " HUBLINK_STEP in its environment. It is also run, with HUBLINK_STEP=lost, when the server could not be"
                    + " reached for five minutes, and with HUBLINK_STEP=session-over when the session ends (12 hours unless the"
                    + " server says otherwise)."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 1:the session is over or was refused: sign in again",
            " 2:the command line was not understood",
            " 3:the server could not be reached for signing in; later it is tried again for ever",
            " 4:the vault, its store or the program stands in the way, or the watch was stopped",
            "70:a bug of ours",
        })
final class WatchCommand extends HubCommand {
    @Mixin
    private ClientOptions options = new ClientOptions();

    @Option(
            names = "--on-alert",
            required = true,
            paramLabel = "PROGRAM",
            description = "A program file; it is run directly, by no shell.")
    private @Nullable Path program;

    @Override
    public Integer call() throws IOException, Ended {
        var file = program;
        if (file == null || !Files.isExecutable(file) || Files.isDirectory(file)) {
            throw Ended.local("no-program", "There is no program " + file + " to be run.");
        }
        var home = JvmHome.system();
        var session = signIn();
        var bell = new Bell(file.toAbsolutePath().toString(), screen()::bad);
        Consumer<Watch.Ring> ring = one -> {
            screen().warn(one.text());
            output().answer(Json.obj()
                    .put("alert", one.alert())
                    .put("desk", one.desk())
                    .put("urgency", one.urgency())
                    .put("step", one.step())
                    .put("text", one.text()));
            bell.accept(one);
        };
        screen().good("Watching. Whoever is on duty hears " + file.getFileName() + ".");
        try (var watch = new Watch(session.http(), home.text(), Watch.Pace.USUAL, ring)) {
            boolean over = watch.run(session.token());
            throw over
                    ? Ended.refused("session-over", "The session is over; sign in again.")
                    : Ended.local("interrupted", "Stopped.");
        }
    }

    private record Session(HttpHome http, String token) {}

    /** The vault is open for as long as this runs. */
    private Session signIn() throws IOException, Ended {
        var home = JvmHome.system();
        var vault = options.vault(home);
        var http = options.http(vault);
        try (var client =
                OfficerClient.open(vault.contents(), options.store(), http, home, options.demo(), view -> {})) {
            client.must(new Wish.SignIn());
            var token = client.engine().token();
            if (token == null) {
                throw Ended.refused("session-over", "The server opened no session.");
            }
            return new Session(http, token);
        }
    }
}
