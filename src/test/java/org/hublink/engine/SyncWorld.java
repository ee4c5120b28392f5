package org.hublink.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hublink.primitives.Base64;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Algorithm;
import org.hublink.protocol.AttestationPart;
import org.hublink.protocol.Attested;
import org.hublink.protocol.Audience;
import org.hublink.protocol.Listing;
import org.hublink.protocol.ManifestEntry;
import org.hublink.protocol.ManifestPart;
import org.hublink.protocol.Part;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.TilePath;

/**
 * An engine of an operator of France against a server in memory, which can withhold parts and answer in any order. Brazil
 * publishes.
 */
final class SyncWorld {
    private static final String TILES = "/log/tile/";
    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 4, 10_000, 1 << 20);

    final FlowWorld world = new FlowWorld();
    final Set<Digest> withheld = new LinkedHashSet<>();
    final List<Call> calls = new ArrayList<>();
    /** The newest request is answered first. */
    boolean newestFirst;

    private final Map<Long, List<Part>> parts = new LinkedHashMap<>();
    private final Map<Digest, Part> listings = new LinkedHashMap<>();
    private final TreeMap<String, byte[]> store = new TreeMap<>();
    private final byte[] generation = world.home.randomness().bytes(16);
    private final VaultContents vault = vault(world);
    private Engine engine = restarted();
    private long commands;

    private static VaultContents vault(FlowWorld world) {
        try {
            var key =
                    OwnKey.of(Algorithm.ED25519, Digest.of(Utf8.encode("fr-a")).bytes());
            return VaultContents.fresh(
                    new VaultOwner.Operator("FR", "fr-a", key),
                    Ceremony.pin(world.root),
                    "https://hub.example",
                    world.home.randomness());
        } catch (Malformed broken) {
            throw new AssertionError(broken);
        }
    }

    SyncWorld() {
        world.log(FlowWorld.signed(world.authority("BR", 1, 2, "br-a", "br-b", "br-c"), "r1", "r2"));
    }

    /** A new engine on what the store holds. */
    Engine restarted() {
        engine = new Engine(world.home, vault, generation, false);
        return engine;
    }

    Engine engine() {
        return engine;
    }

    Part listing(Listing listing, String salt) {
        Part part = new Part(Digest.of(Utf8.encode(salt)).bytes(), listing.body());
        listings.put(part.digest(), part);
        return part;
    }

    static ManifestEntry entry(Listing listing, Part part) {
        return new ManifestEntry(listing.id(), listing.version(), part.digest());
    }

    /** Brazil logs a manifest; the parts' digests in order. */
    List<Digest> manifest(int version, Audience audience, Attested attested, ManifestEntry... entries) {
        List<Part> made = new ArrayList<>();
        made.add(salted("m" + version, new ManifestPart(audience, attested, List.of(entries)).body()));
        if (!audience.equals(Audience.ALL)) {
            made.add(salted("a" + version, audience.body()));
        }
        return log(new Subject(StatementType.MANIFEST, "BR", audience.name()), version, made, "br-a", "br-b");
    }

    List<Digest> attestation(String id, Attested attested, ManifestEntry entry) {
        var said = new AttestationPart(attested, List.of(new AttestationPart.Entry(entry.id(), entry.digest())));
        return log(new Subject(StatementType.ATTESTATION, "BR", id), 1, List.of(salted(id, said.body())), "br-a");
    }

    List<Digest> log(Subject subject, int version, List<Part> made, String... signers) {
        var header = StatementSigner.header(subject, version, world.now, world.now + 90 * FlowWorld.DAY, made);
        parts.put(world.log(FlowWorld.signed(header, signers)), made);
        return header.parts();
    }

    static Part salted(String salt, byte[] body) {
        return new Part(Digest.of(Utf8.encode(salt)).bytes(), body);
    }

    View.Finished run(Wish wish) {
        long command = ++commands;
        Deque<Event> events = new ArrayDeque<>();
        events.add(new Event.Command(command, wish));
        View.Finished finished = null;
        while (!events.isEmpty()) {
            Turn turn = engine.turn(newestFirst ? events.removeLast() : events.removeFirst());
            for (Write write : turn.writes()) {
                byte[] value = write.value();
                if (value == null) {
                    store.remove(write.name());
                } else {
                    store.put(write.name(), value);
                }
            }
            for (Effect effect : turn.effects()) {
                if (effect instanceof Effect.Load load) {
                    events.add(new Event.Loaded(load.loadId(), rows(load)));
                } else if (effect instanceof Effect.Fetch fetch) {
                    calls.add(fetch.call());
                    events.add(reply(fetch));
                }
            }
            for (View view : turn.views()) {
                finished = view instanceof View.Finished end ? end : finished;
            }
        }
        if (finished == null || finished.commandId() != command) {
            throw new AssertionError("the command did not end");
        }
        return finished;
    }

    private List<Row> rows(Effect.Load load) {
        List<Row> rows = new ArrayList<>();
        for (var one : store.tailMap(load.prefix()).entrySet()) {
            boolean fits =
                    one.getKey().startsWith(load.prefix()) && one.getKey().compareTo(load.after()) > 0;
            if (fits && rows.size() < load.limit()) {
                rows.add(new Row(one.getKey(), one.getValue()));
            }
        }
        return rows;
    }

    private Event.Reply reply(Effect.Fetch fetch) {
        try {
            return new Event.Reply(fetch.requestId(), 200, answer(fetch.call()));
        } catch (Malformed broken) {
            throw new AssertionError(broken);
        }
    }

    private byte[] answer(Call call) throws Malformed {
        byte[] body = call.body();
        if (call.path().equals("/log/checkpoint")) {
            return world.checkpoint();
        }
        if (call.path().startsWith(TILES)) {
            return world.tile(TilePath.read(call.path().substring(TILES.length())));
        }
        if (call.path().endsWith("/challenge")) {
            return Json.write(Json.obj().putBase64("nonce", new byte[32]).build());
        }
        if (call.path().endsWith("/sessions")) {
            return Json.write(Json.obj()
                    .put("token", "token")
                    .put("expires", world.now + 3_600)
                    .build());
        }
        if (body == null) {
            throw new AssertionError(call.path());
        }
        return call.path().endsWith("/parts") ? parts(body) : listings(body);
    }

    private byte[] parts(byte[] body) throws Malformed {
        List<Json> out = new ArrayList<>();
        var asked = (Json.Arr) ((Json.Obj) Json.read(body, LIMITS, world.home.text()))
                .members()
                .get("leaves");
        for (Json item : asked.items()) {
            long leaf = ((Json.Int) item).value();
            List<Part> all = parts.getOrDefault(leaf, List.of());
            for (int n = 0; n < all.size(); n++) {
                Part part = all.get(n);
                if (!withheld.contains(part.digest())) {
                    out.add(Json.obj()
                            .put("leaf", leaf)
                            .put("part", n)
                            .put("salt", Base64.encode(part.salt()))
                            .put("body", Base64.encode(part.body()))
                            .build());
                }
            }
        }
        return Json.write(Json.obj().put("parts", out).put("more", false).build());
    }

    private byte[] listings(byte[] body) throws Malformed {
        var out = new ByteWriter();
        for (int at = 0; at < body.length; at += Digest.LENGTH) {
            Part part = listings.get(Digest.from(Bytes.slice(body, at, at + Digest.LENGTH)));
            if (part != null && !withheld.contains(part.digest())) {
                out.bytes(part.salt()).u32(part.bodyLength()).bytes(part.body());
            }
        }
        return out.toBytes();
    }
}
