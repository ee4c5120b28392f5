package org.hublink.officers;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.hublink.platform.Database;

/** Every row of every table as text. */
final class TableDumpStore {
    static final String TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename";

    private TableDumpStore() {}

    static Future<List<String>> tables(Database database) {
        return database.read(tx -> tx.connection().query(TABLES).execute().map(rows -> {
            List<String> tables = new ArrayList<>();
            rows.forEach(row -> tables.add(row.getString(0)));
            return tables;
        }));
    }

    static Future<String> rows(Database database, String table) {
        return database.read(tx -> tx.connection()
                .query("SELECT t::text FROM \"" + table + "\" t")
                .execute()
                .map(rows -> {
                    StringBuilder all = new StringBuilder();
                    rows.forEach(row -> all.append(row.getString(0)).append('\n'));
                    return all.toString();
                }));
    }
}
