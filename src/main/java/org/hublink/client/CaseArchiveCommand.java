package org.hublink.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.CaseBook;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hub case archive}: what one's desks keep for the colleague who takes over. */
@Command(
        mixinStandardHelpOptions = true,
        name = "archive",
        header =
                "Bring the archives of your desks up to date: take their keys, read what colleagues filed, file what is due.",
        description = {
            "Every command about cases does this by itself, and so does whatever stays connected. Records are sealed under a key that"
                    + " only the devices on the desk's roster hold; whoever leaves it reads nothing that is filed from then on."
        })
final class CaseArchiveCommand extends HubCommand {
    @Mixin
    private CaseOptions cases = new CaseOptions();

    private final List<String> alarms = new ArrayList<>();

    @Override
    public Integer call() throws IOException, Ended {
        var home = JvmHome.system();
        try (var client = cases.open(home, screen(), view -> {}, alarms::add)) {
            CaseOptions.ended(client, client.connect(), "");
            var finished = client.archive();
            var book = CaseOptions.book(client);
            var table = new Table()
                    .left("desk")
                    .left("key")
                    .right("held by")
                    .right("cases")
                    .right("records")
                    .right("not filed");
            List<Json> rows = new ArrayList<>();
            for (var one : book.archives()) {
                table.row(
                        one.desk(),
                        key(one),
                        one.devices() + (one.devices() == 1 ? " device" : " devices"),
                        String.valueOf(one.cases()),
                        String.valueOf(one.records()),
                        String.valueOf(one.unfiled()));
                rows.add(json(one));
            }
            if (table.size() == 0) {
                screen().line("You are on no desk's roster, so there is no archive for you.");
            } else {
                screen().table(table);
            }
            output().answer(Json.obj().put("archives", rows).putTexts("alarms", alarms));
            CaseOptions.ended(client, finished, "");
            return alarms.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
        }
    }

    private static String key(CaseBook.Archived one) {
        return one.version() == 0 ? "none yet" : "v" + one.version() + (one.opens() ? "" : ", not wrapped for you yet");
    }

    private static Json json(CaseBook.Archived one) {
        return Json.obj()
                .put("desk", one.desk())
                .put("version", one.version())
                .put("opens", one.opens())
                .put("devices", one.devices())
                .put("cases", one.cases())
                .put("records", one.records())
                .put("unfiled", one.unfiled())
                .build();
    }
}
