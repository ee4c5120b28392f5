package org.hublink.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hublink.client.Ended;
import org.hublink.client.Screen;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Utf8;

/** Shows the stored rows of a case as the server has them, and looks in them for every word of it. */
final class WhatTheServerKnew {
    private static final String BYTES = "\\x";
    private static final int SHOWN_BYTES_MAX = 32;
    private static final int ID_CHARS = 8;

    private final World world;
    private final Screen screen;
    private final Outcome outcome;

    WhatTheServerKnew(World world, Outcome outcome) {
        this.world = world;
        this.screen = world.screen();
        this.outcome = outcome;
    }

    void show(List<Stored> stored) throws IOException, Ended {
        for (var table : stored) {
            if (!table.rows().isEmpty()) {
                int count = table.rows().size();
                screen.line(
                        "  " + screen.bold(table.table()) + "  " + count + (count == 1 ? " row" : " rows, the last:"));
                screen.prose(4, row(table.rows().get(count - 1)));
            }
        }
        var found = found(stored, Handover.secrets(world));
        outcome.note(
                "Words of the case, names and numbers of officers in these rows",
                "none",
                found.isEmpty() ? "none" : String.join(", ", found),
                "");
    }

    private static String row(Map<String, String> row) {
        var out = new ArrayList<String>();
        row.forEach((column, value) -> out.add(column + " " + value(value)));
        return String.join(" · ", out);
    }

    private static String value(String value) {
        if (!value.startsWith(BYTES)) {
            return value;
        }
        int bytes = (value.length() - BYTES.length()) / 2;
        if (bytes == 0) {
            return "none";
        }
        return bytes <= SHOWN_BYTES_MAX
                ? value.substring(BYTES.length(), BYTES.length() + ID_CHARS) + "…"
                : bytes + " bytes, sealed";
    }

    /** Each that stands there in the clear, or inside of bytes. */
    static List<String> found(List<Stored> stored, List<String> secrets) {
        var out = new ArrayList<String>();
        for (var secret : secrets) {
            var hex = Hex.encode(Utf8.encode(secret));
            for (var table : stored) {
                for (var row : table.rows()) {
                    for (var value : row.values()) {
                        if (value.contains(secret) || value.contains(hex)) {
                            out.add(table.table() + ": " + secret);
                        }
                    }
                }
            }
        }
        return out;
    }
}
