package org.hublink.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hublink.browser.EngineRecord;
import org.hublink.mls.Group;
import org.hublink.mls.GroupState;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.Algorithm;
import org.hublink.protocol.CaseFile;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Part;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.TilePath;
import org.jspecify.annotations.Nullable;

/** Two desks of two countries, their devices as whole engines over stores of their own, one server in memory. */
final class TalkWorld {
    static final JsonLimits LIMITS = new JsonLimits(8 << 20, 6, 10_000, 1 << 20);
    private static final String TILES = "/log/tile/";
    private static final String ARCHIVE = "/messaging/archive/";

    final ConversationWorld logged = new ConversationWorld();
    final FlowWorld world = logged.world;
    final MemoryDelivery delivery = new MemoryDelivery();
    final MemoryArchive archive = new MemoryArchive();
    /** Chunks of contents by id. */
    final Map<String, List<byte[]>> contents = new LinkedHashMap<>();
    /** The server is not reached any more after so many chunks; negative: never. */
    int chunksUntilCut = -1;

    int chunksPut;
    int chunksGot;
    final Map<String, Client> clients = new LinkedHashMap<>();

    /** Thrown where a client was killed. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** One device: its store, its engine, and what it was shown. */
    final class Client {
        final String name;
        final String officer;
        final String desk;
        final String id;
        final ConversationWorld.Device device;
        final TreeMap<String, byte[]> store = new TreeMap<>();
        final List<View.Talk> shown = new ArrayList<>();
        final List<String> alerts = new ArrayList<>();
        /** Turns until it is killed; negative: never. */
        int turnsLeft = -1;
        /** The last turn is durable, what it wanted to send is not sent. */
        boolean afterWrites = true;

        int turns;
        /** Messages and commits that left. */
        int framesSent;
        /** What it is shown of the log, where that is not the newest; null for the newest. */
        byte @Nullable [] lagging;
        /** So many questions for what is new are answered with nothing. */
        int withheldFetches;

        final VaultContents vault;
        private final byte[] generation = world.home.randomness().bytes(16);
        private Engine engine;
        /** What is written down of its turns, from its beginning or its last opening on; null where nothing is. */
        @Nullable
        EngineRecord record;

        private long commands;
        /** When it wants to be woken; 0 for not at all. */
        private long wake;
        /** Files on this machine, and what is being written and not to be seen yet. */
        final Map<String, byte[]> local = new LinkedHashMap<>();

        final Map<String, byte[]> hidden = new LinkedHashMap<>();
        private final Deque<Event> events = new ArrayDeque<>();

        Client(String name, String officer, String desk) {
            this.name = name;
            this.officer = officer;
            this.desk = desk;
            this.device = logged.device(name, officer);
            this.id = device.id();
            this.vault = VaultContents.fresh(
                    owner(name, officer, device.keys().part().part()),
                    Ceremony.pin(world.root),
                    "https://hub.example",
                    world.home.randomness());
            this.engine = new Engine(world.home, vault, generation, false);
        }

        void reopen() {
            events.clear();
            turnsLeft = -1;
            record = null;
            engine = new Engine(world.home, vault, generation, false);
        }

        /** As if opened anew, with all that follows written down. */
        EngineRecord reopenRecorded() {
            reopen();
            EngineRecord begun = new EngineRecord(world.home, vault, generation, false);
            record = begun;
            engine = begun.engine();
            return begun;
        }

        byte[] generation() {
            return generation;
        }

        Engine engine() {
            return engine;
        }

        CaseBook book() {
            CaseBook book = engine.cases();
            if (book == null) {
                throw new AssertionError("no device");
            }
            return book;
        }

        String conversation() {
            return book().conversations().get(0);
        }

        CaseState state() {
            return book().story(conversation()).position().state();
        }

        List<String> codes() {
            List<String> out = new ArrayList<>();
            for (View.Talk one : shown) {
                out.add(one.code());
            }
            return out;
        }

