package org.hublink.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.hublink.client.Desk;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.JournalStore;
import org.hublink.client.Live;
import org.hublink.client.OfficerClient;
import org.hublink.client.ServerCalls;
import org.hublink.engine.CaseBook;
import org.hublink.engine.UnsafeMember;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Json;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.Listing;
import org.hublink.protocol.Part;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.StatementSigner;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;

/**
 * Two desks' officers on a whole server. Each one's client has a way of its own to it, on which one lie at a time is told to
 * that client alone; the clocks of all are put forward together.
 */
final class LiedWorld implements AutoCloseable {
    private static final int GRANTS_AN_HOUR = 4;
    private static final long HOUR_SECONDS = 3_601;
    /** Rounds of connecting in which whoever was lied to must be back; some of them after the minute of M8. */
    private static final int ROUNDS_MAX = 14;

    final CaseWorld world;
    final CaseWorld.Officer paris;
    final CaseWorld.Officer lyon;
    final CaseWorld.Officer rio;
    CaseWorld.Officer recife;
    private final Map<String, Liar> liars = new LinkedHashMap<>();
    private final Map<String, Integer> opened = new LinkedHashMap<>();
    private int copies;

    LiedWorld(Path data) throws IOException, Ended {
        world = new CaseWorld(data, listings());
        paris = come("FR-officer-1");
        lyon = come("FR-officer-2");
        rio = come("BR-officer-1");
        recife = come("BR-officer-2");
    }

    private static Map<String, List<Listing>> listings() {
        var home = JvmHome.system();
        var all = new DemoListings(Desk.reference(home)).all(home.clock().now());
        return Map.of("FR", all.getOrDefault("FR", List.of()), "BR", all.getOrDefault("BR", List.of()));
    }

    private CaseWorld.Officer come(String name) throws IOException, Ended {
        world.way(liar(name).home());
        var officer = world.officer(name);
        assertThat(officer.run(new Wish.Connect()).clean()).as(name).isTrue();
        return officer;
    }

    /** Another instance of Recife's device, in no group; what its former store holds is lost. */
    void recifeAfresh() throws IOException, Ended {
        world.way(liar("BR-officer-2").home());
        recife = world.afresh("BR-officer-2", "BR-officer-2-" + ++copies);
        assertThat(recife.run(new Wish.Connect()).clean()).isTrue();
    }

    List<CaseWorld.Officer> all() {
        return List.of(paris, lyon, rio, recife);
    }

    private Liar liar(String name) throws IOException, Ended {
        var known = liars.get(name);
        if (known == null) {
            known = new Liar(world.server.origin());
            liars.put(name, known);
        }
        return known;
    }

    void tell(CaseWorld.Officer officer, Liar.Lie lie) throws IOException, Ended {
        liar(officer.name).tell(lie);
    }

    /** Nobody is lied to any more. */
    void honest() {
        liars.values().forEach(one -> one.tell(Liar.Lie.NONE));
    }

    /** Time passes for everybody. */
    void pass(long seconds) throws IOException, Ended {
        world.pass(seconds, paris);
    }

    /** The server hands out no more than a few packages of a device to one asker an hour. */
    void nextHour() throws IOException, Ended {
        pass(HOUR_SECONDS);
        connect();
    }

    /** Opens a case with everybody in it. */
    String opens(CaseWorld.Officer asker) throws IOException, Ended {
        String conversation = begins(asker);
        assertThat(reached(() -> all().stream().allMatch(one -> in(one, conversation))))
                .as("all in %s: %s", conversation, shown(conversation))
                .isTrue();
        return conversation;
    }

    /**
     * Opens a case without Recife, for whom the asker was given no package; the others are in it. Rio, who would bring his
     * colleague in by himself, is given none either, until he is told otherwise.
     */
    String opensWithoutRecife() throws IOException, Ended {
        String device = recife.device();
        Liar.Lie none = FrameLies.bundle(
                CaseWorld.BRAZILIAN,
                honest -> edited(
                        honest,
                        json -> json.getJsonArray("devices").stream()
                                .map(JsonObject.class::cast)
                                .filter(one -> one.getString("device").equals(device))
                                .forEach(one -> one.putNull("keyPackage"))));
        tell(paris, none);
        tell(rio, none);
        String conversation = begins(paris);
        tell(paris, Liar.Lie.NONE);
        assertThat(reached(() -> in(lyon, conversation) && in(rio, conversation)))
                .isTrue();
        return conversation;
    }

    interface Edit {
        void in(JsonObject json);
    }

    static byte[] edited(byte[] honest, Edit edit) {
        var json = new JsonObject(new String(honest, StandardCharsets.UTF_8));
        edit.in(json);
        return json.encode().getBytes(StandardCharsets.UTF_8);
    }

