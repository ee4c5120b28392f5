package org.hublink.prove;

import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hublink.jvm.JvmHome;
import org.hublink.platform.Database;
import org.hublink.platform.EmbeddedPostgres;
import org.hublink.primitives.Digest;
import org.hublink.transparency.Finding;
import org.hublink.transparency.LogFsck;
import org.hublink.transparency.LogKeys;
import org.hublink.transparency.LogSettings;

/** Looks through the data of a server that has ended. */
final class FaultsFsck {
    private static final String WITHOUT_PARTS = """
            SELECT count(*) FROM statement s
             WHERE s.type IN ('desk', 'manifest') AND NOT EXISTS (SELECT 1 FROM part p WHERE p.leaf = s.leaf)
            """;

    private FaultsFsck() {}

    /** What {@code hub fsck} finds, and whether each statement still has its part; empty = all is well. */
    static List<String> run(Path data, Digest root) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data.resolve("pg"), step -> {});
        Vertx vertx = Vertx.vertx();
        try {
            Database database = Database.at(vertx, postgres.address(), 2);
            LogSettings settings = new LogSettings(FaultsWorld.ORIGIN, root, data, false);
            LogKeys keys = LogKeys.read(data.resolve("keys"));
            List<String> found = new ArrayList<>();
            for (Finding one : await(LogFsck.run(
                    vertx, database, keys, settings, JvmHome.system().text()))) {
                found.add(one.toString());
            }
            long bare = await(database.read(tx -> tx.connection()
                    .query(WITHOUT_PARTS)
                    .execute()
                    .map(rows -> rows.iterator().next().getLong(0))));
            if (bare > 0) found.add(bare + " statements have lost their part");
            await(database.close());
            return found;
        } finally {
            await(vertx.close());
            postgres.stop();
        }
    }
}
