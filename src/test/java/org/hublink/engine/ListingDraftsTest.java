package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.ClosedDay;
import org.hublink.protocol.LegalBasis;
import org.hublink.protocol.LegalGround;
import org.hublink.protocol.Listing;
import org.hublink.protocol.SampleListings;
import org.hublink.protocol.WeekSpan;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ListingDraftsTest {
    private static final long NOVEMBER_10 = 1_794_268_800L;

    @Test
    void aSoundTableBecomesDrafts() throws IOException, Malformed {
        ListingDrafts read = ListingDrafts.read(file("listings.csv"), "BR", SampleListings.TEXT);
        assertThat(read.problems()).isEmpty();
        assertThat(read.drafts()).extracting(Listing::id).containsExactly("BR-CSE-247", "BR-MLA-1", "BR-R1-7");
        Listing first = read.drafts().get(0);
        assertThat(first.unit().own()).isEqualTo("Plantão Exemplo de Proteção, Brasília");
        assertThat(first.unit().names()).isEqualTo(Map.of("en", "Sample \"Duty\" Desk"));
        assertThat(first.scope().legalGrounds())
                .containsExactly(LegalGround.of(LegalBasis.BUDAPEST), new LegalGround(LegalBasis.BILATERAL, "FR"));
        assertThat(first.validity().attestedOn()).isEqualTo(NOVEMBER_10);
        Listing second = read.drafts().get(1);
        assertThat(second.hours().week())
                .containsExactly(new WeekSpan(1, 540, 720), new WeekSpan(1, 780, 1020), new WeekSpan(5, 1320, 1800));
        assertThat(second.hours().closed()).containsExactly(ClosedDay.parse("--12-25"), ClosedDay.parse("2027-03-26"));
        assertThat(second.terms().preservation()).isNull();
        assertThat(Listing.read(second.body(), SampleListings.TEXT)).isEqualTo(second);
    }

    @Test
    void everyProblemIsToldWithItsPlaceAndNothingIsImported() throws IOException {
        ListingDrafts read = ListingDrafts.read(file("listings-broken.csv"), "BR", SampleListings.TEXT);
        assertThat(read.drafts()).isEmpty();
        assertThat(read.problems())
                .containsExactly(
                        new CsvProblem(3, "id", "listing-id"),
                        new CsvProblem(3, "functions", "json-unknown-code"),
                        new CsvProblem(3, "hours", "listing-hours"),
                        new CsvProblem(3, "preservation", "listing-preservation"),
                        new CsvProblem(3, "tlp", "csv-cell-empty"),
                        new CsvProblem(4, "id", "foreign-country"),
                        new CsvProblem(5, "id", "csv-id-twice"),
                        new CsvProblem(6, "channels", "json-unknown-code"),
                        new CsvProblem(6, "attested_on", "listing-dates"),
                        new CsvProblem(6, "version", "csv-number"),
                        new CsvProblem(7, "", "listing-channel"),
                        new CsvProblem(8, "", "listing-dates"),
                        new CsvProblem(9, "", "csv-cells"));
    }

    @Test
    void aTableThatIsNoTableIsOneProblem() {
        assertThat(problem("")).isEqualTo("csv-empty");
        assertThat(problem("\"id")).isEqualTo("csv-quote");
        assertThat(problem("id\"x")).isEqualTo("csv-quote");
        assertThat(problem("\"id\"x,")).isEqualTo("csv-quote");
        assertThat(problem("a".repeat(CsvTable.CELL_CHARS_MAX + 1))).isEqualTo("csv-cell-too-long");
        assertThat(problem(",".repeat(CsvTable.CELLS_MAX))).isEqualTo("csv-too-many-cells");
        assertThat(problem("a\n".repeat(CsvTable.ROWS_MAX + 1))).isEqualTo("csv-too-many-rows");
        byte[] notText = {(byte) 0xff};
        assertThat(ListingDrafts.read(notText, "BR", SampleListings.TEXT).problems())
                .containsExactly(new CsvProblem(0, "", "utf8-malformed"));
        assertThat(ListingDrafts.read(new byte[CsvTable.BYTES_MAX + 1], "BR", SampleListings.TEXT)
                        .problems())
                .containsExactly(new CsvProblem(0, "", "csv-too-large"));
    }

    @Test
    void columnsAreCheckedByName() {
        ListingDrafts read = ListingDrafts.read(Utf8.encode("id,id,colour\n"), "BR", SampleListings.TEXT);
        assertThat(read.problems())
                .contains(
                        new CsvProblem(1, "id", "csv-column-twice"),
                        new CsvProblem(1, "colour", "csv-column-unknown"),
                        new CsvProblem(1, "version", "csv-column-missing"));
    }

    @Test
    void cellsKeepTheirQuotesCommasAndLines() throws Malformed {
        assertThat(CsvTable.read(Utf8.encode("a,\"b,\"\"c\"\"\r\nd\",\r\n\r\n\"\",e")))
                .containsExactly(
                        new CsvTable.Line(1, List.of("a", "b,\"c\"\r\nd", "")), new CsvTable.Line(3, List.of("", "e")));
    }

    @Test
    void emptyLinesAreCountedAsASpreadsheetCountsThem() throws IOException, Malformed {
        String[] lines = Utf8.decode(file("listings.csv")).substring(1).split("\n", 3);
        ListingDrafts good = read("\n" + lines[0] + "\n\r\n\n" + lines[1] + "\n\n" + lines[2]);
        assertThat(good.problems()).isEmpty();
        assertThat(good.rows()).containsExactly(5, 7, 8);
        ListingDrafts bad = read("\n" + lines[0] + "\n\r\n\n" + lines[1] + "\n\nx\n");
        assertThat(bad.problems()).containsExactly(new CsvProblem(7, "", "csv-cells"));
        assertThat(read("\nid\n").problems()).contains(new CsvProblem(2, "version", "csv-column-missing"));
    }

    private static ListingDrafts read(String csv) {
        return ListingDrafts.read(Utf8.encode(csv), "BR", SampleListings.TEXT);
    }

    private static String problem(String csv) {
        return ListingDrafts.read(Utf8.encode(csv), "BR", SampleListings.TEXT)
                .problems()
                .get(0)
                .code();
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in = ListingDraftsTest.class.getResourceAsStream("/csv/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
