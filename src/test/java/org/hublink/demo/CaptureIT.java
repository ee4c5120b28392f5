package org.hublink.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hublink.client.Ended;
import org.hublink.engine.KeySecrets;
import org.hublink.engine.VaultOwner;
import org.hublink.engine.Wish;
import org.hublink.officers.DumpSearch;
import org.hublink.platform.Database;
import org.hublink.platform.EmbeddedPostgres;
import org.hublink.platform.TestDatabase;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.CardPart;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.Transition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole case through a relay that keeps all that leaves the clients, then the whole database: nothing is in either but
 * what {@code src/docs/metadata.md} names, and no word, name, number or key of the case.
 */
@Tag("server")
class CaptureIT {
    private static final Path ALLOWED = Path.of("src/docs/metadata.md");
    private static final String QUESTION = "Welcher Anschluss genau, und in welcher Zeitzone";
    private static final String REPLY = "A porta era 4021, o fuso era UTC";
    private static final String RESULT = "O assinante mora na Rua das Laranjeiras";
    private static final String ASIDE = "Nous restons joignables toute la nuit";

    @TempDir
    Path data;

    private final Map<String, byte[]> secrets = new LinkedHashMap<>();

    @Test
    void theServerSeesWhatTheTableNamesAndNothingElse() throws Exception {
        List<byte[]> sent;
        Path folder;
        try (var world = new CaseWorld(data.resolve("hub"));
                var relay = new Relay(URI.create(world.server.origin()).getPort())) {
            world.way(relay.home());
            folder = world.serverFolder();
            play(world);
            sent = relay.sent();
        }
        var metadata = new Metadata(ALLOWED);
        Set<String> unknown = new TreeSet<>();
        List<String> leaks = new ArrayList<>();
        for (byte[] connection : sent) {
            unknown.addAll(metadata.unknown(connection));
            leaks.addAll(leaks(connection));
        }
        assertThat(sent).isNotEmpty();
        assertThat(unknown).as("not in %s", ALLOWED).isEmpty();
        assertThat(leaks).isEmpty();
        database(folder, metadata);
    }

    @Test
    void aLeakThatIsPlantedIsSeen() {
        secrets.put("the reference", Utf8.encode(CaseSamples.REFERENCE));
        var request = "GET /log/checkpoint?case=" + CaseSamples.REFERENCE
                + " HTTP/1.1\r\nHost: here\r\nX-Officer: 1\r\nContent-Length: 0\r\n\r\n";
        byte[] connection = request.getBytes(StandardCharsets.ISO_8859_1);
        var metadata = new Metadata("| `headers` | `host` `content-length` |\n| `GET /log/checkpoint` | |\n");
        assertThat(leaks(connection)).hasSize(1);
        assertThat(metadata.unknown(connection))
                .containsExactlyInAnyOrder(
                        "header x-officer", "request GET /log/checkpoint?case=" + CaseSamples.REFERENCE);
    }

    private void play(CaseWorld world) throws IOException, Ended, Malformed {
        var paris = world.officer("FR-officer-1");
        var lyon = world.officer("FR-officer-2");
        var rio = world.officer("BR-officer-1");
        for (var one : List.of(paris, lyon, rio)) {
            assertThat(one.run(new Wish.Connect()).clean()).as("%s", one.shown).isTrue();
            secrets(world, one.name);
        }
        var request =
                CaseSamples.emergency(CaseWorld.BRAZILIAN, world.home.clock().now());
        paris.run(new Wish.OpenCase(request, CaseWorld.FRENCH));
        step(rio, CaseState.SENT, CaseStep.ACKNOWLEDGE, "");
        step(rio, CaseState.ACKNOWLEDGED, CaseStep.ASK, QUESTION);
        step(lyon, CaseState.CLARIFICATION, CaseStep.CLARIFY, REPLY);
        step(rio, CaseState.ACKNOWLEDGED, CaseStep.ACCEPT, "");
        lyon.run(new Wish.Chat(lyon.conversation(), ASIDE));
        step(rio, CaseState.ACCEPTED, CaseStep.ANSWER, RESULT);
        step(paris, CaseState.ANSWERED, CaseStep.CONFIRM, "");
        step(paris, CaseState.CONFIRMED, CaseStep.CLOSE, "");
        for (var one : List.of(paris, lyon, rio)) {
            assertThat(one.client.archive().clean()).as("%s", one.shown).isTrue();
        }
        try (var live = rio.live()) {
            assertThat(live.until(() -> rio.state() == CaseState.CLOSED, CaseWorld.PATIENCE))
                    .isTrue();
        }
        var words =
                List.of(CaseSamples.FACTS, CaseSamples.REFERENCE, CaseSamples.ADDRESS, QUESTION, REPLY, RESULT, ASIDE);
        words.forEach(word -> secrets.put(word, Utf8.encode(word)));
        secrets.put("the call-back", Utf8.encode("+33 1 99 00 77 12"));
    }

    private static void step(CaseWorld.Officer officer, CaseState at, CaseStep step, String said)
            throws IOException, Ended {
        assertThat(officer.until(() -> officer.state() == at))
                .as("%s at %s: %s", officer.name, at, officer.shown)
                .isTrue();
        var words = said.isEmpty() ? Transition.Words.NONE : Transition.Words.text(said);
        var finished = officer.run(new Wish.Step(officer.conversation(), step, words));
        assertThat(finished.clean()).as("%s %s", step, finished).isTrue();
    }

    private void secrets(CaseWorld world, String name) throws IOException, Ended, Malformed {
        var contents = world.world.vault(name).contents();
        var device = (VaultOwner.Device) contents.owner();
        var card = CardPart.read(device.card().body(), world.home.text());
        secrets.put(name + " name", Utf8.encode(card.name()));
        secrets.put(name + " unit", Utf8.encode(card.unit()));
        secrets.put(name + " phone", Utf8.encode(card.phone()));
        secrets.put(name + " statement key", KeySecrets.unsafeForTestsSecret(device.statementKey()));
        secrets.put(name + " MLS key", KeySecrets.unsafeForTestsSecret(device.mlsKey()));
        secrets.put(name + " sealing key", device.sealingSeed());
        secrets.put(name + " store key", contents.storeKey());
    }

    /** In any spelling, and as raw bytes. */
    private List<String> leaks(byte[] sent) {
        List<String> found = new ArrayList<>();
        String text = new String(sent, StandardCharsets.ISO_8859_1);
        secrets.forEach((what, bytes) -> {
            int before = found.size();
            DumpSearch.search(text, bytes, what, found);
            if (found.size() == before && text.contains(new String(bytes, StandardCharsets.ISO_8859_1))) {
                found.add(what + " as it is");
            }
        });
        return found;
    }

    private void database(Path folder, Metadata metadata) throws IOException {
        var postgres = EmbeddedPostgres.start(folder.resolve("pg"), step -> {});
        var database = Database.at(TestDatabase.vertx(), postgres.address(), 2);
        try {
            List<String> unnamed = new ArrayList<>();
            for (ColumnsStore.Column column : await(ColumnsStore.all(database))) {
                if (!metadata.column(column.table(), column.name())) {
                    unnamed.add(column.table() + "." + column.name());
                }
            }
            assertThat(unnamed).as("columns that %s does not name", ALLOWED).isEmpty();
            List<String> found = new ArrayList<>();
            String dump = DumpSearch.dump(database);
            secrets.forEach((what, bytes) -> DumpSearch.search(dump, bytes, what, found));
            assertThat(found).isEmpty();
        } finally {
            await(database.close());
            postgres.stop();
        }
    }
}
