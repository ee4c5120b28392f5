package org.hublink.client;

import java.util.ArrayList;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hub authority decline}. */
@Command(
        name = "decline",
        mixinStandardHelpOptions = true,
        header = "Decline an application: it is erased at the server, and nobody can approve it any more.")
final class DeclineCommand extends OperatorCommand {
    private static final String APPLICATIONS = "/api/v1/officers/applications";
    private static final int APPLICATIONS_MAX = 1_000;

    @Parameters(
            index = "0",
            paramLabel = "INVITATION",
            description = "Its number in hub authority applications; the first 8 or more digits suffice.")
    private String invitation = "";

    @Mixin
    private Consent consent = new Consent();

    @Override
    void prepare() throws Ended {
        Chosen.check(invitation, "bad-invitation", "An application");
    }

    @Override
    void work(OperatorClient operator) throws Ended {
        var server = operator.server();
        var fields = server.fields(server.get(APPLICATIONS, operator.token()), "applications");
        var known = new ArrayList<String>();
        try {
            for (var item : fields.objects("applications", 0, APPLICATIONS_MAX)) {
                known.add(item.digest("invitation").hex());
            }
        } catch (Malformed malformed) {
            throw Ended.refused("unexpected-answer", "The applications cannot be read (" + malformed.reason() + ").");
        }
        var whole = Chosen.one(known, invitation, "application");
        consent.ask("Decline the application " + Spoken.shortened(whole) + "?");
        server.call("DELETE", APPLICATIONS + "/" + whole, operator.token(), null, null);
        screen().good("Declined and erased. If somebody else applied in the officer's place, invite him anew.");
        output().answer(Json.obj().put("declined", whole));
    }
}
