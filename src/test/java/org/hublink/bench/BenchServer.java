package org.hublink.bench;

import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.hublink.directory.Directory;
import org.hublink.directory.DirectoryRoom;
import org.hublink.engine.OwnKey;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.jvm.JvmHome;
import org.hublink.officers.OfficersRoom;
import org.hublink.officers.OfficersSettings;
import org.hublink.platform.Caller;
import org.hublink.platform.Database;
import org.hublink.platform.HttpDoor;
import org.hublink.platform.HttpSettings;
import org.hublink.platform.Limit;
import org.hublink.platform.LimitSettings;
import org.hublink.platform.Metrics;
import org.hublink.platform.TestDatabase;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Algorithm;
import org.hublink.protocol.Audience;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.FreshnessLadder;
import org.hublink.protocol.Header;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Listing;
import org.hublink.protocol.ManifestEntry;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Part;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.transparency.Appended;
import org.hublink.transparency.LogWorld;
import org.hublink.transparency.Transparency;
import org.hublink.transparency.TransparencyRoom;

/** A whole server with real sign-in, and a second door through which the world is put in. */
final class BenchServer implements AutoCloseable {
    static final long NOW = LogWorld.NOW;
    private static final String READER = "fr-o-1";
    private static final long DAY = 86_400;

    private final Home home;
    private final Database database;
    private final Transparency log;
    private final HttpDoor door;
    private final HttpDoor setup;
    private final Directory directory;
    private final Random salts = new Random(7);

    private BenchServer(
            Home home, Database database, Transparency log, HttpDoor door, HttpDoor setup, Directory directory) {
        this.home = home;
        this.database = database;
        this.log = log;
        this.door = door;
        this.setup = setup;
        this.directory = directory;
    }

    static BenchServer start(Path data) throws Exception {
        Vertx vertx = TestDatabase.vertx();
        Home system = JvmHome.system();
        Home home = new Home(system.randomness(), () -> NOW, system.text(), system.zones());
        Database database = Database.at(vertx, TestDatabase.fresh(), 8);
        HttpDoor door = door(vertx);
        HttpDoor setup = door(vertx);
        Files.createDirectories(data);
        Transparency log = await(TransparencyRoom.open(
                new TransparencyRoom.Ground(vertx, database, door.api(), home.clock(), home.text()),
                LogWorld.keys(),
                LogWorld.settings(data)));
        await(OfficersRoom.open(
                new OfficersRoom.Ground(vertx, database, door.api(), home), log, OfficersSettings.at(door.origin())));
        Directory directory = await(DirectoryRoom.open(
                new DirectoryRoom.Ground(vertx, database, door.api(), home), log, FreshnessLadder.DEFAULT));
        setup.api()
                .sessions(country -> Future.succeededFuture(new Caller(country, "operator", "x", Set.of("operator"))));
        await(DirectoryRoom.open(
                new DirectoryRoom.Ground(vertx, database, setup.api(), home), log, FreshnessLadder.DEFAULT));
        door.open();
        setup.open();
        return new BenchServer(home, database, log, door, setup, directory);
    }

    private static HttpDoor door(Vertx vertx) {
        LimitSettings.Rate plenty = new LimitSettings.Rate(1_000_000, 100_000);
        LimitSettings limits = new LimitSettings(
                Map.of(Limit.READ, plenty, Limit.SUBMIT, plenty, Limit.SEARCH, plenty, Limit.SIGN_IN, plenty));
        HttpSettings http = new HttpSettings("127.0.0.1", 0, Optional.empty(), Optional.empty(), Optional.empty());
        return await(HttpDoor.listen(
                vertx,
                http,
                new HttpDoor.Parts(limits, Metrics.registry(), JvmHome.system().text())));
    }

    Home home() {
        return home;
    }

    String origin() {
        return door.origin();
    }

    int port() {
        return URI.create(door.origin()).getPort();
    }

