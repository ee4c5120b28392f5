package org.hublink.platform;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** The schema public as SQL that would make it again, read from the catalogs, in one fixed order. */
final class SchemaDump {
    private static final String FUNCTIONS = """
            SELECT rtrim(pg_get_functiondef(p.oid), E'\\n') || ';' AS line
            FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prokind IN ('f', 'p')
            ORDER BY p.proname COLLATE "C", pg_get_function_identity_arguments(p.oid) COLLATE "C"
            """;
    private static final String SEQUENCES = """
            SELECT format('CREATE SEQUENCE %I;', c.relname) AS line FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S'
              AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i'))
            ORDER BY c.relname COLLATE "C"
            """;
    private static final String TABLES = """
            SELECT format(E'CREATE %sTABLE %I (\\n%s);', CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END,
              c.relname, (SELECT string_agg(format('  %I %s%s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                CASE WHEN a.attcollation NOT IN (0, t.typcollation)
                  THEN ' COLLATE "' || (SELECT collname FROM pg_collation WHERE oid = a.attcollation) || '"' ELSE '' END,
                CASE WHEN a.attidentity <> '' THEN ' GENERATED ' || CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END
                  || ' AS IDENTITY' ELSE '' END,
                CASE WHEN a.attgenerated <> '' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ')'
                  || CASE a.attgenerated WHEN 's' THEN ' STORED' ELSE '' END
                  WHEN d.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) ELSE '' END,
                CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END), E',\\n' ORDER BY a.attnum)
                FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)) AS line
            FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
            ORDER BY c.relname COLLATE "C"
            """;
    private static final String STORAGE = """
            SELECT format('ALTER TABLE %I ALTER COLUMN %I SET STORAGE %s;', c.relname, a.attname,
              CASE a.attstorage WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' WHEN 'p' THEN 'PLAIN' ELSE 'EXTENDED' END) AS line
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
              AND a.attstorage <> t.typstorage
            ORDER BY c.relname COLLATE "C", a.attnum
            """;
    private static final String CONSTRAINTS = """
            SELECT format('ALTER TABLE %I ADD CONSTRAINT %I %s;', c.relname, n.conname, pg_get_constraintdef(n.oid)) AS line
            FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid
            WHERE n.connamespace = 'public'::regnamespace AND n.contype IN ('p', 'u', 'c', 'x', 'f')
            ORDER BY position(n.contype::text IN 'pucxf'), c.relname COLLATE "C", n.conname COLLATE "C"
            """;
    private static final String INDEXES = """
            SELECT pg_get_indexdef(i.indexrelid) || ';' AS line
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE c.relnamespace = 'public'::regnamespace
              AND NOT EXISTS (SELECT 1 FROM pg_constraint n WHERE n.conindid = i.indexrelid AND n.contype IN ('p', 'u', 'x'))
            ORDER BY c.relname COLLATE "C"
            """;
    private static final String VIEWS = """
            SELECT format(E'CREATE VIEW %I AS\\n%s', c.relname, pg_get_viewdef(c.oid)) AS line FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v' ORDER BY c.relname COLLATE "C"
            """;
    private static final String TRIGGERS = """
            SELECT pg_get_triggerdef(t.oid) || ';' AS line FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
            WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
            ORDER BY c.relname COLLATE "C", t.tgname COLLATE "C"
            """;

    private SchemaDump() {}

    static Future<String> of(SqlConnection connection) {
        Future<StringBuilder> dump = Future.succeededFuture(new StringBuilder(
                "-- What the migrations result in; made by SchemaIT (-Dschema.write), never by hand.\n"));
        for (String part :
                new String[] {FUNCTIONS, SEQUENCES, TABLES, STORAGE, CONSTRAINTS, INDEXES, VIEWS, TRIGGERS}) {
            dump = dump.compose(text -> connection.query(part).execute().map(rows -> {
                rows.forEach(
                        row -> text.append('\n').append(row.getString("line")).append('\n'));
                return text;
            }));
        }
        return dump.map(StringBuilder::toString);
    }
}
