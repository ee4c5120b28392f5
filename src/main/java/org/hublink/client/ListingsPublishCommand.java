package org.hublink.client;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.hublink.primitives.Json;
import org.hublink.protocol.Audience;
import org.hublink.protocol.Country;
import org.hublink.protocol.StatementType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub authority listings publish}: the first operator's signature under the country's next manifest. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        header = "Sign the drafts as your country's next manifest; it counts when enough operators have signed it.")
final class ListingsPublishCommand extends OperatorCommand {
    /** From so long before its end on, a manifest may be published again as it is. */
    private static final long RENEWED_WITHIN_SECONDS = 90L * 86_400;

    @Option(
            names = "--audience",
            defaultValue = "all",
            description = "Whose drafts (${DEFAULT-VALUE}); an audience has a manifest of its own.")
    private String audience = "all";

    @Option(
            names = "--countries",
            split = ",",
            paramLabel = "CODE",
            description = "Who belongs to a named audience (default: as in its manifest in force).")
    private List<String> countries = List.of();

    @Mixin
    private Consent consent = new Consent();

    @Override
    void prepare() throws Ended {
        if (!countries.stream().allMatch(Country::isCode)) {
            throw new Ended(ExitCode.USAGE, "bad-country", "Countries are named like FR,BR.");
        }
    }

    @Override
    void work(OperatorClient operator) throws IOException, Ended {
        var drafts = ListingDraftsFile.read(own());
        if (!drafts.audiences().contains(audience)) {
            throw Ended.refused(
                    "no-drafts", "Nothing is drafted for " + audience + ": hub authority listings import CSV");
        }
        for (var one : operator.pending()) {
            if (one.header().type() == StatementType.MANIFEST
                    && one.header().id().equals(audience)) {
                throw Ended.refused(
                        "manifest-waits",
                        "A manifest waits for signatures already: hub authority sign, or withdraw, "
                                + one.digest().hex().substring(0, 12));
            }
        }
        var last = PublishedSet.last(operator, audience);
        var next = drafts.over(last);
        var changes = ListingChanges.between(last.plain(), next);
        var to = audience(last);
        boolean due = last.expires() - operator.now() < RENEWED_WITHIN_SECONDS;
        if (changes.none() && to.equals(last.audience()) && !due) {
            throw Ended.refused("nothing-changed", "The drafts say what is published already.");
        }
        ManifestWork.show(operator, screen(), to, last, changes);
        consent.ask("Sign this?");
        var outcome = ManifestWork.propose(operator, to, last, next);
        drafts.without(audience).write(own());
        finish(operator, outcome, "The manifest for " + audience, changes.json());
    }

    private void finish(OperatorClient operator, OperatorClient.Outcome outcome, String what, Json.Builder changes)
            throws IOException, Ended {
        if (outcome.logged()) {
            operator.awaitPublished(outcome.index());
        }
        Spoken.outcome(this, outcome, what);
        if (!outcome.logged()) {
            screen().dim("  Another operator: hub authority sign "
                    + outcome.digest().hex().substring(0, 12));
        }
        output().answer(Spoken.json(outcome).put("changes", changes));
    }

    private Audience audience(PublishedSet last) throws Ended {
        boolean all = audience.equals(Audience.ALL.name());
        if (all && !countries.isEmpty()) {
            throw new Ended(ExitCode.USAGE, "bad-audience", "The audience 'all' names no countries.");
        }
        var named = countries.isEmpty() ? last.audience().countries() : List.copyOf(new TreeSet<>(countries));
        if (!all && named.isEmpty()) {
            throw new Ended(ExitCode.USAGE, "bad-audience", "A named audience begins with --countries.");
        }
        return new Audience(audience, named);
    }
}
