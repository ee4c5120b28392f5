package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.Listing;

/**
 * Listings read from a table, to be looked at and signed. All problems are listed at once; with a single one there are no
 * drafts at all.
 *
 * <p>The first row names the columns, in any order: {@link #COLUMNS}. Lists are joined by semicolons.
 *
 * @param rows where each draft stands, counted as in {@link CsvProblem}
 */
public record ListingDrafts(List<Listing> drafts, List<Integer> rows, List<CsvProblem> problems) {
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
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }

    /**
     * Reads a table in RFC 4180, UTF-8.
     *
     * @param country the operator's own; listings of another one are a problem
     */
    public static ListingDrafts read(byte[] csv, String country, Text text) {
        List<CsvProblem> problems = new ArrayList<>();
        Map<Integer, Listing> drafts = new LinkedHashMap<>();
        try {
            List<CsvTable.Line> lines = CsvTable.read(csv);
            if (lines.isEmpty()) {
                problems.add(new CsvProblem(0, "", "csv-empty"));
            } else if (header(lines.get(0), problems)) {
                rows(lines, country, text, drafts, problems);
            }
        } catch (Malformed malformed) {
            problems.add(new CsvProblem(0, "", malformed.reason()));
        }
        return problems.isEmpty()
                ? new ListingDrafts(List.copyOf(drafts.values()), List.copyOf(drafts.keySet()), List.of())
                : new ListingDrafts(List.of(), List.of(), problems.subList(0, Math.min(PROBLEMS_MAX, problems.size())));
    }

    private static boolean header(CsvTable.Line header, List<CsvProblem> problems) {
        int number = header.number();
        Set<String> seen = new LinkedHashSet<>();
        for (String column : header.cells()) {
            if (!COLUMNS.contains(column)) {
                problems.add(new CsvProblem(number, column, "csv-column-unknown"));
            } else if (!seen.add(column)) {
                problems.add(new CsvProblem(number, column, "csv-column-twice"));
            }
        }
        for (String column : COLUMNS) {
            if (!seen.contains(column)) {
                problems.add(new CsvProblem(number, column, "csv-column-missing"));
            }
        }
        return problems.isEmpty();
    }

    private static void rows(
            List<CsvTable.Line> lines,
            String country,
            Text text,
            Map<Integer, Listing> drafts,
            List<CsvProblem> problems) {
        List<String> header = lines.get(0).cells();
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 1; i < lines.size() && problems.size() < PROBLEMS_MAX; i++) {
            int number = lines.get(i).number();
            List<String> cells = lines.get(i).cells();
            if (cells.size() != header.size()) {
                problems.add(new CsvProblem(number, "", "csv-cells"));
                continue;
            }
            DraftRow row = new DraftRow(number, header, cells, text, problems);
            Listing draft = row.listing();
            if (draft == null) {
                continue;
            }
            if (!draft.country().equals(country)) {
                problems.add(new CsvProblem(number, "id", "foreign-country"));
            } else if (!ids.add(draft.id())) {
                problems.add(new CsvProblem(number, "id", "csv-id-twice"));
            } else {
                drafts.put(number, draft);
            }
        }
    }
}
