package org.hublink.messaging;

import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.hublink.jvm.JvmHome;
import org.hublink.platform.Caller;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.HttpDoor;
import org.hublink.platform.HttpSettings;
import org.hublink.platform.Limit;
import org.hublink.platform.LimitSettings;
import org.hublink.platform.Metrics;
import org.hublink.primitives.Home;
import org.hublink.transparency.LogWorld;
import org.hublink.transparency.Transparency;
import org.hublink.transparency.TransparencyRoom;

/** A node with a log and the delivery service. A token is a device's id; whoever has it is an officer of France. */
final class DeliveryNode {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int CONNECTIONS = 6;

    /** Who is behind a token; null = nobody. */
    volatile Function<String, Caller> tokens = token -> new Caller("FR", "device", token, Set.of("officer"));

    final AtomicLong clock = new AtomicLong(LogWorld.NOW);
    final AtomicLong freeBytes = new AtomicLong(Long.MAX_VALUE);
    final Transparency log;
    final Messaging messaging;
    final Database database;
    private final HttpDoor door;

    private DeliveryNode(Vertx vertx, DatabaseAddress address, Path data, MessagingSettings settings) {
        Map<Limit, LimitSettings.Rate> rates = new LinkedHashMap<>();
        for (Limit limit : Limit.values()) {
            rates.put(limit, new LimitSettings.Rate(1_000_000, 100_000));
        }
        HttpSettings http = new HttpSettings("127.0.0.1", 0, Optional.empty(), Optional.empty(), Optional.empty());
        door = await(HttpDoor.listen(
                vertx, http, new HttpDoor.Parts(new LimitSettings(rates), Metrics.registry(), LogWorld.TEXT)));
        door.api().sessions(token -> Future.succeededFuture(tokens.apply(token)));
        database = Database.at(vertx, address, CONNECTIONS);
        Home system = JvmHome.system();
        Home home = new Home(system.randomness(), clock::get, system.text(), system.zones());
        log = await(TransparencyRoom.open(
                new TransparencyRoom.Ground(vertx, database, door.api(), home.clock(), home.text()),
                LogWorld.keys(),
                LogWorld.settings(data)));
        messaging = await(MessagingRoom.open(
                new MessagingRoom.Ground(vertx, database, door.api(), home, freeBytes::get), log, settings));
        door.open();
    }

    static DeliveryNode open(Vertx vertx, DatabaseAddress address, Path data) {
        return open(vertx, address, data, MessagingSettings.DEFAULT);
    }

    static DeliveryNode open(Vertx vertx, DatabaseAddress address, Path data, MessagingSettings settings) {
        return new DeliveryNode(vertx, address, data, settings);
    }

    void close() {
        await(messaging.close());
        await(log.close());
        await(door.close());
        await(database.close());
    }

    String origin() {
        return door.origin();
    }

    HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(door.origin() + "/api/v1/messaging" + path))
                .header("authorization", "Bearer " + token);
    }

    HttpResponse<byte[]> post(String path, String token, JsonObject body, String... headers) {
        HttpRequest.Builder request = request(path, token)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<byte[]> get(String path, String token) {
        return send(request(path, token).GET());
    }

    static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
