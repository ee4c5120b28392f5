package org.hublink.officers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hublink.platform.Api;
import org.hublink.platform.Database;
import org.hublink.primitives.Home;
import org.hublink.transparency.PartShelf;
import org.hublink.transparency.Transparency;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the room: the only place that knows how its parts fit together. */
public final class OfficersRoom {
    private static final Logger LOG = LoggerFactory.getLogger(OfficersRoom.class);

    private static final int PARTS_MAX = 10_000;

    private OfficersRoom() {}

    /** What the room stands on. */
    public record Ground(Vertx vertx, Database database, Api api, Home home) {}

    /** Mounts the routes, tells the platform who is behind a session, and begins to listen to the log. */
    public static Future<Officers> open(Ground ground, Transparency log, OfficersSettings settings) {
        Database database = ground.database();
        Home home = ground.home();
        SessionStore sessions = new SessionStore();
        EnrolmentStore applications = new EnrolmentStore();
        PendingStore pending = new PendingStore();
        PartShelf shelf = new PartShelf(log, PARTS_MAX);
        Challenges challenges = new Challenges(database, sessions, home.randomness(), home.clock());
        SessionService.Parties parties = new SessionService.Parties(
                settings, sessions, challenges, shelf, home.clock(), home.randomness(), home.text());
        Signatures signatures = new Signatures(database, pending, applications, log, home.clock());
        Housekeeping housekeeping =
                new Housekeeping(database, sessions, applications, pending, signatures, home.clock());
        OfficersService service = new OfficersService(
                new SessionAuthentication(database, sessions, settings, home.clock()),
                new LogAuthorization(log, shelf),
                housekeeping);
        OfficersRoutes routes = new OfficersRoutes(
                new SessionRoutes(settings, challenges, new SessionService(database, log, parties)),
                new EnrolmentRoutes(new Enrolment(database, applications, home.clock())),
                new PendingRoutes(signatures, country -> database.read(tx -> sessions.lastSeen(tx, country))));
        ground.api().sessions(service);
        return routes.mount(ground.api()).map(mounted -> {
            listen(database, sessions, home, log);
            ground.vertx()
                    .setPeriodic(
                            Housekeeping.EVERY.toMillis(),
                            id -> housekeeping
                                    .tidy()
                                    .onFailure(cause -> LOG.warn(
                                            "tidying failed, tried again in a minute: {}", cause.getMessage())));
            return service;
        });
    }

    private static void listen(Database database, SessionStore sessions, Home home, Transparency log) {
        Cutoff cutoff = new Cutoff(database, sessions, home.clock());
        // What is there already is told first, while this flag is still down.
        AtomicBoolean live = new AtomicBoolean();
        log.onLogged(statement -> {
            if (live.get()) {
                cutoff.logged(statement);
            }
        });
        live.set(true);
    }
}