    /** The keys of an operator of France, who signs in and reads. */
    VaultContents vault() throws Malformed {
        OwnKey key = OwnKey.of(Algorithm.ED25519, Digest.of(Utf8.encode(READER)).bytes());
        return VaultContents.fresh(
                new VaultOwner.Operator("FR", READER, key),
                LogWorld.root().leaf().headerDigest(),
                door.origin(),
                home.randomness());
    }

    /** Logs the root, all authorities and manifests, and uploads all listings. */
    void publish(Map<String, List<Listing>> world) throws Exception {
        append(List.of(LogWorld.root()));
        List<LogWorld.Signed> authorities = new ArrayList<>();
        List<LogWorld.Signed> manifests = new ArrayList<>();
        for (Map.Entry<String, List<Listing>> country : world.entrySet()) {
            authorities.add(LogWorld.authority(country.getKey()));
            List<Listing> listings = new ArrayList<>(country.getValue());
            listings.sort(Comparator.comparing(Listing::id));
            List<ManifestEntry> entries = new ArrayList<>();
            List<Part> parts = new ArrayList<>();
            for (Listing listing : listings) {
                Part part = salted(listing.body());
                parts.add(part);
                entries.add(new ManifestEntry(listing.id(), listing.version(), part.digest()));
            }
            upload(country.getKey(), parts);
            manifests.add(manifest(country.getKey(), salted(new ManifestPart(Audience.ALL, null, entries).body())));
        }
        append(authorities);
        append(manifests);
        await(directory.caughtUp());
        long size = 1L + authorities.size() + manifests.size();
        for (int i = 0; i < 500 && shownSize() < size; i++) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private long shownSize() {
        SignedCheckpoint shown = log.checkpoint();
        return shown == null ? 0 : shown.size();
    }

    private Part salted(byte[] body) {
        byte[] salt = new byte[Part.SALT_BYTES];
        salts.nextBytes(salt);
        return new Part(salt, body);
    }

    private static LogWorld.Signed manifest(String country, Part part) throws Malformed {
        Subject subject = new Subject(StatementType.MANIFEST, country, Audience.ALL.name());
        Header header = StatementSigner.header(subject, 1, NOW, NOW + 100 * DAY, List.of(part));
        String low = country.toLowerCase(Locale.ROOT);
        Envelope first = new StatementSigner(LogWorld.key(low + "-o-1")).sign(header);
        Envelope both = new StatementSigner(LogWorld.key(low + "-o-2")).countersign(first);
        return new LogWorld.Signed(both, List.of(part));
    }

    private void append(List<LogWorld.Signed> statements) {
        List<Future<Appended>> sent = new ArrayList<>();
        for (LogWorld.Signed one : statements) {
            sent.add(log.append(one.envelope(), new ArrayList<>(one.parts())));
        }
        for (Future<Appended> one : sent) {
            if (!(await(one) instanceof Appended.Logged)) {
                throw new IllegalStateException(String.valueOf(await(one)));
            }
        }
    }

    private void upload(String country, List<Part> parts) throws Exception {
        JsonArray items = new JsonArray();
        for (Part part : parts) {
            items.add(new JsonObject().put("salt", Base64.encode(part.salt())).put("body", Base64.encode(part.body())));
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(setup.origin() + "/api/v1/directory/listings"))
                .header("authorization", "Bearer " + country)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("listings", items).encode()))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.body());
        }
    }

    /** What all leaves weigh: key ids and signatures apart from the headers they sign. */
    record LeafBytes(long count, long signatures, long headers) {}

    LeafBytes leafBytes() {
        return await(log.judge((trust, moment) -> {
            long signatures = 0;
            long headers = 0;
            for (long i = 0; i < moment.size(); i++) {
                Leaf leaf = trust.ledger().leaf(i);
                if (leaf != null) {
                    signatures += leaf.signatures().size() * (32L + 64);
                    headers += leaf.signedBytes().length;
                }
            }
            return new LeafBytes(moment.size(), signatures, headers);
        }));
    }

    long checkpointBytes() {
        SignedCheckpoint shown = log.checkpoint();
        return shown == null ? 0 : shown.note().length;
    }

    @Override
    public void close() {
        await(log.close());
        await(door.close());
        await(setup.close());
        await(database.close());
    }
}
