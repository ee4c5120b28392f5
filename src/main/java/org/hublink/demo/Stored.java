package org.hublink.demo;

import java.util.List;
import java.util.Map;

/**
 * What the server's database has of one case in one table.
 *
 * @param rows each as column and value; bytes as hexadecimal behind {@code \x}
 */
public record Stored(String table, List<Map<String, String>> rows) {
    public Stored {
        rows = List.copyOf(rows);
    }
}
