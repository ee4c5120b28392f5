package org.hublink.transparency;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.hublink.platform.Api;
import org.hublink.platform.Database;
import org.hublink.primitives.Clock;
import org.hublink.primitives.Text;
import org.hublink.protocol.StatementType;

/** Opens the room: the only place that knows how its parts fit together. */
public final class TransparencyRoom {
    /** What the room needs of the server. */
    public record Ground(Vertx vertx, Database database, Api api, Clock clock, Text text) {}

    private TransparencyRoom() {}

    /**
     * Reads the whole log, compares it with this node's {@code log-head} and the stored checkpoint, mounts the routes and
     * begins to sign. What speaks against signing does not stop the start: the log stays readable, and {@link
     * Transparency#stopped} says why.
     *
     * <p>The log lives on the event loop of the caller, or on one of its own if the caller has none.
     */
    public static Future<Transparency> open(Ground ground, LogKeys keys, LogSettings settings) {
        Context context = ground.vertx().getOrCreateContext();
        Promise<Transparency> promise = Promise.promise();
        context.runOnContext(here -> opened(context, ground, keys, settings).onComplete(promise));
        return promise.future();
    }

    private static Future<Transparency> opened(Context context, Ground ground, LogKeys keys, LogSettings settings) {
        LogParts log = LogParts.of(settings, keys, ground.clock(), ground.text());
        LogView view = log.view();
        LogHead head = new LogHead(settings.headFile());
        NoteCheck notes = new NoteCheck(settings, keys, view.ledger());
        Publisher publisher = new Publisher(context, ground.database(), log, head, notes);
        SeenGuard guard = new SeenGuard(ground.database(), log, publisher, notes);
        LogService service = new LogService(ground.vertx(), context, ground.database(), log, publisher);
        TransparencyRoutes routes = new TransparencyRoutes(
                service, log, guard, new TileFiles(context, view, settings.tilesFolder()), ground);
        return publisher
                .poll()
                .compose(polled -> context.executeBlocking(head::read))
                .compose(note -> {
                    StartCheck check = new StartCheck(log, publisher, notes);
                    check.check(note);
                    view.listen(statement -> {
                        if (statement.header().type() == StatementType.ROOT) check.keys();
                    });
                    return publisher.publish();
                })
                .compose(published -> routes.mount())
                .map(mounted -> {
                    service.start();
                    return service;
                });
    }
}
