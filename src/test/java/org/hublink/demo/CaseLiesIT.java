package org.hublink.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.hublink.client.Ended;
import org.hublink.client.OfficerClient;
import org.hublink.engine.CaseBook;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.primitives.Json;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Retold;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A delivery service that lies to officers' clients about a case on a whole server, one switch an attack. */
@Tag("server")
class CaseLiesIT {
    private static final String ASKER = "FR-officer-2";

    @TempDir
    Path data;

    /** What a client was shown under a lie, and what it took for said. */
    record Seen(List<String> codes, List<String> heard, int devices, String failed) {}

    private final Map<String, Seen> seen = new LinkedHashMap<>();

    private CaseWorld world;
    private Liar liar;
    private int copies;

    @Test
    void eachLieIsShownByItsReasonAndNothingFalseIsRead() throws Exception {
        try (var opened = new CaseWorld(data.resolve("hub"));
                var lying = new Liar(opened.server.origin())) {
            world = opened;
            liar = lying;
            var paris = world.officer("FR-officer-1");
            var rio = world.officer("BR-officer-1");
            var recife = world.officer("BR-officer-2");
            paris.run(new Wish.Connect());
            rio.run(new Wish.Connect());
            messages(paris, rio);
            commits(paris, rio, recife);
            bundles();
        }
        judge();
    }

    private void messages(CaseWorld.Officer paris, CaseWorld.Officer rio) throws IOException, Ended {
        var request =
                CaseSamples.emergency(CaseWorld.BRAZILIAN, world.home.clock().now());
        paris.run(new Wish.OpenCase(request, CaseWorld.FRENCH));
        rio.until(() -> !rio.book().conversations().isEmpty());
        rio.leaves();
        for (var text : List.of("one", "two", "three")) {
            paris.run(new Wish.Chat(paris.conversation(), text));
        }
        tell(rio.name, "honest", Liar.Lie.NONE);
        int[] n = {0};
        tell(rio.name, "bit flipped", FrameLies.each(one -> message(one) && ++n[0] == 1 ? Retold.flipped(one) : one));
        n[0] = 0;
        tell(rio.name, "dropped", FrameLies.each(one -> message(one) && ++n[0] == 2 ? null : one));
        tell(rio.name, "reordered", FrameLies.entries(frames -> {
            Collections.reverse(frames);
            return frames;
        }));
        tell(rio.name, "replayed", FrameLies.entries(frames -> {
            if (!frames.isEmpty() && frames.get(frames.size() - 1) instanceof DeliveryFrame.Delivered last) {
                frames.add(Retold.at(last, last.seq() + 1));
            }
            return frames;
        }));
    }

    private void commits(CaseWorld.Officer paris, CaseWorld.Officer rio, CaseWorld.Officer recife)
            throws IOException, Ended {
        recife.run(new Wish.Connect());
        recife.leaves();
        paris.run(new Wish.BringIn(paris.conversation(), CaseWorld.BRAZILIAN));
        paris.run(new Wish.Chat(paris.conversation(), "four"));
        tell(rio.name, "honest commit", Liar.Lie.NONE);
        tell(
                rio.name,
                "routing list",
                FrameLies.each(one -> commit(one) ? Retold.routed(one, List.of(), one.removed()) : one));
        tell(rio.name, "commit withheld", FrameLies.each(one -> commit(one) ? null : one));
        tell(rio.name, "commit altered", FrameLies.each(one -> commit(one) ? Retold.flipped(one) : one));
        tell(
                recife.name,
                "other group",
                FrameLies.each(one -> one.kind() == DeliveryFrame.Body.WELCOME
                        ? Retold.in(one, RandomId.make(world.home.randomness()))
                        : one));
        tell(recife.name, "honest welcome", Liar.Lie.NONE);
    }

    /** On one client and its own store: what it is handed for a desk is not what the devices published. */
    private void bundles() throws IOException, Ended {
        ask(
                "package swapped",
                honest -> altered(honest, devices -> {
                    var one = devices.getJsonObject(0);
                    var other = devices.getJsonObject(1);
                    var own = one.getString("keyPackage");
                    one.put("keyPackage", other.getString("keyPackage"));
                    other.put("keyPackage", own);
                }));
        ask(
                "unlogged device",
                honest -> altered(honest, devices -> devices.getJsonObject(0).put("device", "ab".repeat(32))));
        ask(
                "package altered",
                honest -> altered(honest, devices -> {
                    var one = devices.getJsonObject(0);
                    byte[] bytes = Base64.getDecoder().decode(one.getString("keyPackage"));
                    one.put("keyPackage", Base64.getEncoder().encodeToString(Retold.flipped(bytes)));
                }));
        ask("honest bundle", honest -> honest);
    }

