package org.hublink.forum;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.hublink.platform.Api;
import org.hublink.platform.Database;
import org.hublink.primitives.Home;
import org.hublink.transparency.PartShelf;
import org.hublink.transparency.Transparency;

/** Opens the room: the only place that knows how its parts fit together. */
public final class ForumRoom {
    private static final int FACES_MAX = 5_000;
    private static final String WATCH = "/api/v1/forum/watch";

    /** What the room needs of the server; {@code home}'s clock is the node's. */
    public record Ground(Vertx vertx, Database database, Api api, Home home) {}

    private ForumRoom() {}

    /** Mounts the routes, follows personas, and begins to tell what moves. */
    public static Future<Forum> open(Ground ground, Transparency log) {
        PartShelf faces = new PartShelf(log, FACES_MAX);
        Authors authors = new Authors(
                log, faces, ground.database(), new PersonaStore(), ground.home().text());
        ForumStore store = new ForumStore();
        ReportStore reports = new ReportStore();
        ForumSearchStore search = new ForumSearchStore();
        Future<Integer> warm = ground.vertx().executeBlocking(search::warm);
        ForumIndex index = new ForumIndex(store, search, ground.home().clock());
        Threads threads = new Threads(ground.home().text());
        ForumSubmission submission = new ForumSubmission(
                ground.database(),
                store,
                reports,
                index,
                authors,
                threads,
                ground.home().clock());
        ForumReading reading = new ForumReading(
                ground.database(),
                store,
                reports,
                index,
                authors,
                faces,
                ground.home().clock());
        LoggedHeads heads = new LoggedHeads(
                ground.database(), new HeadsStore(), log, faces, ground.home().clock());
        ForumWatches watches = new ForumWatches(ground.vertx(), ground.database(), reading);
        return new ForumRoutes(submission, reading, new HeadsRoutes(heads), ground.api())
                .mount()
                .compose(mounted -> {
                    ground.api().stream(WATCH, watches::opened);
                    return watches.start();
                })
                .compose(started -> warm)
                .map(started -> {
                    log.onLogged(authors::logged);
                    log.onLogged(heads::follow);
                    return watches::close;
                });
    }
}
