package org.hublink.client;

import java.util.ArrayList;
import java.util.List;

/** Text measured in terminal columns: Chinese takes two, an accent none. */
final class Columns {
    private Columns() {}

    /** Columns that {@code text} takes on a terminal; colour codes take none. */
    static int width(String text) {
        int columns = 0;
        boolean colour = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == 0x1b) {
                colour = true;
            } else if (colour) {
                colour = c != 'm';
            } else {
                columns += widthOf(c);
            }
        }
        return columns;
    }

    private static int widthOf(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return wide(c) ? 2 : 1;
    }

    private static boolean wide(int c) {
        return (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xa4cf)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0x1f300 && c <= 0x1faff)
                || (c >= 0x20000 && c <= 0x3fffd);
    }

    /** {@code text} cut to {@code columns} with an ellipsis where something was lost. */
    static String fit(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        var kept = new StringBuilder();
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (used + widthOf(c) > columns - 1) {
                break;
            }
            used += widthOf(c);
            kept.appendCodePoint(c);
        }
        return kept.append('…').toString();
    }

    static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - width(text))) + text;
    }

    /** Breaks a sentence at spaces into lines of at most {@code columns}. */
    static List<String> wrap(String text, int columns) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        int used = 0;
        for (var word : text.split(" ", -1)) {
            int wide = width(word);
            if (used > 0 && used + 1 + wide > columns) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            if (used > 0) {
                line.append(' ');
                used++;
            }
            line.append(word);
            used += wide;
        }
        lines.add(line.toString());
        return lines;
    }
}
