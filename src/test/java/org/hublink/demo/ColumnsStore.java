package org.hublink.demo;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.hublink.platform.Database;

/** Every column of every table. */
final class ColumnsStore {
    static final String COLUMNS = """
            SELECT table_name, column_name FROM information_schema.columns
             WHERE table_schema = 'public' ORDER BY table_name, ordinal_position
            """;

    /** One of them. */
    record Column(String table, String name) {}

    private ColumnsStore() {}

    static Future<List<Column>> all(Database database) {
        return database.read(tx -> tx.connection().query(COLUMNS).execute().map(rows -> {
            List<Column> all = new ArrayList<>();
            rows.forEach(row -> all.add(new Column(row.getString(0), row.getString(1))));
            return all;
        }));
    }
}
