package org.hublink.client;

import java.io.IOException;
import org.hublink.engine.Approve;
import org.hublink.engine.Renewal;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.Header;
import org.hublink.protocol.Part;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.StatementType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hub authority sign}: the second signature under what another operator proposed. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        header = "Look at what another operator signed, and sign it too.")
final class SignCommand extends OperatorCommand {
    @Mixin
    private ChosenStatement statement = new ChosenStatement();

    @Mixin
    private Consent consent = new Consent();

    @Override
    void prepare() throws Ended {
        statement.check();
    }

    @Override
    void work(OperatorClient operator) throws IOException, Ended {
        var waiting = statement.of(operator);
        if (waiting.signedBy(operator.key().keyId())) {
            throw Ended.refused("already-signed", "You have signed this already; it waits for another operator.");
        }
        var own = own(operator, waiting);
        ChosenStatement.show(screen(), operator, waiting, own);
        consent.ask("Sign this?");
        var signed = OperatorClient.must(
                Approve.countersign(waiting.envelope(), own, operator.key(), operator.now()),
                "What the other operator signed");
        done(operator, operator.countersign(signed), Spoken.of(own));
    }

    /** The same statement as this operator's client builds it from what it knows itself. */
    private Header own(OperatorClient operator, Waiting waiting) throws Ended {
        var theirs = waiting.header();
        if (theirs.facts() instanceof RevocationFacts) {
            return Revocation.expected(operator, theirs);
        }
        if (theirs.type() == StatementType.DEVICE && theirs.version() > 1) {
            var renewed = Renewal.expected(operator.trust(), theirs, operator.now());
            if (renewed != null) {
                return renewed;
            }
        }
        if (theirs.type() == StatementType.DESK) {
            return desk(operator, waiting);
        }
        if (theirs.type() == StatementType.MANIFEST) {
            return ManifestWork.reviewed(operator, screen(), waiting);
        }
        throw Ended.refused(
                "sign-elsewhere",
                "This is a " + theirs.type().code()
                        + ": new devices and personas are signed with hub authority approve.");
    }

    /** The roster is shown, and hashed again from what was shown. */
    private Header desk(OperatorClient operator, Waiting waiting) throws Ended {
        var theirs = waiting.header();
        var part = waiting.parts().isEmpty() ? null : waiting.parts().get(0);
        if (part == null) {
            throw Ended.refused("part-withheld", "The server does not show the roster; nothing is signed unseen.");
        }
        try {
            var roster = DeskPart.read(part.body(), operator.home().text());
            DeskCommand.show(screen(), theirs.id(), roster);
            return DeskCommand.header(
                    operator, theirs.id(), new Part(part.salt(), roster.body()), theirs.issued(), theirs.expires());
        } catch (Malformed refused) {
            throw Ended.refused(refused.reason(), "The roster cannot be read; nothing is signed unseen.");
        }
    }
}
