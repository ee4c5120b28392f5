package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.Listing;

/**
 * Listings read from a table, to be looked at and signed. All problems are listed at once; with a single one there are no
 * drafts at all.
 *
 * <p>The first row names the columns, in any order: {@link #COLUMNS}. Lists are joined by semicolons.
 */
public record ListingDrafts(List<Listing> drafts, List<CsvProblem> problems) {
    /** Every column must be there; what may be empty is said by {@link DraftRow}. */
    public static final List<String> COLUMNS = List.of(
            "id",
            "version",
            "authority_language",
            "authority",
            "authority_en",
            "unit_language",
            "unit",
            "unit_en",
            "functions",
            "offences",
            "measures",
            "territory",
            "legal_bases",
            "zone",
            "hours",
            "closed",
            "languages",
            "channels",
            "request_languages",
            "dual_criminality",
            "judicial_order",
            "preservation",
            "tlp",
            "handling",
            "alternates",
            "audience",
            "valid_from",
            "attested_on",
            "attest_by");

    /** Problems told; a table that is wrong altogether does not fill a screen. */
    private static final int PROBLEMS_MAX = 1_000;

    public ListingDrafts {
        drafts = List.copyOf(drafts);
        problems = List.copyOf(problems);
    }

    /**
     * Reads a table in RFC 4180, UTF-8.
     *
     * @param country the operator's own; listings of another one are a problem
     */
    public static ListingDrafts read(byte[] csv, String country, Text text) {
        List<CsvProblem> problems = new ArrayList<>();
        List<Listing> drafts = new ArrayList<>();
        try {
            List<List<String>> rows = CsvTable.read(csv);
            if (rows.isEmpty()) {
                problems.add(new CsvProblem(0, "", "csv-empty"));
            } else if (header(rows.get(0), problems)) {
                rows(rows, country, text, drafts, problems);
            }
        } catch (Malformed malformed) {
            problems.add(new CsvProblem(0, "", malformed.reason()));
        }
        return problems.isEmpty()
                ? new ListingDrafts(drafts, List.of())
                : new ListingDrafts(List.of(), problems.subList(0, Math.min(PROBLEMS_MAX, problems.size())));
    }

    private static boolean header(List<String> header, List<CsvProblem> problems) {
        Set<String> seen = new LinkedHashSet<>();
        for (String column : header) {
            if (!COLUMNS.contains(column)) {
                problems.add(new CsvProblem(1, column, "csv-column-unknown"));
            } else if (!seen.add(column)) {
                problems.add(new CsvProblem(1, column, "csv-column-twice"));
            }
        }
        for (String column : COLUMNS) {
            if (!seen.contains(column)) {
                problems.add(new CsvProblem(1, column, "csv-column-missing"));
            }
        }
        return problems.isEmpty();
    }

    private static void rows(
            List<List<String>> rows, String country, Text text, List<Listing> drafts, List<CsvProblem> problems) {
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 1; i < rows.size() && problems.size() < PROBLEMS_MAX; i++) {
            int number = i + 1;
            if (rows.get(i).size() != rows.get(0).size()) {
                problems.add(new CsvProblem(number, "", "csv-cells"));
                continue;
            }
            DraftRow row = new DraftRow(number, rows.get(0), rows.get(i), text, problems);
            Listing draft = row.listing();
            if (draft == null) {
                continue;
            }
            if (!draft.country().equals(country)) {
                problems.add(new CsvProblem(number, "id", "foreign-country"));
            } else if (!ids.add(draft.id())) {
                problems.add(new CsvProblem(number, "id", "csv-id-twice"));
            } else {
                drafts.add(draft);
            }
        }
    }
}
