package org.hublink.transparency;

import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAddress;

/** The nodes of one test, each with a folder of its own by its name, and closed together. */
final class LogNodes {
    private final Path folder;
    private final List<LogNode> open = new ArrayList<>();

    LogNodes(Path folder) {
        this.folder = folder;
    }

    Path folder(String name) {
        return folder.resolve(name);
    }

    LogNode open(Vertx vertx, DatabaseAddress address, String name) {
        return keep(LogNode.open(vertx, address, folder(name)));
    }

    LogNode keep(LogNode node) {
        open.add(node);
        return node;
    }

    /** Closes one before the others. */
    void close(LogNode node) {
        node.close();
        open.remove(node);
    }

    void close() {
        open.forEach(LogNode::close);
    }

    Adopted adopt(Vertx vertx, DatabaseAddress address, String name, boolean lost) {
        Database database = Database.at(vertx, address, 2);
        Adopted adopted = await(LogAdoption.adopt(
                vertx,
                database,
                LogWorld.keys(),
                LogWorld.settings(folder(name)),
                () -> LogWorld.NOW,
                LogWorld.TEXT,
                lost));
        await(database.close());
        return adopted;
    }
}
