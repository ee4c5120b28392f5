package org.hublink.engine;

/**
 * Something in a table that does not fit.
 *
 * @param row as a spreadsheet counts, the header is 1; 0 = the file as a whole
 * @param column its name in the header; empty = the row as a whole
 * @param code stable reason in kebab-case
 */
public record CsvProblem(int row, String column, String code) {}
