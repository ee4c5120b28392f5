package org.hublink.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.hublink.engine.CsvProblem;
import org.hublink.engine.ListingDrafts;
import org.hublink.primitives.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub authority listings import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        header = "Read a table (CSV) as drafts; every problem of it is told at once, and then nothing is taken.",
        description = {
            "The columns and what stands in them: src/docs/operations.md, 'Listings'. Lists are joined by semicolons.",
        })
final class ListingsImportCommand extends OperatorCommand {
    private static final int CSV_BYTES_MAX = 4 << 20;

    @Parameters(index = "0", paramLabel = "CSV", description = "A table in UTF-8, its first row names the columns.")
    private Path csv = Path.of("listings.csv");

    @Option(names = "--whole", description = "What the table does not name is to be removed.")
    private boolean whole;

    private byte[] table = new byte[0];

    @Override
    void prepare() throws IOException, Ended {
        table = PrivateFiles.read(csv, CSV_BYTES_MAX);
    }

    @Override
    void work(OperatorClient operator) throws IOException, Ended {
        var read = ListingDrafts.read(
                table, operator.country().code(), operator.home().text());
        var problems = new ArrayList<>(read.problems());
        var drafts = new ListingDraftsFile(whole, read.drafts());
        var sum = new LinkedHashMap<String, ListingChanges>();
        for (var audience : drafts.audiences()) {
            var last = PublishedSet.last(operator, audience);
            versions(last, read, problems);
            sum.put(audience, ListingChanges.between(last.plain(), drafts.over(last)));
        }
        if (!problems.isEmpty()) {
            refuse(problems);
            return;
        }
        drafts.write(own());
        var items = new ArrayList<Json>();
        sum.forEach((audience, changes) -> {
            screen().good("Drafts for " + audience + ": " + changes.sum());
            items.add(changes.json().put("audience", audience).build());
        });
        screen().dim("  Look at them: hub authority listings show; sign them first: hub authority listings publish");
        output().answer(Json.obj().put("drafts", read.drafts().size()).put("audiences", items));
    }

    /** What changed has a higher version than what is in force: a reader who has both takes the newer. */
    private static void versions(PublishedSet last, ListingDrafts read, List<CsvProblem> problems) {
        for (int i = 0; i < read.drafts().size(); i++) {
            var draft = read.drafts().get(i);
            var there = last.listings().get(draft.id());
            if (there != null
                    && draft.validity().audience().equals(last.audience().name())
                    && !draft.equals(there.listing())
                    && draft.version() <= there.listing().version()) {
                problems.add(new CsvProblem(read.rows().get(i), "version", "version-old"));
            }
        }
    }

    private void refuse(List<CsvProblem> problems) {
        var table = new Table().right("row").left("column").left("code").text("what is wrong");
        var items = new ArrayList<Json>();
        for (var one : problems) {
            table.row(
                    one.row() == 0 ? "-" : Integer.toString(one.row()),
                    one.column().isEmpty() ? "-" : one.column(),
                    one.code(),
                    CsvWords.of(one.code()));
            items.add(Json.obj()
                    .put("row", one.row())
                    .put("column", one.column())
                    .put("code", one.code())
                    .build());
        }
        screen().table(table);
        screen().bad(problems.size() + (problems.size() == 1 ? " problem in " : " problems in ") + csv
                + "; nothing was taken. Rows are counted as a spreadsheet does: the header is 1. [csv-problems]");
        output().answer(Json.obj()
                .put("error", "csv-problems")
                .put("message", problems.size() + " problems; nothing was taken.")
                .put("problems", items));
        endWith(ExitCode.REFUSED);
    }
}