        /** Texts of the chat that count here. */
        List<String> heard() {
            List<String> out = new ArrayList<>();
            for (CaseBook.Said said : book().said(conversation())) {
                var act = said.act();
                if (said.verdict().equals("trusted")
                        && act != null
                        && act.kind().equals("chat")) {
                    out.add(((Json.Str) act.body().members().get("text")).value());
                }
            }
            return out;
        }

        View.Finished run(Wish wish) {
            long command = ++commands;
            events.add(new Event.Command(command, wish));
            View.Finished finished = null;
            while (!events.isEmpty()) {
                for (View view : turn(events.removeFirst()).views()) {
                    finished = view instanceof View.Finished end && end.commandId() == command ? end : finished;
                }
                if (events.isEmpty() && finished == null && wake > 0) {
                    // What it put off for a while is what it waits for.
                    world.now = Math.max(world.now, wake);
                    wake = 0;
                    events.add(new Event.Tick());
                }
            }
            if (finished == null) {
                throw new AssertionError("the command did not end");
            }
            soon();
            return finished;
        }

        /** Comes on the stream while something else is under way. */
        void arrives(byte[] frames) {
            events.add(new Event.Frame(frames));
        }

        void push(byte[] frames) {
            arrives(frames);
            while (!events.isEmpty()) {
                turn(events.removeFirst());
            }
        }

        /** It is still there a moment later: what it put off for a few seconds is done. */
        private void soon() {
            for (int i = 0; i < 8 && wake > 0 && wake <= world.now + 3; i++) {
                world.now = Math.max(world.now, wake);
                tick();
            }
        }

        void tick() {
            wake = 0;
            events.add(new Event.Tick());
            while (!events.isEmpty()) {
                turn(events.removeFirst());
            }
        }

        /** The group as it stands in the store, for a program that is not ours. */
        Group unsafeGroup(RandomId id) {
            try {
                Records records = new Records(vault.storeKey(), generation, world.home.randomness());
                String epoch = OpenGroup.EPOCHS + id.hex();
                String ratchet = OpenGroup.RATCHETS + id.hex();
                return GroupState.restore(
                        records.open(new Row(epoch, Objects.requireNonNull(store.get(epoch)))),
                        records.open(new Row(ratchet, Objects.requireNonNull(store.get(ratchet)))),
                        GroupJudge.POLICY);
            } catch (Malformed broken) {
                throw new AssertionError(broken);
            }
        }

        private Turn turn(Event event) {
            EngineRecord writing = record;
            Turn turn = writing == null ? engine.turn(event) : writing.turn(event);
            turns++;
            boolean last = turnsLeft == 0;
            turnsLeft--;
            if (last && !afterWrites) {
                throw new Killed();
            }
            for (Write write : turn.writes()) {
                byte[] value = write.value();
                if (value == null) {
                    store.remove(write.name());
                } else {
                    store.put(write.name(), value);
                }
            }
            if (last) {
                throw new Killed();
            }
            for (Effect effect : turn.effects()) {
                if (effect instanceof Effect.Load load) {
                    events.add(new Event.Loaded(load.loadId(), rows(load)));
                } else if (effect instanceof Effect.Fetch fetch) {
                    events.add(reply(fetch.requestId(), fetch.call()));
                } else if (effect instanceof Effect.Take take) {
                    events.add(chunk(take.jobId(), local.get(take.source()), take.index()));
                } else if (effect instanceof Effect.Give give) {
                    byte[] before = hidden.getOrDefault(give.sink(), new byte[0]);
                    byte[] kept = Arrays.copyOf(before, give.index() * CaseFile.CHUNK_BYTES);
                    hidden.put(give.sink(), Bytes.concat(kept, give.bytes()));
                    if (give.last()) {
                        local.put(give.sink(), Objects.requireNonNull(hidden.remove(give.sink())));
                    }
                    events.add(new Event.Given(give.jobId(), true));
                } else if (effect instanceof Effect.Retake retake) {
                    events.add(chunk(retake.jobId(), hidden.get(retake.sink()), retake.index()));
                } else if (effect instanceof Effect.Discard discard) {
                    hidden.remove(discard.sink());
                } else if (effect instanceof Effect.Wake at) {
                    wake = wake == 0 ? at.time() : Math.min(wake, at.time());
                } else if (effect instanceof Effect.Alert alert) {
                    alerts.add(alert.code() + " " + alert.detail());
                } else if (effect instanceof Effect.Send send) {
                    framesSent++;
                    events.add(reply(send.outboxId(), send.call()));
                }
            }
            for (View view : turn.views()) {
                if (view instanceof View.Talk talk) {
                    shown.add(talk);
                }
            }
            return turn;
        }