    /** Opens a case; nobody else has connected since. */
    String begins(CaseWorld.Officer asker) throws IOException, Ended {
        if (opened.merge(asker.name, 1, Integer::sum) % GRANTS_AN_HOUR == 0) {
            pass(HOUR_SECONDS);
            connect();
        }
        boolean french = asker.name.startsWith("FR");
        var request = CaseSamples.emergency(
                french ? CaseWorld.BRAZILIAN : CaseWorld.FRENCH,
                world.home.clock().now());
        int mark = asker.shown.size();
        var finished = asker.run(new Wish.OpenCase(request, french ? CaseWorld.FRENCH : CaseWorld.BRAZILIAN));
        for (View one : asker.shown.subList(mark, asker.shown.size())) {
            if (one instanceof View.Talk talk && talk.code().equals("opened")) {
                return talk.conversation();
            }
        }
        throw new AssertionError("not opened: " + finished);
    }

    /** A leaf more in the log that is no matter to anybody: a desk of France's. */
    void grows() throws IOException, Ended {
        long now = world.home.clock().now();
        var france = new France(world.world, world.server.origin());
        var roster = new DeskPart(List.of("advice"), List.of("a", "b"), List.of("a"), List.of());
        var part = new Part(world.home.randomness().bytes(Part.SALT_BYTES), roster.body());
        var subject = new Subject(StatementType.DESK, "FR", "FR-LAW-" + ++copies);
        var header = StatementSigner.header(subject, 1, now, now + 86_400, List.of(part));
        new ServerCalls(HttpHome.at(world.server.origin(), null), world.home.text())
                .submit(france.member().signed(header), List.of(part));
    }

    /** Recife's client by the server's own stream, which no liar carries. */
    Live recifeLive() throws IOException, Ended {
        world.way(HttpHome.at(world.server.origin(), null));
        recife.reopened();
        return recife.live();
    }

    /** The officer's client opened anew on its store, by its own way. */
    void reopens(CaseWorld.Officer officer) throws IOException, Ended {
        world.way(liar(officer.name).home());
        officer.reopened();
    }

    /** Everybody connects once. */
    void connect() throws IOException, Ended {
        for (CaseWorld.Officer one : all()) {
            one.run(new Wish.Connect());
        }
    }

    /** Everybody connects until it is so. */
    boolean reached(BooleanSupplier done) throws IOException, Ended {
        for (int i = 0; i < ROUNDS_MAX && !done.getAsBoolean(); i++) {
            if (i > 0) {
                // What anybody could do is put off by up to two seconds; after a minute a group may be built anew.
                world.clock.forward(i == 6 ? 62 : 2);
            }
            connect();
        }
        return done.getAsBoolean();
    }

    /** One round after the other until each of them has heard what each of them says from now on. */
    void goesOn(String conversation, CaseWorld.Officer... officers) throws IOException, Ended {
        List<String> texts = new ArrayList<>();
        for (CaseWorld.Officer one : officers) {
            String text = "on, says " + one.name + " " + ++copies;
            texts.add(text);
            one.run(new Wish.Chat(conversation, text));
        }
        boolean heard = reached(() -> {
            for (CaseWorld.Officer one : officers) {
                if (!heard(one, conversation).containsAll(texts)) {
                    return false;
                }
            }
            return true;
        });
        assertThat(heard).as("%s: %s", texts, shown(conversation)).isTrue();
        for (CaseWorld.Officer one : officers) {
            assertThat(heard(one, conversation)).as(one.name).doesNotHaveDuplicates();
        }
    }

    private String shown(String conversation) {
        var out = new StringBuilder();
        for (CaseWorld.Officer one : all()) {
            out.append('\n').append(one.name).append(' ');
            out.append(in(one, conversation) ? one.book().members(conversation) : "-");
            List<View> shown = one.shown;
            out.append(' ').append(shown.subList(Math.max(0, shown.size() - 12), shown.size()));
        }
        return out.toString();
    }

    static boolean in(CaseWorld.Officer officer, String conversation) {
        return officer.book().conversations().contains(conversation)
                && officer.book().members(conversation) != null;
    }

    static CaseBook.Members members(CaseWorld.Officer officer, String conversation) {
        var members = officer.book().members(conversation);
        if (members == null) {
            throw new AssertionError(officer.name + " is in no group: " + officer.codes());
        }
        return members;
    }

    /** Texts that count there. */
    static List<String> heard(CaseWorld.Officer officer, String conversation) {
        return officer.book().conversations().contains(conversation) ? heard(officer.book(), conversation) : List.of();
    }

    static List<String> heard(CaseBook book, String conversation) {
        List<String> out = new ArrayList<>();
        for (CaseBook.Said said : book.said(conversation)) {
            var act = said.act();
            if (said.verdict().equals("trusted") && act != null && act.kind().equals("chat")) {
                out.add(((Json.Str) Objects.requireNonNull(act.body().members().get("text"))).value());
            }
        }
        return out;
    }

