package org.hublink.platform;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One table as a backup sees it. Bytes travel as they are, every other type as the text that PostgreSQL itself reads again.
 *
 * @param key columns of the primary key: rows are written in its order, so that equal data makes an equal file
 * @param needs tables that a foreign key of this one points to
 */
record BackupTable(String name, List<Column> columns, List<String> key, Set<String> needs) {
    record Column(String name, String type) {
        boolean bytes() {
            return type.equals("bytea");
        }
    }

    // The table migration is not data: restoring begins with the migrations themselves.
    static final String TABLES = """
            SELECT c.relname AS name,
              (SELECT json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum)
                 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                  AND a.attgenerated = '') AS columns,
              (SELECT json_agg(a.attname ORDER BY k.n) FROM pg_index i
                 CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, n)
                 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
              (SELECT json_agg(DISTINCT f.relname) FROM pg_constraint n JOIN pg_class f ON f.oid = n.confrelid
                WHERE n.conrelid = c.oid AND n.contype = 'f' AND n.confrelid <> c.oid) AS needs
            FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migration'
            ORDER BY c.relname COLLATE "C"
            """;

    /** All tables, each after those that it needs. */
    static Future<List<BackupTable>> all(SqlConnection connection) {
        return connection.query(TABLES).execute().map(rows -> {
            List<BackupTable> tables = new ArrayList<>();
            rows.forEach(row -> tables.add(of(row)));
            return ordered(tables);
        });
    }

    private static BackupTable of(Row row) {
        JsonArray columns = row.getJsonArray("columns");
        List<Column> read = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            JsonArray column = columns.getJsonArray(i);
            read.add(new Column(column.getString(0), column.getString(1)));
        }
        return new BackupTable(
                row.getString("name"),
                read,
                texts(row.getJsonArray("key")),
                Set.copyOf(texts(row.getJsonArray("needs"))));
    }

    private static List<String> texts(JsonArray array) {
        return array == null ? List.of() : array.stream().map(String::valueOf).toList();
    }

    private static List<BackupTable> ordered(List<BackupTable> tables) {
        List<BackupTable> ordered = new ArrayList<>();
        Set<String> placed = new LinkedHashSet<>();
        while (ordered.size() < tables.size()) {
            List<BackupTable> next = tables.stream()
                    .filter(table -> !placed.contains(table.name) && placed.containsAll(table.needs))
                    .toList();
            if (next.isEmpty()) {
                throw new IllegalStateException("foreign keys in a circle");
            }
            next.forEach(table -> placed.add(table.name));
            ordered.addAll(next);
        }
        return ordered;
    }

    String select() {
        String list = columns.stream()
                .map(column -> column.bytes() ? quoted(column.name) : quoted(column.name) + "::text")
                .collect(Collectors.joining(", "));
        // Qualified: a bare name would mean the output column, which is a text, and 10 would come before 2.
        String order = key.isEmpty()
                ? ""
                : " ORDER BY "
                        + key.stream().map(column -> "r." + quoted(column)).collect(Collectors.joining(", "));
        return "SELECT " + list + " FROM " + quoted(name) + " r" + order;
    }

    String insert() {
        List<String> values = new ArrayList<>();
        for (Column column : columns) {
            String parameter = "$" + (values.size() + 1);
            values.add(column.bytes() ? parameter : parameter + "::text::" + column.type);
        }
        return "INSERT INTO " + quoted(name) + " ("
                + columns.stream().map(column -> quoted(column.name)).collect(Collectors.joining(", "))
                + ") OVERRIDING SYSTEM VALUE VALUES (" + String.join(", ", values) + ")";
    }

    String any() {
        return "SELECT 1 FROM " + quoted(name) + " LIMIT 1";
    }

    /** Names come from the catalog or were compared with it, and are quoted all the same. */
    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
