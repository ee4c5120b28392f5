package org.hublink.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.primitives.Json;
import org.hublink.protocol.AttestationPart;
import org.hublink.protocol.Attested;
import org.hublink.protocol.ListingLimits;
import org.hublink.protocol.ManifestEntry;
import org.hublink.protocol.Part;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub authority attest}: what is published is still true; the date that readers see moves. */
@Command(
        name = "attest",
        mixinStandardHelpOptions = true,
        header = "Say that what is published is still true today; one operator suffices.")
final class AttestCommand extends OperatorCommand {
    private static final long DAY_SECONDS = 86_400;
    private static final long STATEMENT_SECONDS = 395 * DAY_SECONDS;

    @Parameters(arity = "0..*", paramLabel = "DESK", description = "Such as FR-CSE-247 (default: all of your country).")
    private List<String> desks = new ArrayList<>();

    @Option(
            names = "--days",
            defaultValue = "90",
            description = "To be said again within so many days, at most 400 (${DEFAULT-VALUE}).")
    private int days = 90;

    @Mixin
    private Consent consent = new Consent();

    @Override
    void prepare() throws Ended {
        if (days < 1 || days > ListingLimits.ATTESTED_DAYS_MAX) {
            throw new Ended(ExitCode.USAGE, "bad-days", "It is to be said again within 1 to 400 days.");
        }
    }

    @Override
    void work(OperatorClient operator) throws IOException, Ended {
        var published = new TreeMap<String, PublishedSet.Published>();
        for (var audience : PublishedSet.audiences(operator)) {
            // An attestation stands on a manifest that readers believe.
            if (operator.newest(PublishedSet.subject(operator, audience)) != null) {
                published.putAll(PublishedSet.last(operator, audience).listings());
            }
        }
        for (var desk : desks) {
            if (!published.containsKey(desk)) {
                throw Ended.refused("listing-unlisted", desk + " is not published by your country.");
            }
        }
        if (published.isEmpty()) {
            throw Ended.refused("manifest-missing", "Your country has published nothing yet.");
        }
        if (!desks.isEmpty()) {
            published.keySet().retainAll(desks);
        }
        var table = new Table().left("listing").text("unit").right("version");
        published.forEach((id, one) -> table.row(
                id, one.listing().unit().own(), Integer.toString(one.listing().version())));
        screen().table(table);
        consent.ask("Is all that these " + published.size() + " say still true? Sign this?");
        long last = sign(operator, published);
        operator.awaitPublished(last);
        screen().good(published.size() + " attested for " + days + " days: in the log as leaf " + last + ".");
        output().answer(Json.obj()
                .putTexts("attested", List.copyOf(published.keySet()))
                .put("days", days)
                .put("index", last));
    }

    /** Each desk that is named has a subject of its own, so that no later word about one drops another's. */
    private long sign(OperatorClient operator, Map<String, PublishedSet.Published> published) throws Ended {
        var entries =
                published.values().stream().map(PublishedSet.Published::entry).toList();
        long last = -1;
        if (!desks.isEmpty()) {
            for (var entry : entries) {
                last = sign(operator, entry.id(), List.of(entry));
            }
            return last;
        }
        int most = ListingLimits.ATTESTATION_ENTRIES_MAX;
        for (int from = 0; from < entries.size(); from += most) {
            var page = entries.subList(from, Math.min(entries.size(), from + most));
            last = sign(operator, from == 0 ? "all" : "all." + (from / most + 1), page);
        }
        return last;
    }

    private long sign(OperatorClient operator, String id, List<ManifestEntry> entries) throws Ended {
        long now = operator.now();
        var attestation = new AttestationPart(
                new Attested(now, now + days * DAY_SECONDS),
                entries.stream()
                        .map(one -> new AttestationPart.Entry(one.id(), one.digest()))
                        .toList());
        var part = new Part(operator.home().randomness().bytes(Part.SALT_BYTES), attestation.body());
        var subject = new Subject(StatementType.ATTESTATION, operator.country().code(), id);
        int version = operator.trust().nextVersion(subject);
        var header = StatementSigner.header(subject, version, now, now + STATEMENT_SECONDS, List.of(part));
        var outcome = operator.propose(new StatementSigner(operator.key()).sign(header), List.of(part), null);
        if (!outcome.logged()) {
            throw Ended.refused("not-logged", "The server did not log the attestation of " + id + ".");
        }
        return outcome.index();
    }
}