    private static byte[] altered(byte[] honest, Consumer<JsonArray> alter) {
        var json = new JsonObject(new String(honest, StandardCharsets.UTF_8));
        alter.accept(json.getJsonArray("devices"));
        return json.encode().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean message(DeliveryFrame.Delivered one) {
        return one.kind() == DeliveryFrame.Body.MESSAGE;
    }

    private static boolean commit(DeliveryFrame.Delivered one) {
        return one.kind() == DeliveryFrame.Body.COMMIT;
    }

    /** The client as it was, on a copy of its store, by way of the liar. */
    private void tell(String officer, String what, Liar.Lie lie) throws IOException, Ended {
        under(officer, world.copyOf(officer, officer + "-" + ++copies), what, lie, new Wish.Connect());
    }

    private void ask(String what, UnaryOperator<byte[]> alter) throws IOException, Ended {
        var request =
                CaseSamples.emergency(CaseWorld.BRAZILIAN, world.home.clock().now());
        under(
                ASKER,
                world.storeOf(ASKER),
                what,
                FrameLies.bundle(CaseWorld.BRAZILIAN, alter),
                new Wish.OpenCase(request, CaseWorld.FRENCH));
    }

    private void under(String officer, Path store, String what, Liar.Lie lie, Wish wish) throws IOException, Ended {
        List<View> shown = new ArrayList<>();
        try (var client = OfficerClient.open(
                world.world.vault(officer).contents(), store, FrameLies.to(liar, lie), world.home, true, shown::add)) {
            var finished = client.runAndSettle(wish);
            var failed = finished.failed();
            List<String> codes = new ArrayList<>();
            for (View one : shown) {
                if (one instanceof View.Talk talk) {
                    codes.add(talk.code());
                }
            }
            seen.put(what, new Seen(codes, heard(client), devices(client), failed == null ? "" : failed.code()));
        }
    }

    /** Devices in the newest conversation. */
    private static int devices(OfficerClient client) {
        var book = Handover.book(client);
        var ids = book.conversations();
        var members = ids.isEmpty() ? null : book.members(ids.get(ids.size() - 1));
        return members == null ? 0 : members.devices().size();
    }

    private static List<String> heard(OfficerClient client) {
        List<String> out = new ArrayList<>();
        var book = Handover.book(client);
        for (var id : book.conversations()) {
            for (CaseBook.Said said : book.said(id)) {
                var act = said.act();
                if (said.verdict().equals("trusted")
                        && act != null
                        && act.kind().equals("chat")) {
                    out.add(((Json.Str) act.body().members().get("text")).value());
                }
            }
        }
        return out;
    }

    private void judge() {
        shown("honest", List.of("one", "two", "three"));
        shown("bit flipped", List.of("two", "three"), "aead-open");
        shown("dropped", List.of("one", "three"), "messages-missing");
        shown("replayed", List.of("one", "two", "three"), "generation-used");
        shown("reordered", List.of("three"), "messages-missing");
        shown("honest commit", List.of("one", "two", "three", "four"));
        shown("routing list", List.of("one", "two", "three", "four"), "routing-mismatch");
        shown("commit withheld", List.of("one", "two", "three"), "messages-missing", "epoch-future");
        shown("commit altered", List.of("one", "two", "three"), "aead-open");
        shown("other group", List.of(), "welcome-other-group");
        shown("honest welcome", List.of("four"), "joined");
        shown("package swapped", List.of(), "routing-mismatch");
        shown("unlogged device", List.of(), "routing-mismatch");
        shown("package altered", List.of(), "key-package-signature");
        shown("honest bundle", List.of(), "opened", "nobody-connected");
        // Whoever was refused is in no group: of two asked devices none, one, one, and both.
        assertThat(List.of(in("package swapped"), in("unlogged device"), in("package altered"), in("honest bundle")))
                .isEqualTo(List.of(2, 3, 3, 4));
    }

    private int in(String what) {
        var one = seen.get(what);
        return one == null ? -1 : one.devices();
    }

    private void shown(String what, List<String> heard, String... codes) {
        var one = seen.get(what);
        assertThat(one).as(what).isNotNull();
        assertThat(one.heard()).as("%s: %s", what, one).isEqualTo(heard);
        assertThat(one.codes()).as(what).containsAll(List.of(codes));
        if (what.startsWith("honest")) {
            // Whoever was lied to before asked to be let in again, and that is heard by those who come later.
            assertThat(one.codes())
                    .as(what)
                    .isSubsetOf("said", "state", "joined", "opened", "rejoined", "nobody-connected");
        }
    }

    Map<String, Seen> seen() {
        return seen;
    }
}
