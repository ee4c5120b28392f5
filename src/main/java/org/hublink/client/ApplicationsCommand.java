package org.hublink.client;

import java.util.ArrayList;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import picocli.CommandLine.Command;

/** {@code hub authority applications}. */
@Command(
        name = "applications",
        mixinStandardHelpOptions = true,
        header = "Applications that wait; only holders of the invitation can open one.")
final class ApplicationsCommand extends OperatorCommand {
    private static final int APPLICATIONS_MAX = 1_000;

    @Override
    void work(OperatorClient operator) throws Ended {
        var server = operator.server();
        var fields = server.fields(server.get("/api/v1/officers/applications", operator.token()), "applications");
        var items = new ArrayList<Json>();
        var table = new Table().left("invitation").right("received").right("erased in");
        try {
            for (var item : fields.objects("applications", 0, APPLICATIONS_MAX)) {
                var invitation = item.digest("invitation");
                long received = item.integer("received", 0, Json.INTEGER_MAX);
                long expires = item.integer("expires", 0, Json.INTEGER_MAX);
                table.row(
                        Spoken.shortened(invitation.hex()),
                        Ages.of(Math.max(0, operator.now() - received)) + " ago",
                        Ages.of(Math.max(0, expires - operator.now())));
                items.add(Json.obj()
                        .put("invitation", invitation)
                        .put("received", received)
                        .put("expires", expires)
                        .build());
            }
        } catch (Malformed malformed) {
            throw Ended.refused("unexpected-answer", "The applications cannot be read (" + malformed.reason() + ").");
        }
        if (items.isEmpty()) {
            screen().line("No application waits.");
        } else {
            screen().table(table);
            screen().dim("Open one with its invitation link: hub authority approve LINK");
        }
        output().answer(Json.obj().put("applications", items));
    }
}
