package org.hublink.client;

/** What is wrong with a cell, for a person. */
final class CsvWords {
    private CsvWords() {}

    static String of(String code) {
        return switch (code) {
            case "csv-empty" -> "the file is empty";
            case "csv-too-large" -> "the file is larger than 4 MiB";
            case "csv-quote" -> "a quotation mark is not closed, or stands inside a cell; double it there";
            case "csv-cell-too-long" -> "a cell is too long";
            case "csv-too-many-cells" -> "a row has too many cells";
            case "csv-too-many-rows" -> "more than 5,000 rows";
            case "csv-cells" -> "more or fewer cells than the header has";
            case "csv-column-unknown" -> "no such column is known";
            case "csv-column-twice" -> "the column is named twice";
            case "csv-column-missing" -> "the column is missing";
            case "csv-cell-empty" -> "must not be empty";
            case "csv-number" -> "is not a number";
            case "csv-list-too-long" -> "more than 64 items";
            case "csv-id-twice" -> "an earlier row has the same id";
            case "utf8-malformed" -> "the file is not UTF-8; save it again as CSV UTF-8";
            case "json-unknown-code" -> "a code that does not exist; codes are written in lower case";
            case "listing-id" -> "an id is written like FR-CSE-247";
            case "listing-hours" -> "write always, or 1:0900-1700;5:2200-3000 (Monday is 1)";
            case "listing-dates" -> "write 2026-11-10; attest_by comes after attested_on, by 400 days at most";
            case "listing-preservation" -> "write days/renewals/days each, such as 60/1/60";
            case "listing-legal-basis" -> "write budapest, or bilateral:FR";
            case "listing-language" -> "a language code such as fr";
            case "listing-territory" -> "a territory of the own country, such as FR-75";
            case "listing-channel" -> "a channel's address does not fit its kind, or it is named twice";
            case "listing-duplicate" -> "something is named twice, or an alternate is the desk itself";
            case "foreign-country" -> "belongs to another country than yours";
            case "manifest-audience" -> "write all, or the name of a set of countries";
            case "version-old" -> "the entry changed: its version must be higher than the one published";
            default -> "does not fit";
        };
    }
}