        private Event.Chunk chunk(long job, byte @Nullable [] file, int index) {
            if (file == null) {
                return new Event.Chunk(job, null, true);
            }
            int from = Math.min(file.length, index * CaseFile.CHUNK_BYTES);
            int to = Math.min(file.length, from + CaseFile.CHUNK_BYTES);
            return new Event.Chunk(job, Arrays.copyOfRange(file, from, to), to == file.length);
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

        private Event.Reply reply(long request, Call call) {
            try {
                int at = call.path().indexOf(ARCHIVE);
                if (at >= 0) {
                    byte[] sent = call.body() == null ? new byte[0] : call.body();
                    String rest = call.path().substring(at + ARCHIVE.length());
                    var archived = archive.answer(id, call.method(), rest, sent);
                    return new Event.Reply(request, archived.status(), archived.body());
                }
                if (call.path().startsWith(Attaching.CONTENTS)) {
                    return content(request, call);
                }
                byte[] body = answer(this, call);
                boolean lost = call.path().equals(Outbox.FRAMES) && delivery.answersLost > 0;
                if (lost) {
                    delivery.answersLost--;
                }
                return new Event.Reply(request, lost ? 0 : 200, lost ? Utf8.encode("cut") : body);
            } catch (Malformed broken) {
                throw new AssertionError(broken);
            }
        }
    }

    private Event.Reply content(long request, Call call) {
        String[] at = call.path().substring(Attaching.CONTENTS.length()).split("/", -1);
        byte[] body = call.body() == null ? new byte[0] : call.body();
        if (call.method().equals("POST")) {
            String id = RandomId.make(world.home.randomness()).hex();
            contents.put(id, new ArrayList<>());
            return new Event.Reply(
                    request, 201, Json.write(Json.obj().put("id", id).build()));
        }
        List<byte[]> chunks = contents.get(at[1]);
        int n = Integer.parseInt(at[2]);
        if (call.method().equals("GET")) {
            if (chunksUntilCut == 0) {
                return new Event.Reply(request, 0, Utf8.encode("cut"));
            }
            chunksUntilCut--;
            chunksGot++;
            return new Event.Reply(request, 200, chunks.get(n).clone());
        }
        if (chunksUntilCut == 0) {
            return new Event.Reply(request, 0, Utf8.encode("cut"));
        }
        chunksUntilCut--;
        chunksPut++;
        chunks.add(body.clone());
        return new Event.Reply(request, 201, new byte[0]);
    }

    static VaultOwner.Device owner(String name, String officer, Part part) {
        try {
            return new VaultOwner.Device(
                    ConversationWorld.country(officer).code(),
                    OwnKey.of(Algorithm.ED25519, seed(name)),
                    OwnKey.of(Algorithm.ED25519, seed(name + " mls")),
                    seed(name + " sealing"),
                    part,
                    new Part(seed(name + " card"), FlowWorld.CARD.body()),
                    null);
        } catch (Malformed broken) {
            throw new AssertionError(broken);
        }
    }

    static byte[] seed(String name) {
        return Digest.of(Utf8.encode(name)).bytes();
    }

    Client client(String name, String officer, String desk) {
        Client client = new Client(name, officer, desk);
        clients.put(name, client);
        return client;
    }

