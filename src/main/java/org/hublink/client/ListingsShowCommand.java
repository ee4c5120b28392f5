package org.hublink.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.TreeSet;
import org.hublink.primitives.Json;
import picocli.CommandLine.Command;

/** {@code hub authority listings show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        header = "Show what your country has published, and field by field what the drafts would change.")
final class ListingsShowCommand extends OperatorCommand {
    @Override
    void work(OperatorClient operator) throws IOException, Ended {
        var drafts = ListingDraftsFile.read(own());
        var audiences = new TreeSet<>(PublishedSet.audiences(operator));
        audiences.addAll(drafts.audiences());
        var items = new ArrayList<Json>();
        for (var audience : audiences) {
            items.add(show(PublishedSet.last(operator, audience), drafts).build());
        }
        if (items.isEmpty()) {
            screen().line("Nothing is published and nothing drafted: hub authority listings import CSV");
        }
        output().answer(Json.obj().put("audiences", items));
    }

    private Json.Builder show(PublishedSet last, ListingDraftsFile drafts) {
        var audience = last.audience();
        screen().title("For " + audience.name()
                + (audience.countries().isEmpty() ? "" : " (" + String.join(", ", audience.countries()) + ")")
                + (last.version() == 0 ? ": nothing published yet" : ": manifest version " + last.version()));
        var table = new Table().left("listing").text("unit").right("version");
        var published = new ArrayList<Json>();
        last.plain().forEach((id, listing) -> {
            table.row(id, listing.unit().own(), Integer.toString(listing.version()));
            published.add(
                    Json.obj().put("id", id).put("version", listing.version()).build());
        });
        if (!published.isEmpty()) {
            screen().table(table);
        }
        var answer = Json.obj()
                .put("audience", audience.name())
                .putTexts("countries", audience.countries())
                .put("version", last.version())
                .put("published", published);
        if (drafts.audiences().contains(audience.name())) {
            var changes = ListingChanges.between(last.plain(), drafts.over(last));
            screen().title("Drafts: " + changes.sum());
            changes.show(screen());
            answer.put("drafts", changes.json());
        }
        return answer;
    }
}
