package org.hublink.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows that line up and fit the terminal: the column that may give way is cut first. */
public final class Table {
    private static final String GAP = "  ";

    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    private record Column(String head, boolean right, boolean gives) {}

    public Table left(String head) {
        columns.add(new Column(head, false, false));
        return this;
    }

    /** Numbers and ages. */
    public Table right(String head) {
        columns.add(new Column(head, true, false));
        return this;
    }

    /** A column of free text: it is shortened when the terminal is narrow. */
    public Table text(String head) {
        columns.add(new Column(head, false, true));
        return this;
    }

    public Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells in " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    public int size() {
        return rows.size();
    }

    /** The lines, head first, none wider than {@code width} columns as long as the fixed columns allow it. */
    List<String> lines(int width) {
        int[] widths = widths(width);
        var lines = new ArrayList<String>();
        var head = new ArrayList<String>();
        columns.forEach(c -> head.add(c.head()));
        lines.add(line(head, widths));
        rows.forEach(r -> lines.add(line(r, widths)));
        return lines;
    }

    private int[] widths(int width) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Columns.width(columns.get(i).head());
            for (var row : rows) {
                widths[i] = Math.max(widths[i], Columns.width(row.get(i)));
            }
        }
        int over = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - width;
        while (over > 0) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (columns.get(i).gives() && widths[i] > 8 && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            over--;
        }
        return widths;
    }

    private String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var cell = columns.get(i).gives() ? Columns.fit(cells.get(i), widths[i]) : cells.get(i);
            line.append(i == 0 ? "" : GAP)
                    .append(columns.get(i).right() ? Columns.right(cell, widths[i]) : Columns.left(cell, widths[i]));
        }
        return line.toString().stripTrailing();
    }
}
