package org.hublink.client;

import java.util.ArrayList;
import org.hublink.primitives.Json;
import picocli.CommandLine.Command;

/** {@code hub authority pending}. */
@Command(name = "pending", mixinStandardHelpOptions = true, header = "Statements that wait for another operator.")
final class PendingCommand extends OperatorCommand {
    @Override
    void work(OperatorClient operator) throws Ended {
        var authority = operator.authority();
        var items = new ArrayList<Json>();
        var table = new Table().left("statement").text("what").left("signed by").right("dropped in");
        for (var one : operator.pending()) {
            var signers = one.signers(authority);
            table.row(
                    Spoken.shortened(one.digest().hex()),
                    Spoken.of(one.header()),
                    String.join(", ", signers),
                    Ages.of(Math.max(0, one.expires() - operator.now())));
            items.add(Json.obj()
                    .put("digest", one.digest())
                    .put("type", one.header().type().code())
                    .put("id", one.header().id())
                    .put("version", one.header().version())
                    .putTexts("signed", signers)
                    .put("mine", one.signedBy(operator.key().keyId()))
                    .put("expires", one.expires())
                    .build());
        }
        if (items.isEmpty()) {
            screen().line("Nothing waits for a signature.");
        } else {
            screen().table(table);
            screen().dim("New devices: hub authority approve LINK; everything else: hub authority sign STATEMENT");
        }
        output().answer(Json.obj().put("pending", items));
    }
}
