package org.hublink.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.OwnWatch;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub desk news}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "news",
        header = "What the log says of your desks, their officers and devices that you did not know yet.",
        description =
                "A device that nobody at the desk enrolled may be a stranger's: ask your operators by a telephone number"
                        + " that you have from before, and say --expected only when they know of it.")
final class DeskNewsCommand extends HubCommand {
    @Mixin
    private ClientOptions own = new ClientOptions();

    @Option(
            names = "--expected",
            paramLabel = "SUBJECT",
            description = "You know of it, as it is named by this command; ends its alarm. More than one is allowed.")
    private List<String> expected = new ArrayList<>();

    @Override
    public Integer call() throws IOException, Ended {
        try (var client = own.open(JvmHome.system(), view -> {})) {
            CaseOptions.ended(client, client.runAndSettle(new Wish.ArchiveAll()), "");
            for (String subject : expected) {
                CaseOptions.ended(client, client.runAndSettle(new Wish.Expect(subject)), "");
            }
            show(client.engine().unexpected());
        }
        return ExitCode.DONE;
    }

    private void show(List<OwnWatch.Unexpected> news) {
        var table = new Table().left("leaf").left("officer").text("what");
        List<Json> items = new ArrayList<>();
        for (var one : news) {
            table.row(String.valueOf(one.leaf()), one.officer().isEmpty() ? "-" : one.officer(), one.subject());
            items.add(Json.obj()
                    .put("subject", one.subject())
                    .put("officer", one.officer())
                    .put("leaf", one.leaf())
                    .build());
        }
        if (table.size() == 0) {
            screen().line("Nothing that you did not know.");
        } else {
            screen().table(table);
            screen().line("Who signed it: hub audit. Known to you: hub desk news --expected SUBJECT");
        }
        output().answer(Json.obj().put("unexpected", items));
    }
}
