package org.hublink.transparency;

import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.hublink.platform.Caller;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.HttpDoor;
import org.hublink.platform.HttpSettings;
import org.hublink.platform.Limit;
import org.hublink.platform.LimitSettings;
import org.hublink.platform.Metrics;
import org.hublink.primitives.Base64;
import org.hublink.protocol.Part;

/** One node: the HTTP door with the log behind it, on its own event loop. */
public final class LogNode {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final long WAIT_NANOS = 20_000_000_000L;
    private static final int CONNECTIONS = 6;

    public final AtomicLong clock;
    public final Transparency log;
    private final HttpDoor door;
    private final Database database;

    private LogNode(AtomicLong clock, Transparency log, HttpDoor door, Database database) {
        this.clock = clock;
        this.log = log;
        this.door = door;
        this.database = database;
    }

    public static LogNode open(Vertx vertx, DatabaseAddress address, Path data) {
        return open(vertx, address, LogWorld.settings(data), LogWorld.keys(), new AtomicLong(LogWorld.NOW));
    }

    public static LogNode open(
            Vertx vertx, DatabaseAddress address, LogSettings settings, LogKeys keys, AtomicLong clock) {
        HttpSettings http = new HttpSettings("127.0.0.1", 0, Optional.empty(), Optional.empty(), Optional.empty());
        LimitSettings.Rate plenty = new LimitSettings.Rate(1_000_000, 100_000);
        HttpDoor.Parts parts = new HttpDoor.Parts(
                new LimitSettings(Map.of(Limit.READ, plenty, Limit.SUBMIT, plenty)), Metrics.registry(), LogWorld.TEXT);
        HttpDoor door = await(HttpDoor.listen(vertx, http, parts));
        door.api().sessions(LogNode::caller);
        Database database = Database.at(vertx, address, CONNECTIONS);
        TransparencyRoom.Ground ground =
                new TransparencyRoom.Ground(vertx, database, door.api(), clock::get, LogWorld.TEXT);
        Transparency log = await(TransparencyRoom.open(ground, keys, settings));
        door.open();
        return new LogNode(clock, log, door, database);
    }

    /** The token is the country. */
    private static Future<Caller> caller(String token) {
        return Future.succeededFuture(new Caller(token, "device", "d1", Set.of("officer")));
    }

    public String origin() {
        return door.origin();
    }

    public void close() {
        await(log.close());
        await(door.close());
        await(database.close());
    }

    public Appended append(LogWorld.Signed signed) {
        return await(log.append(signed.envelope(), new ArrayList<>(signed.parts())));
    }

    /** Appends root and authorities. */
    public void begin(String... countries) {
        append(LogWorld.root());
        for (String country : countries) append(LogWorld.authority(country));
    }

    /** Waits until the shown checkpoint holds {@code size} leaves. */
    public void published(long size) {
        until(() -> log.checkpoint() != null && log.checkpoint().size() >= size);
    }

    /** Waits for something that the node does by itself; fails after 20 s. */
    public static void until(BooleanSupplier happened) {
        long end = System.nanoTime() + WAIT_NANOS;
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("it did not happen in 20 s");
            LockSupport.parkNanos(10_000_000);
        }
    }

    public HttpResponse<byte[]> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(door.origin() + path)).GET());
    }

    public HttpResponse<byte[]> post(String path, JsonObject body, String... country) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(door.origin() + path))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
        if (country.length > 0) request.header("authorization", "Bearer " + country[0]);
        return send(request);
    }

    public HttpResponse<byte[]> submit(LogWorld.Signed signed) {
        JsonArray parts = new JsonArray();
        for (Part part : signed.parts()) {
            parts.add(new JsonObject().put("salt", Base64.encode(part.salt())).put("body", Base64.encode(part.body())));
        }
        return post(
                "/api/v1/statements",
                new JsonObject()
                        .put("envelope", new JsonObject(text(signed.envelope().bytes())))
                        .put("parts", parts));
    }

    public static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    public static JsonObject json(HttpResponse<byte[]> response) {
        return new JsonObject(text(response.body()));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    /** All outcomes of many appends sent at once. */
    public List<Appended> appendAll(List<LogWorld.Signed> all) {
        List<Future<Appended>> sent = new ArrayList<>();
        for (LogWorld.Signed one : all) sent.add(log.append(one.envelope(), new ArrayList<>(one.parts())));
        return sent.stream().map(f -> await(f)).toList();
    }
}