    /** Time passes, and all clients that are there notice. */
    void pass(long seconds) {
        world.now += seconds;
        for (Client client : clients.values()) {
            client.tick();
            client.soon();
        }
    }

    /** Everybody connects until nothing new comes. */
    void sync() {
        for (int round = 0; round < 4; round++) {
            for (Client client : clients.values()) {
                client.run(new Wish.Connect());
            }
        }
    }

    private byte[] answer(Client client, Call call) throws Malformed {
        byte[] body = call.body() == null ? new byte[0] : call.body();
        String path = call.path();
        if (path.equals("/log/checkpoint")) {
            byte[] old = client.lagging;
            return old == null ? world.checkpoint() : old;
        }
        if (path.startsWith(TILES)) {
            return world.tile(TilePath.read(path.substring(TILES.length())));
        }
        if (path.endsWith("/challenge")) {
            return Json.write(Json.obj().putBase64("nonce", new byte[32]).build());
        }
        if (path.endsWith("/sessions")) {
            return Json.write(Json.obj()
                    .put("token", client.name)
                    .put("expires", world.now + 3_600)
                    .build());
        }
        if (path.endsWith("/reach")) {
            return delivery.reach();
        }
        if (path.endsWith("/parts")) {
            return parts(body);
        }
        if (path.contains("/bundle")) {
            return bundle(path, path.substring(path.indexOf("/desks/") + "/desks/".length(), path.lastIndexOf('/')));
        }
        if (path.equals(Outbox.FRAMES)) {
            return delivery.frames(client.id, call.instance(), body);
        }
        Fields fields = Fields.of(Json.read(body, LIMITS, world.home.text()), path);
        if (path.endsWith("/instances")) {
            delivery.claim(client.id, fields.text("instance", 32, 32));
            return new byte[0];
        }
        if (path.endsWith("/key-packages")) {
            for (String one : fields.texts("packages", 0, 100, 64 * 1024)) {
                delivery.publish(client.id, Base64.decode(one));
            }
            String last = fields.optionalText("lastResort", 1, 64 * 1024);
            if (last != null) {
                delivery.lastResorts.put(client.id, Base64.decode(last));
            }
            return new byte[0];
        }
        Map<RandomId, Long> cursors = new LinkedHashMap<>();
        for (Fields one : fields.objects("groups", 0, 1_000)) {
            cursors.put(RandomId.fromHex(one.text("group", 32, 32)), one.integer("after", 0, Json.INTEGER_MAX));
        }
        if (client.withheldFetches > 0) {
            client.withheldFetches--;
            return new byte[0];
        }
        return delivery.fetch(client.id, cursors);
    }

    private byte[] bundle(String path, String desk) {
        List<Json> devices = new ArrayList<>();
        for (Client client : clients.values()) {
            if (client.desk.equals(desk) && (path.endsWith("/bundle") || path.endsWith(client.id))) {
                devices.addAll(delivery.offered(client.id));
            }
        }
        return Json.write(Json.obj().put("desk", desk).put("devices", devices).build());
    }

    /** The newest checkpoint, as everybody may have it. */
    byte[] note() {
        return world.checkpoint();
    }

    private byte[] parts(byte[] body) throws Malformed {
        List<Json> out = new ArrayList<>();
        var asked = (Json.Arr) ((Json.Obj) Json.read(body, LIMITS, world.home.text()))
                .members()
                .get("leaves");
        for (Json item : asked.items()) {
            long leaf = ((Json.Int) item).value();
            var known = world.ledger.leaf(leaf);
            Part part = known == null ? null : world.part(new LoggedStatement(leaf, known), 0);
            if (part != null) {
                out.add(Json.obj()
                        .put("leaf", leaf)
                        .put("part", 0)
                        .put("salt", Base64.encode(part.salt()))
                        .put("body", Base64.encode(part.body()))
                        .build());
            }
        }
        return Json.write(Json.obj().put("parts", out).put("more", false).build());
    }
}
