package org.hublink.client;

import java.io.IOException;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hub case bring}: a colleague's device that came later. */
@Command(
        mixinStandardHelpOptions = true,
        name = "bring",
        header =
                "Bring your desk's devices that are not in a case yet into it: of a colleague who takes over, a new one.",
        description = "What was said before they read out of the desk's archive.")
final class CaseBringCommand extends HubCommand {
    @Mixin
    private CaseOptions cases = new CaseOptions();

    @Parameters(index = "0", paramLabel = "CASE", description = "Beginning of its id, or the reference.")
    private String named = "";

    @Override
    public Integer call() throws IOException, Ended {
        var home = JvmHome.system();
        try (var client = cases.open(home, screen())) {
            var book = CaseOptions.connected(client, screen());
            var id = CaseOptions.find(book, named);
            var own = book.own(id);
            if (own == null) {
                throw Ended.refused(
                        "conversation-unknown",
                        "This device is not in that case itself. Ask a colleague of your desk.");
            }
            var before = book.members(id);
            CaseOptions.ended(client, client.runAndSettle(new Wish.BringIn(id, own.desk())), id);
            var after = book.members(id);
            int more = before == null || after == null
                    ? 0
                    : after.devices().size() - before.devices().size();
            if (more > 0) {
                screen().good(Sizes.counted(more, "device") + " of " + own.desk() + " brought into the case.");
            } else {
                screen().line("All devices of " + own.desk() + " that the Hub can reach are in it.");
            }
            output().answer(CaseOptions.json(book, id));
            return ExitCode.DONE;
        }
    }
}