    /** What it was shown since a moment. */
    static List<String> since(CaseWorld.Officer officer, int mark) {
        return codes(officer.shown.subList(mark, officer.shown.size()));
    }

    static List<String> codes(List<View> shown) {
        List<String> codes = new ArrayList<>();
        for (View one : shown) {
            if (one instanceof View.Talk talk) {
                codes.add(talk.code());
            } else if (one instanceof View.Refused refused) {
                codes.add(refused.reason().code());
            } else if (one instanceof View.Failed failed) {
                codes.add(failed.code());
            }
        }
        return codes;
    }

    static List<String> codes(View.Finished finished) {
        List<View> all = new ArrayList<>(finished.refusals());
        var failed = finished.failed();
        if (failed != null) {
            all.add(failed);
        }
        return codes(all);
    }

    /** A client that goes on from where the officer's stands, on a store of its own: what befalls it befalls no other. */
    OfficerClient copy(CaseWorld.Officer officer, List<View> shown) throws IOException, Ended {
        var store = world.copyOf(officer.name, officer.name + "-copy-" + ++copies);
        return OfficerClient.open(
                world.world.vault(officer.name).contents(),
                store,
                liar(officer.name).home(),
                world.home,
                true,
                shown::add);
    }

    /** The officer's device with a program that keeps no rule. Its honest program is done with after this one has spoken. */
    UnsafeMember turned(CaseWorld.Officer officer, String conversation) throws IOException, Ended {
        return kept(officer).member(conversation);
    }

    /** A member whose program keeps no rule, in any conversation. */
    interface Kept {
        UnsafeMember member(String conversation);
    }

    /** What the officer's store holds now. */
    Kept kept(CaseWorld.Officer officer) throws IOException, Ended {
        var folder = world.copyOf(officer.storeName(), officer.name + "-turned-" + ++copies);
        var vault = world.world.vault(officer.name).contents();
        try (var store = JournalStore.open(folder)) {
            byte[] generation = store.generation();
            var rows = store.range("", "", Integer.MAX_VALUE);
            return id -> new UnsafeMember(world.home, vault, generation, rows, id, head(officer));
        }
    }

    static SignedCheckpoint head(CaseWorld.Officer officer) {
        var head = officer.client.engine().checkpoint();
        if (head == null) {
            throw new AssertionError("nothing followed");
        }
        return head;
    }

    /** Puts a frame before the server in the officer's name; its answers. */
    List<DeliveryFrame> puts(CaseWorld.Officer officer, DeliveryFrame... frames) throws Exception {
        var answer = calls(officer, "POST", "/api/v1/messaging/frames", DeliveryFrames.write(List.of(frames)));
        assertThat(answer.status()).isEqualTo(200);
        return DeliveryFrames.read(answer.body());
    }

    /** The number of the last entry of a conversation's group that the officer's device may read. */
    long headOf(CaseWorld.Officer officer, String conversation) throws Exception {
        long head = 0;
        for (DeliveryFrame.Delivered one : entriesOf(officer, conversation)) {
            head = Math.max(head, one.seq());
        }
        return head;
    }

    /** All entries of a conversation's group that the officer's device may read, as the server has them. */
    List<DeliveryFrame.Delivered> entriesOf(CaseWorld.Officer officer, String conversation) throws Exception {
        String group = members(officer, conversation).group();
        List<DeliveryFrame.Delivered> all = new ArrayList<>();
        long head = 0;
        for (long before = -1; before < head; ) {
            before = head;
            var asked = "{\"groups\":[{\"group\":\"" + group + "\",\"after\":" + head + "}]}";
            var answer = calls(
                    officer,
                    "POST",
                    "/api/v1/messaging/fetch",
                    "application/json",
                    asked.getBytes(StandardCharsets.UTF_8));
            for (DeliveryFrame frame : DeliveryFrames.read(answer.body())) {
                if (frame instanceof DeliveryFrame.Delivered one) {
                    head = Math.max(head, one.seq());
                    all.add(one);
                }
            }
        }
        return all;
    }

    HttpHome.Answer calls(CaseWorld.Officer officer, String method, String path, byte[] body) throws Ended {
        return calls(officer, method, path, "application/octet-stream", body);
    }

    HttpHome.Answer calls(CaseWorld.Officer officer, String method, String path, String type, byte[] body)
            throws Ended {
        var token = officer.client.engine().token();
        var instance = officer.book().instance();
        if (token == null || instance == null) {
            throw new AssertionError(officer.name + " is not signed in");
        }
        return HttpHome.at(world.server.origin(), null)
                .call(
                        method,
                        path,
                        Map.of("Authorization", "Bearer " + token, "Hublink-Instance", instance, "Content-Type", type),
                        body);
    }

    @Override
    public void close() throws IOException {
        world.close();
        liars.values().forEach(Liar::close);
    }
}
