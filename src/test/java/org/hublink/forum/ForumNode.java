package org.hublink.forum;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.hublink.jvm.JvmHome;
import org.hublink.platform.Caller;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.HttpDoor;
import org.hublink.platform.HttpSettings;
import org.hublink.platform.Limit;
import org.hublink.platform.LimitSettings;
import org.hublink.platform.Metrics;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Act;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Role;
import org.hublink.transparency.Appended;
import org.hublink.transparency.LogWorld;
import org.hublink.transparency.Transparency;
import org.hublink.transparency.TransparencyRoom;
import org.jspecify.annotations.Nullable;

/** A node with a log and the forum; whoever has any token is a member. */
final class ForumNode {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int CONNECTIONS = 6;
    private static final Digest TREE = Digest.of(Utf8.encode("tree"));

    final AtomicLong clock = new AtomicLong(LogWorld.NOW);
    final Transparency log;
    private final Forum forum;
    private final Database database;
    private final HttpDoor door;
    private final Home home;

    ForumNode(Vertx vertx, DatabaseAddress address, Path data) {
        Map<Limit, LimitSettings.Rate> rates = new LinkedHashMap<>();
        for (Limit limit : Limit.values()) {
            rates.put(limit, new LimitSettings.Rate(1_000_000, 100_000));
        }
        HttpSettings http = new HttpSettings("127.0.0.1", 0, Optional.empty(), Optional.empty(), Optional.empty());
        door = await(HttpDoor.listen(
                vertx, http, new HttpDoor.Parts(new LimitSettings(rates), Metrics.registry(), LogWorld.TEXT)));
        door.api().sessions(token -> Future.succeededFuture(new Caller("FR", "device", token, Set.of("officer"))));
        database = Database.at(vertx, address, CONNECTIONS);
        Home system = JvmHome.system();
        home = new Home(system.randomness(), clock::get, system.text(), system.zones());
        log = await(TransparencyRoom.open(
                new TransparencyRoom.Ground(vertx, database, door.api(), home.clock(), home.text()),
                LogWorld.keys(),
                LogWorld.settings(data)));
        forum = await(ForumRoom.open(new ForumRoom.Ground(vertx, database, door.api(), home), log));
        door.open();
    }

    void close() {
        await(forum.close());
        await(log.close());
        await(door.close());
        await(database.close());
    }

    String origin() {
        return door.origin();
    }

    void append(LogWorld.Signed signed) {
        Appended appended = await(log.append(signed.envelope(), new ArrayList<>(signed.parts())));
        if (!(appended instanceof Appended.Logged)) {
            throw new AssertionError(appended);
        }
    }

    void persona(String country, String handle, Role badge, String... topics) {
        append(LogWorld.persona(country, handle, badge, topics));
    }

    /** Signed now at the log's head. */
    Act act(String country, String handle, String kind, String context, @Nullable Digest follows, Json.Obj body) {
        return await(log.judge((trust, moment) -> new Act(
                kind,
                RandomId.make(home.randomness()).hex(),
                context,
                new Act.Signer(Act.SignerType.PERSONA, country, handle, 1),
                moment.size(),
                TREE,
                clock.get(),
                follows,
                body)));
    }

    /** The answer's status, and its code if it is a refusal. */
    String send(Act act) {
        Envelope envelope = act.signedBy(LogWorld.key(act.signer().id()));
        HttpResponse<String> answer = call(request("/acts")
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(envelope.bytes())));
        String code = new JsonObject(answer.body()).getString("code");
        return answer.statusCode() + (code == null ? "" : " " + code);
    }

    JsonObject get(String path) {
        return new JsonObject(call(request(path).GET()).body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(door.origin() + "/api/v1/forum" + path))
                .header("authorization", "Bearer member");
    }

    private static HttpResponse<String> call(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
