package org.hublink.messaging;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.LongSupplier;
import org.hublink.platform.Api;
import org.hublink.platform.Database;
import org.hublink.primitives.Home;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.StatementType;
import org.hublink.transparency.Transparency;

/** Opens the room: the only place that knows how its parts fit together. */
public final class MessagingRoom {
    /**
     * What the room needs of the server; {@code home}'s clock is the node's.
     *
     * @param freeBytes left on the disk of the database; {@link Long#MAX_VALUE} where that is not known here
     */
    public record Ground(Vertx vertx, Database database, Api api, Home home, LongSupplier freeBytes) {}

    private static final String STREAM = "/api/v1/stream";
    private static final String WATCH = "/api/v1/messaging/watch";

    private MessagingRoom() {}

    /** Mounts the routes; frames are judged on the event loop of the caller, or on one of the room's own. */
    public static Future<Messaging> open(Ground ground, Transparency log, MessagingSettings settings) {
        Context context = ground.vertx().getOrCreateContext();
        Loop loop = new Loop(context);
        KeyStore keyStore = new KeyStore();
        BatchStore batches = new BatchStore();
        FeedStore feeds = new FeedStore();
        AlertStore alertStore = new AlertStore();
        AlertBook book =
                new AlertBook(alertStore, settings.alerts(), ground.home().randomness());
        Intake intake = new Intake(
                loop,
                ground.database(),
                batches,
                book,
                new Quotas(settings),
                ground.home().clock());
        DeskRoster roster = new DeskRoster(log);
        Streams streams = new Streams(
                ground.vertx(),
                loop,
                ground.database(),
                feeds,
                new Lookout(ground.database(), feeds, keyStore, ground.home().clock()),
                batches,
                intake);
        Keys keys = new Keys(ground.database(), keyStore, roster, ground.home(), streams::hint);
        Feed feed = new Feed(ground.database(), feeds);
        Contents contents = new Contents(
                ground.database(), new ContentStore(), roster, ground.home(), settings, ground.freeBytes());
        ArchiveStore archiveStore = new ArchiveStore();
        Archive archive = new Archive(
                ground.database(), archiveStore, keyStore, roster, ground.home().clock(), ground.freeBytes());
        Erasure erasure = new Erasure(
                ground.database(),
                new Erasure.Stores(keyStore, new ErasureStore(), archiveStore, alertStore, new DeskStore()),
                settings,
                ground.home().clock());
        AlertHouse alerts = AlertHouse.of(ground, log, settings.alerts(), context, book, roster, streams);
        List<FurtherRoutes> further = List.of(
                new ContentRoutes(contents),
                new ArchiveRoutes(archive, ground.home().text()),
                new AlertRoutes(alerts.acts(), alerts.view()));
        return new MessagingRoutes(keys, intake, feed, further)
                .mount(ground.api())
                .map(mounted -> {
                    ground.api().stream(STREAM, streams::opened);
                    ground.api().stream(WATCH, alerts.watches()::opened);
                    streams.start();
                    alerts.start();
                    LogBell bell = new LogBell(() -> streams.tellAll(DeliveryFrame.Hint.LOG_GREW));
                    log.onShown(bell::shown);
                    log.onLogged(statement -> {
                        bell.logged(statement);
                        if (statement.header().type() == StatementType.REVOCATION) {
                            streams.live(statement.header().country());
                            alerts.watches().live(statement.header().country());
                        }
                    });
                    return new MessagingService(ground.vertx(), erasure, streams, alerts);
                });
    }
}
