package org.hublink.client;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub desk-bot}: a desk that answers by itself, in the demo alone. */
@Command(
        mixinStandardHelpOptions = true,
        name = "desk-bot",
        header = "A desk of the demo that answers by itself: acknowledges, asks back once, answers.")
final class DeskBotCommand extends HubCommand {
    @Mixin
    private ClientOptions own = new ClientOptions();

    @Option(names = "--for", paramLabel = "SECONDS", description = "End after so long (default: when you stop it).")
    private long seconds;

    @Override
    public Integer call() throws IOException, Ended {
        var home = JvmHome.system();
        var vault = own.vault(home);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try (var client = own.open(home, view -> {})) {
            var bot = DeskBot.of(client, vault.contents().owner(), step -> screen().good("took the step " + step));
            CaseOptions.ended(client, client.runAndSettle(new Wish.Connect()), "");
            screen().good("Answering for "
                    + String.join(", ", CaseOptions.book(client).ownDesks()) + "; Ctrl-C ends it.");
            bot.run(() -> seconds > 0 && System.nanoTime() - end >= 0);
            output().answer(Json.obj().put("ok", true));
            return ExitCode.DONE;
        }
    }
}
