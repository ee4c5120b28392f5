package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;

/** A table in RFC 4180: commas, quotes doubled inside quotes, rows ended by CRLF or LF. A byte order mark is passed over. */
final class CsvTable {
    static final int BYTES_MAX = 4 << 20;
    static final int ROWS_MAX = 5_000;
    static final int CELLS_MAX = 64;
    static final int CELL_CHARS_MAX = 8_192;
    private static final char BYTE_ORDER_MARK = 0xfeff;

    private final String text;
    private final List<Line> lines = new ArrayList<>();
    private int at;

    /**
     * One row that says something.
     *
     * @param number as a spreadsheet counts: the first is 1, empty ones are counted
     */
    record Line(int number, List<String> cells) {}

    private CsvTable(String text) {
        this.text = text;
    }

    /**
     * Reads all rows, the header among them; empty lines are passed over.
     *
     * @throws Malformed {@code csv-too-large}, {@code csv-quote}, {@code csv-cell-too-long}, {@code csv-too-many-cells},
     *     {@code csv-too-many-rows}, {@code utf8-malformed}
     */
    static List<Line> read(byte[] bytes) throws Malformed {
        if (bytes.length > BYTES_MAX) {
            throw new Malformed("csv-too-large");
        }
        CsvTable table = new CsvTable(Utf8.decode(bytes));
        table.all();
        return table.lines;
    }

    private void all() throws Malformed {
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            at = 1;
        }
        for (int number = 1; at < text.length(); number++) {
            List<String> row = row();
            if (row.size() > 1 || !row.get(0).isEmpty()) {
                lines.add(new Line(number, row));
            }
            if (lines.size() > ROWS_MAX) {
                throw new Malformed("csv-too-many-rows");
            }
        }
    }

    private List<String> row() throws Malformed {
        List<String> cells = new ArrayList<>();
        while (true) {
            cells.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            if (cells.size() > CELLS_MAX) {
                throw new Malformed("csv-too-many-cells");
            }
            if (at >= text.length()) {
                return cells;
            }
            char end = text.charAt(at++);
            if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            if (end != ',') {
                return cells;
            }
        }
    }

    private String plain() throws Malformed {
        int from = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '"') {
                throw new Malformed("csv-quote");
            }
            at++;
        }
        return bounded(text.substring(from, at));
    }

    private String quoted() throws Malformed {
        StringBuilder cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                cell.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else if (at == text.length() || ",\r\n".indexOf(text.charAt(at)) >= 0) {
                return bounded(cell.toString());
            } else {
                throw new Malformed("csv-quote");
            }
        }
        throw new Malformed("csv-quote");
    }

    private static String bounded(String cell) throws Malformed {
        if (cell.length() > CELL_CHARS_MAX) {
            throw new Malformed("csv-cell-too-long");
        }
        return cell;
    }
}
