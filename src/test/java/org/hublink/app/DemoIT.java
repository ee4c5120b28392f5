package org.hublink.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hublink.client.ClientOptions;
import org.hublink.client.Hub;
import org.hublink.engine.KeySecrets;
import org.hublink.engine.Vault;
import org.hublink.engine.VaultOwner;
import org.hublink.jvm.JvmHome;
import org.hublink.officers.DumpSearch;
import org.hublink.platform.Database;
import org.hublink.platform.EmbeddedPostgres;
import org.hublink.platform.TestDatabase;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.CardPart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo as a person runs it: each lie refused by its reason, honest answers taken, nothing secret at the server. */
@Tag("server")
class DemoIT {
    private static final Path KEYS = Path.of("keys-example");
    private static final Home HOME = JvmHome.system();

    @TempDir
    static Path folder;

    private static int exitCode;
    private static JsonObject outcome = new JsonObject();

    @BeforeAll
    static void run() {
        var out = new ByteArrayOutputStream();
        exitCode = Hub.captured(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                Main.commands(),
                "demo",
                "--headless",
                "--json",
                "--data",
                folder.resolve("demo").toString());
        outcome = new JsonObject(out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void itEndsWithSuccess() {
        assertThat(exitCode).as(outcome.encodePrettily()).isZero();
        assertThat(outcome.getBoolean("ok")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "honest server,trusted",
        "the search,BR-CSE-247",
        "The colleague who takes over reads the open case out of the archive,clarification",
        "'The case, asked, answered and confirmed',closed",
        "'The device of the first officer, on hold, tries to read on',on-hold",
        "It asks for the archive,on-hold",
        "What it has of the case,clarification",
        "'Words of the case, names and numbers of officers in these rows',none",
        "An altered phone number,listing-altered",
        "A revocation withheld: its leaf left out,log-root-mismatch",
        "A revocation withheld: the tree stands still,checkpoint-stale",
        "A revocation withheld: the old tree signed afresh,log-behind",
        "A listing rolled back,version-old",
        "A forked log,log-fork",
        "An invented revocation,bad-signature",
        "A leaf without valid signatures,below-threshold",
        "A jumped version,version-jump",
        "'Control: the same way, but no lie',trusted",
        "Control: a peer that was shown the same log,trusted",
        "Control: may send,trusted",
        "Control: the device that France put on hold,on-hold",
        "Control: the same device once two operators lifted the hold,trusted",
    })
    void eachLieIsRefusedByItsReasonAndNoHonestAnswerIs(String what, String reason) {
        assertThat(seen())
                .filteredOn(one -> one.getString("what").equals(what))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.getString("expected")).isEqualTo(reason);
                    assertThat(one.getString("got")).isEqualTo(reason);
                });
    }

    @Test
    void nothingElseWasSeen() {
        assertThat(seen()).hasSize(22);
    }

    private static List<JsonObject> seen() {
        JsonArray items = outcome.getJsonArray("seen", new JsonArray());
        return Stream.iterate(0, i -> i < items.size(), i -> i + 1)
                .map(items::getJsonObject)
                .toList();
    }

    @Test
    void theDatabaseHoldsNoOfficersNameAndNoPrivateKey() throws IOException, Malformed {
        var postgres = EmbeddedPostgres.start(folder.resolve("demo/server/pg"), step -> {});
        var database = Database.at(TestDatabase.vertx(), postgres.address(), 2);
        try {
            var dump = DumpSearch.dump(database);
            var found = new ArrayList<String>();
            var known = new ArrayList<String>();
            for (var name : vaults()) {
                var owner = Vault.open(Files.readAllBytes(name), ClientOptions.DEMO_PASSPHRASE, HOME.text())
                        .contents()
                        .owner();
                secrets(dump, owner, found, known);
            }
            assertThat(found).isEmpty();
            assertThat(known)
                    .as("public keys of four devices, which the search does find")
                    .hasSize(4);
        } finally {
            await(database.close());
            postgres.stop();
        }
    }

    private static List<Path> vaults() throws IOException {
        try (var files = Files.list(KEYS)) {
            return files.filter(file -> file.toString().endsWith(".vault"))
                    .sorted()
                    .toList();
        }
    }

    private static void secrets(String dump, VaultOwner owner, List<String> found, List<String> known)
            throws Malformed {
        if (owner instanceof VaultOwner.RootHolder holder) {
            DumpSearch.search(dump, KeySecrets.unsafeForTestsSecret(holder.key()), "a root share", found);
        } else if (owner instanceof VaultOwner.Operator operator) {
            DumpSearch.search(dump, KeySecrets.unsafeForTestsSecret(operator.key()), "an operator's key", found);
        } else if (owner instanceof VaultOwner.Device device) {
            var card = CardPart.read(device.card().body(), HOME.text());
            for (var text : List.of(card.name(), card.unit(), card.phone())) {
                DumpSearch.search(dump, Utf8.encode(text), "of a card: " + text, found);
            }
            DumpSearch.search(dump, KeySecrets.unsafeForTestsSecret(device.statementKey()), "a device's key", found);
            DumpSearch.search(dump, KeySecrets.unsafeForTestsSecret(device.mlsKey()), "an MLS key", found);
            DumpSearch.search(dump, device.sealingSeed(), "a sealing key", found);
            DumpSearch.search(dump, device.card().salt(), "a card's salt", found);
            DumpSearch.search(
                    dump, Utf8.encode(device.statementKey().publicKey().text()), "a public key", known);
        }
    }
}
