package org.hublink.client;

import java.io.IOException;
import java.util.Locale;
import org.hublink.engine.Approve;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Application;
import org.hublink.protocol.Role;
import org.hublink.protocol.SealedApplication;
import org.hublink.protocol.StatementType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub authority approve}: each operator opens the application himself (V4). */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        header = "Open an application, compare its digits by phone, sign; the second operator's signature logs it.")
final class ApproveCommand extends OperatorCommand {
    @Parameters(index = "0", paramLabel = "LINK", description = "The invitation link, in quotes.")
    private String link = "";

    @Option(
            names = "--digits",
            paramLabel = "DIGITS",
            description = "The 30 digits as the officer read them to you by phone (default: ask at the terminal).")
    private @Nullable String digits;

    @Mixin
    private DeviceDays days = new DeviceDays();

    private @Nullable InvitationLink invited;

    @Override
    void prepare() throws Ended {
        invited = InvitationLink.read(link);
        days.check();
    }

    @Override
    void work(OperatorClient operator) throws IOException, Ended {
        var checked = invited;
        if (checked == null) {
            throw new IllegalStateException("not prepared");
        }
        var application = opened(operator, checked);
        show(application);
        compare(application);
        if (application.persona() != null) {
            var persona = persona(operator, application);
            Spoken.outcome(this, persona, "The persona");
        }
        done(operator, device(operator, application), "The device");
    }

    private static Application opened(OperatorClient operator, InvitationLink link) throws Ended {
        var invitation = link.invitation();
        if (!invitation.country().equals(operator.country().code())) {
            throw Ended.refused(
                    "foreign-country", "The invitation is of " + invitation.country() + ", not of your country.");
        }
        if (!invitation.root().equals(operator.trust().ledger().pinnedRoot())) {
            throw Ended.refused("root-mismatch", "The invitation is of another hub.");
        }
        var server = operator.server();
        var path = "/api/v1/officers/applications/" + invitation.id().hex();
        var fields = server.fields(server.get(path, operator.token()), "application");
        try {
            byte[] sealed = fields.base64("sealed", 1, SealedApplication.BYTES_MAX);
            return SealedApplication.open(sealed, invitation, operator.home().text());
        } catch (Malformed refused) {
            throw Ended.refused(
                    refused.reason(),
                    "The application does not open with this invitation, or is not what was invited.");
        }
    }

    private void show(Application application) {
        var card = application.card().value();
        var device = application.device().value();
        screen().title("Application of " + device.officer());
        screen().line("  name       " + card.name());
        screen().line("  unit       " + card.unit());
        screen().line("  phone      " + card.phone());
        screen().line("  languages  " + String.join(", ", card.languages()));
        screen().line("  roles      "
                + String.join(", ", device.roles().stream().map(Role::code).toList()));
        var persona = application.persona();
        if (persona != null) {
            screen().line("  persona    " + persona.value().handle() + ", "
                    + persona.value().badge().code());
        }
        screen().line("  device     " + Spoken.shortened(device.id()));
        screen().line();
        screen().line("  " + screen().bold(String.join(" ", application.digits())));
        screen().line();
        screen().prose(
                        2,
                        "Call the officer on a number that you know from elsewhere, not from this application, and let him"
                                + " read his digits to you.");
    }

    private void compare(Application application) throws Ended {
        if (digits == null) {
            Consent.ask("Do all 30 digits agree, and is this the person?", "--digits");
            return;
        }
        if (!plain(digits).equals(String.join("", application.digits()))) {
            throw Ended.refused(
                    "digits-differ",
                    "The digits are not those of this application: somebody else may have applied. Nothing was signed.");
        }
    }

    private static String plain(String typed) {
        return typed.replace(" ", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    private OperatorClient.Outcome device(OperatorClient operator, Application application) throws Ended {
        var waiting = waiting(
                operator, StatementType.DEVICE, application.device().value().id());
        if (waiting == null) {
            long now = operator.now();
            var draft = Approve.device(application, operator.key(), now, now + days.seconds());
            return operator.propose(draft.envelope(), draft.parts(), application.invitation());
        }
        return second(operator, application, waiting);
    }

    private OperatorClient.Outcome persona(OperatorClient operator, Application application) throws Ended {
        var persona = application.persona();
        var waiting = persona == null
                ? null
                : waiting(operator, StatementType.PERSONA, persona.value().handle());
        if (waiting == null) {
            long now = operator.now();
            var draft = Approve.persona(application, operator.key(), now, now + days.seconds());
            return operator.propose(draft.envelope(), draft.parts(), null);
        }
        return second(operator, application, waiting);
    }

    private static OperatorClient.Outcome second(OperatorClient operator, Application application, Waiting waiting)
            throws Ended {
        if (waiting.signedBy(operator.key().keyId())) {
            throw Ended.refused("already-signed", "You have signed this already; it waits for another operator.");
        }
        return operator.countersign(OperatorClient.must(
                Approve.second(application, waiting.envelope(), operator.key(), operator.now()),
                "What the other operator signed"));
    }

    private static @Nullable Waiting waiting(OperatorClient operator, StatementType type, String id) throws Ended {
        for (var one : operator.pending()) {
            if (one.header().type() == type
                    && one.header().id().equals(id)
                    && one.header().version() == 1) {
                return one;
            }
        }
        return null;
    }
}
