package org.hublink.officers;

import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.hublink.jvm.JvmHome;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.HttpDoor;
import org.hublink.platform.HttpSettings;
import org.hublink.platform.Limit;
import org.hublink.platform.LimitSettings;
import org.hublink.platform.Metrics;
import org.hublink.platform.Reply;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.transparency.LogKeys;
import org.hublink.transparency.LogSettings;
import org.hublink.transparency.Transparency;
import org.hublink.transparency.TransparencyRoom;
import org.jspecify.annotations.Nullable;

/** A node with log and officers behind its HTTP door; its clock is the test's. */
final class Station {
    static final long NOW = 1_800_000_000L;
    private static final int CONNECTIONS = 6;

    final AtomicLong clock = new AtomicLong(NOW);
    final Home home;
    final HttpDoor door;
    final Transparency log;
    final Officers officers;
    private final Database database;

    Station(Vertx vertx, DatabaseAddress address, Path data, LogKeys keys, String origin, Digest root) {
        this(vertx, address, new LogSettings(origin, root, data, false), keys, plenty());
    }

    Station(Vertx vertx, DatabaseAddress address, LogSettings settings, LogKeys keys, LimitSettings limits) {
        Home system = JvmHome.system();
        home = new Home(system.randomness(), clock::get, system.text(), system.zones());
        HttpSettings http = new HttpSettings("127.0.0.1", 0, Optional.empty(), Optional.empty(), Optional.empty());
        door = await(HttpDoor.listen(vertx, http, new HttpDoor.Parts(limits, Metrics.registry(), home.text())));
        database = Database.at(vertx, address, CONNECTIONS);
        TransparencyRoom.Ground ground =
                new TransparencyRoom.Ground(vertx, database, door.api(), home.clock(), home.text());
        log = await(TransparencyRoom.open(ground, keys, settings));
        officers = await(OfficersRoom.open(
                new OfficersRoom.Ground(vertx, database, door.api(), home), log, OfficersSettings.at(door.origin())));
        door.open();
    }

    static LimitSettings plenty() {
        Map<Limit, LimitSettings.Rate> rates = new LinkedHashMap<>();
        for (Limit limit : Limit.values()) {
            rates.put(limit, new LimitSettings.Rate(1_000_000, 100_000));
        }
        return new LimitSettings(rates);
    }

    void close() {
        await(log.close());
        await(door.close());
        await(database.close());
    }

    Reply get(String path, @Nullable String token) {
        return Reply.of(with(Reply.to(door.origin() + path).GET(), token));
    }

    Reply post(String path, JsonObject body, @Nullable String token) {
        HttpRequest.Builder request = Reply.to(door.origin() + path)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
        return Reply.of(with(request, token));
    }

    Reply delete(String path, @Nullable String token) {
        return Reply.of(with(Reply.to(door.origin() + path).DELETE(), token));
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, @Nullable String token) {
        return token == null ? request : request.header("authorization", "Bearer " + token);
    }
}
