package org.hublink.app;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hublink.demo.Stored;
import org.hublink.jvm.JvmHome;
import org.hublink.platform.CannotStart;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.EmbeddedPostgres;
import org.hublink.platform.HttpDoor;
import org.hublink.platform.Metrics;
import org.hublink.platform.Migrations;
import org.hublink.primitives.Home;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running node. All of its own work happens on one event loop, so that a room's state needs no locks; what blocks and
 * heavy cryptography leave that loop.
 */
public final class Server {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final DataFolder folder;
    private final Vertx vertx;
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable Database database;
    private @Nullable HttpDoor door;
    private @Nullable HttpServer metrics;
    private @Nullable Wiring wiring;

    private Server(DataFolder folder, Vertx vertx) {
        this.folder = folder;
        this.vertx = vertx;
    }

    /** Starts a node that tells nobody how far it is. */
    public static Future<Server> start(Settings settings, Path data, Clock clock) {
        return start(settings, data, clock, step -> {});
    }

    /**
     * Starts a node. The Future fails with a {@link CannotStart} whose message is for the operator; everything begun is ended
     * again then.
     *
     * @param progress is told what takes time
     */
    public static Future<Server> start(Settings settings, Path data, Clock clock, Consumer<String> progress) {
        DataFolder folder;
        try {
            folder = DataFolder.hold(data);
        } catch (CannotStart refused) {
            return Future.failedFuture(refused);
        }
        PrometheusMeterRegistry meters = Metrics.registry();
        Vertx vertx = Metrics.vertx(meters, folder.scratch());
        Server server = new Server(folder, vertx);
        Promise<Server> started = Promise.promise();
        Context loop = vertx.getOrCreateContext();
        // Not composed: what is composed would end on the event loop that a failing start has just closed.
        loop.runOnContext(on -> server.begin(settings, clock, progress, meters)
                .onSuccess(open -> started.complete(server))
                .onFailure(cause -> server.stop().onComplete(stopped -> started.fail(sentence(cause)))));
        return started.future();
    }

    private Future<Void> begin(
            Settings settings, Clock clock, Consumer<String> progress, PrometheusMeterRegistry meters) {
        Home home = JvmHome.with(clock);
        Laps laps = new Laps(System::nanoTime);
        return HttpDoor.listen(vertx, settings.http(), new HttpDoor.Parts(settings.limits(), meters, home.text()))
                .compose(listening -> {
                    door = listening;
                    return metrics(settings, meters);
                })
                .compose(counted -> {
                    laps.done("listen");
                    return address(settings, progress);
                })
                .compose(address -> {
                    laps.done("postgres");
                    return Migrations.run(vertx, address, clock).map(applied -> {
                        laps.done("schema");
                        LOG.info("schema ready, {} migrations applied", applied);
                        return address;
                    });
                })
                .compose(address -> {
                    database = Database.at(vertx, address, settings.database().connectionsMax());
                    return Wiring.open(new Ground(
                            vertx, settings, folder.path(), clock, home, opened(database), opened(door), meters));
                })
                .map(open -> {
                    wiring = open;
                    opened(door).open();
                    laps.done("rooms");
                    LOG.info("serving on port {}, started in {}", port(), laps);
                    return null;
                });
    }

    private Future<Void> metrics(Settings settings, PrometheusMeterRegistry meters) {
        Optional<Integer> port = settings.http().metricsPort();
        return port.isEmpty()
                ? Future.succeededFuture()
                : Metrics.serve(vertx, meters, port.get()).map(server -> {
                    metrics = server;
                    return null;
                });
    }

    private Future<DatabaseAddress> address(Settings settings, Consumer<String> progress) {
        Optional<DatabaseAddress> outside = settings.database().outside();
        if (outside.isPresent()) {
            return Future.succeededFuture(outside.get());
        }
        return vertx.executeBlocking(
                () -> {
                    EmbeddedPostgres started =
                            EmbeddedPostgres.start(folder.path().resolve("pg"), progress);
                    postgres = started;
                    return started.address();
                },
                false);
    }

    public int port() {
        return opened(door).port();
    }

    /** The port of {@code /metrics} on loopback, if there is one. */
    public Optional<Integer> metricsPort() {
        HttpServer server = metrics;
        return server == null ? Optional.empty() : Optional.of(server.actualPort());
    }

    /** What clients connect to, such as {@code http://127.0.0.1:8080}. */
    public String origin() {
        return opened(door).origin();
    }

    /** Every stored row of a conversation, for the demo. */
    Future<List<Stored>> stored(byte[] conversation) {
        return CaseRowsStore.of(opened(database), conversation);
    }

    /** False before the ceremony: only the front page and the health are there. */
    boolean hasLog() {
        return opened(wiring).log().isPresent();
    }

    /** The PostgreSQL that this node runs; empty = an outside one. */
    public Optional<EmbeddedPostgres> postgres() {
        return Optional.ofNullable(postgres);
    }

    /** Ends in order: no new requests, those under way end, then the rooms, the database, PostgreSQL. */
    public Future<Void> stop() {
        HttpDoor listening = door;
        Wiring rooms = wiring;
        Database pool = database;
        EmbeddedPostgres own = postgres;
        Future<Void> quiet = listening == null ? Future.succeededFuture() : listening.close();
        Promise<Void> stopped = Promise.promise();
        quiet.transform(closed -> rooms == null ? Future.succeededFuture() : rooms.close())
                .transform(closed -> pool == null ? Future.<Void>succeededFuture() : pool.close())
                .onComplete(closed -> new Thread(() -> end(own, stopped), "end").start());
        return stopped.future();
    }

    /** On a thread that is not of the Vert.x that ends here. */
    private void end(@Nullable EmbeddedPostgres own, Promise<Void> stopped) {
        if (own != null) {
            own.stop();
        }
        folder.close();
        vertx.close().onComplete(stopped);
    }

    private static CannotStart sentence(Throwable cause) {
        return cause instanceof CannotStart known
                ? known
                : new CannotStart("The server cannot start: " + cause.getMessage(), cause);
    }

    private static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("not started");
        }
        return part;
    }
}
