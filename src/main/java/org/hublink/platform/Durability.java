package org.hublink.platform;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/**
 * Rule T6: what was acknowledged survives a crash. Asked of every connection before its first use, because settings change
 * while a server runs and a pooled address may lead to another server after a fail-over.
 */
final class Durability {
    // A base backup also shows as a replication row; it is no standby that could take over.
    static final String SETTINGS = """
            SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
                   current_setting('synchronous_commit') AS synchronous_commit,
                   current_setting('synchronous_standby_names') AS synchronous_standby_names,
                   pg_is_in_recovery() AS in_recovery,
                   (SELECT count(*) FROM pg_stat_replication WHERE state IS DISTINCT FROM 'backup') AS standbys
            """;

    private Durability() {}

    /** What is wrong with this connection's server; empty = durable. */
    static Future<List<String>> findings(SqlConnection connection) {
        return connection
                .query(SETTINGS)
                .execute()
                .map(rows -> findings(rows.iterator().next()));
    }

    private static List<String> findings(Row row) {
        List<String> findings = new ArrayList<>();
        for (String name : List.of("fsync", "full_page_writes")) {
            if (!"on".equals(row.getString(name))) {
                findings.add(name + " is " + row.getString(name) + ", must be on");
            }
        }
        String commit = row.getString("synchronous_commit");
        if (!"on".equals(commit) && !"remote_apply".equals(commit)) {
            findings.add("synchronous_commit is " + commit + ", must be on or remote_apply");
        }
        if (Boolean.TRUE.equals(row.getBoolean("in_recovery"))) {
            findings.add("this server is a standby itself and takes no writes");
        }
        if (row.getLong("standbys") > 0
                && row.getString("synchronous_standby_names").isBlank()) {
            findings.add("a standby is not synchronous: synchronous_standby_names is empty");
        }
        return findings;
    }
}
