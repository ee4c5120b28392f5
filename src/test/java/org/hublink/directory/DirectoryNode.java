package org.hublink.directory;

import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hublink.jvm.JvmHome;
import org.hublink.platform.Caller;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.HttpDoor;
import org.hublink.platform.HttpSettings;
import org.hublink.platform.Limit;
import org.hublink.platform.LimitSettings;
import org.hublink.platform.Metrics;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.AttestationPart;
import org.hublink.protocol.Attested;
import org.hublink.protocol.Audience;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.FreshnessLadder;
import org.hublink.protocol.Header;
import org.hublink.protocol.Listing;
import org.hublink.protocol.ManifestEntry;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Part;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.transparency.Appended;
import org.hublink.transparency.LogWorld;
import org.hublink.transparency.Transparency;
import org.hublink.transparency.TransparencyRoom;

/** A server with a log and a directory. A token is the caller's country, with a plus for an operator. */
final class DirectoryNode {
    static final long NOW = LogWorld.NOW;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final long DAY = 86_400;

    final Directory directory;
    private final Transparency log;
    private final HttpDoor door;
    private final Database database;

    private DirectoryNode(Directory directory, Transparency log, HttpDoor door, Database database) {
        this.directory = directory;
        this.log = log;
        this.door = door;
        this.database = database;
    }

    static DirectoryNode open(Vertx vertx, DatabaseAddress address, Path data) {
        LimitSettings.Rate plenty = new LimitSettings.Rate(1_000_000, 100_000);
        LimitSettings limits =
                new LimitSettings(Map.of(Limit.READ, plenty, Limit.SUBMIT, plenty, Limit.SEARCH, plenty));
        HttpSettings http = new HttpSettings("127.0.0.1", 0, Optional.empty(), Optional.empty(), Optional.empty());
        HttpDoor door =
                await(HttpDoor.listen(vertx, http, new HttpDoor.Parts(limits, Metrics.registry(), LogWorld.TEXT)));
        door.api().sessions(DirectoryNode::caller);
        Database database = Database.at(vertx, address, 6);
        Home system = JvmHome.system();
        Home home = new Home(system.randomness(), () -> NOW, system.text(), system.zones());
        Transparency log = await(TransparencyRoom.open(
                new TransparencyRoom.Ground(vertx, database, door.api(), home.clock(), home.text()),
                LogWorld.keys(),
                LogWorld.settings(data)));
        Directory directory = await(DirectoryRoom.open(
                new DirectoryRoom.Ground(vertx, database, door.api(), home), log, FreshnessLadder.DEFAULT));
        door.open();
        return new DirectoryNode(directory, log, door, database);
    }

    private static Future<Caller> caller(String token) {
        boolean operator = token.endsWith("+");
        return Future.succeededFuture(new Caller(
                token.substring(0, 2),
                operator ? "operator" : "device",
                "x",
                Set.of(operator ? "operator" : "officer")));
    }

    void close() {
        await(log.close());
        await(door.close());
        await(database.close());
    }

    long append(LogWorld.Signed signed) {
        Appended appended = await(log.append(signed.envelope(), new ArrayList<>(signed.parts())));
        if (appended instanceof Appended.Logged logged) {
            return logged.index();
        }
        throw new AssertionError(appended);
    }

    /** Logs a manifest and waits until it is derived. */
    long publish(String country, int version, Audience audience, Part... listings) {
        List<ManifestEntry> entries = new ArrayList<>();
        for (Part part : listings) {
            Listing listing = listing(part);
            entries.add(new ManifestEntry(listing.id(), listing.version(), part.digest()));
        }
        Part part = part(new ManifestPart(audience, null, entries).body());
        Subject subject = new Subject(StatementType.MANIFEST, country, audience.name());
        long index = append(
                audience.equals(Audience.ALL)
                        ? signed(subject, version, part)
                        : signed(subject, version, part, part(audience.body())));
        await(directory.caughtUp());
        return index;
    }

    void attest(String country, Part listing, Attested attested) {
        AttestationPart.Entry entry = new AttestationPart.Entry(listing(listing).id(), listing.digest());
        Part part = part(new AttestationPart(attested, List.of(entry)).body());
        append(signed(new Subject(StatementType.ATTESTATION, country, entry.id()), 1, part));
        await(directory.caughtUp());
    }

    private static LogWorld.Signed signed(Subject subject, int version, Part... parts) {
        Header header = StatementSigner.header(subject, version, NOW, NOW + 100 * DAY, List.of(parts));
        String[] operators = LogWorld.operators(subject.country());
        try {
            Envelope envelope = new StatementSigner(LogWorld.key(operators[0])).sign(header);
            envelope = subject.type() == StatementType.ATTESTATION
                    ? envelope
                    : new StatementSigner(LogWorld.key(operators[1])).countersign(envelope);
            return new LogWorld.Signed(envelope, List.of(parts));
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A salted body; the salt is the body's hash, which no real signer would do. */
    static Part part(byte[] body) {
        return new Part(Digest.of(body).bytes(), body);
    }

    static Listing listing(Part part) {
        try {
            return Listing.read(part.body(), LogWorld.TEXT);
        } catch (Malformed broken) {
            throw new AssertionError(broken);
        }
    }

    HttpResponse<byte[]> upload(String token, Part... parts) {
        JsonArray items = new JsonArray();
        for (Part part : parts) {
            items.add(new JsonObject().put("salt", Base64.encode(part.salt())).put("body", Base64.encode(part.body())));
        }
        byte[] body = Utf8.encode(new JsonObject().put("listings", items).encode());
        return send(request("/api/v1/directory/listings", token)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<byte[]> fetch(String token, byte[] digests) {
        return send(request("/api/v1/directory/listings/fetch", token)
                .header("content-type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(digests)));
    }

    JsonObject search(String token, String query) {
        HttpResponse<byte[]> answer =
                send(request("/api/v1/directory?" + query, token).GET());
        if (answer.statusCode() != 200) {
            throw new AssertionError(Buffer.buffer(answer.body()).toString());
        }
        return new JsonObject(Buffer.buffer(answer.body()));
    }

    /** The ids found. */
    List<String> found(String token, String query) {
        List<String> ids = new ArrayList<>();
        JsonArray hits = search(token, query).getJsonArray("hits");
        for (int i = 0; i < hits.size(); i++) {
            ids.add(hits.getJsonObject(i).getString("id"));
        }
        return ids;
    }

    static String code(HttpResponse<byte[]> answer) {
        return answer.statusCode() + " " + new JsonObject(Buffer.buffer(answer.body())).getString("code", "");
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(door.origin() + path)).header("authorization", "Bearer " + token);
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
