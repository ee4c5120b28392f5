package org.hublink.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.hublink.client.Ended;
import org.hublink.client.Hub;
import org.hublink.client.PrivateFiles;
import org.hublink.demo.DemoServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A hub from nothing, by command lines alone: its root, two countries, their officers, their desks' entries. */
@Tag("server")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FoundByHandIT {
    private static final Path CSV = Path.of("src/test/resources/csv");

    @TempDir
    static Path folder;

    private static DemoServer.Running server;
    private static String root = "";

    /** What a command printed and how it ended. */
    private record Said(int exit, String text) {
        JsonObject json() {
            return new JsonObject(text);
        }
    }

    private static Said hub(List<String> line) {
        var bytes = new ByteArrayOutputStream();
        int exit = Hub.captured(
                new PrintStream(bytes, true, StandardCharsets.UTF_8), Main.commands(), line.toArray(String[]::new));
        return new Said(exit, bytes.toString(StandardCharsets.UTF_8));
    }

    /** Each person has a folder, as if it were a machine; a command without a person works on files alone. */
    private static List<String> line(String person, String... command) {
        var line = new ArrayList<>(List.of(command));
        if (!person.isEmpty()) {
            line.addAll(List.of("--vault", place(person, "own.vault"), "--least-vault-cost"));
            line.addAll(
                    List.of("--passphrase-file", folder.resolve("passphrase").toString()));
        }
        return line;
    }

    private static Said as(String person, String... command) {
        var line = line(person, command);
        line.add("--json");
        return hub(line);
    }

    private static JsonObject done(String person, String... command) {
        var said = as(person, command);
        assertThat(said.exit()).as(said.text()).isZero();
        return said.json();
    }

    private static String refused(String person, String... command) {
        var said = as(person, command);
        assertThat(said.exit()).as(said.text()).isEqualTo(1);
        return said.json().containsKey("error")
                ? said.json().getString("error")
                : said.json().getString("reason");
    }

    private static String place(String person, String file) {
        return folder.resolve(person).resolve(file).toString();
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private static String half(String person) {
        return place(person, "own.vault.public");
    }

    private static Path data() {
        return folder.resolve("server");
    }

    @BeforeAll
    static void aRootByTwoOfThreeHolders() throws IOException, Ended {
        PrivateFiles.replace(folder.resolve("passphrase"), "twelve letters\n".getBytes(StandardCharsets.UTF_8));
        var holders = new ArrayList<String>();
        for (var holder : List.of("anna", "boris", "chen", "eve")) {
            done(holder, "ceremony", "share");
            holders.add(half(holder));
        }
        assertThat(as("anna", "ceremony", "share").json().getString("error")).isEqualTo("vault-exists");
        var keys = file("server.public");
        done("", "ceremony", "server", "--data", data().toString(), "--log", "hub.example/log", "--out", keys);
        var three = String.join(",", holders.subList(0, 3));
        var made = file("root.ceremony");
        assertThat(refused("eve", "ceremony", "root", "--holders", three, "--server", keys, "--out", made, "--yes"))
                .isEqualTo("unknown-key");
        root = done("anna", "ceremony", "root", "--holders", three, "--server", keys, "--out", made, "--yes")
                .getString("root");
        assertThat(refused("", "ceremony", "pin", made, "--data", data().toString()))
                .isEqualTo("below-threshold");
        assertThat(refused("anna", "ceremony", "sign", made, "--yes")).isEqualTo("already-signed");
        assertThat(refused("eve", "ceremony", "sign", made, "--yes")).isEqualTo("unknown-key");
        assertThat(done("boris", "ceremony", "sign", made, "--yes").getInteger("missing"))
                .isZero();
        assertThat(refused("chen", "ceremony", "sign", made, "--yes")).isEqualTo("ceremony-complete");
        done("", "ceremony", "pin", made, "--data", data().toString());
        server = new DemoInProcess(0).start(data(), step -> {});
        assertThat(done("", "ceremony", "publish", made, "--server", server.origin())
                        .getInteger("index"))
                .isZero();
        admit("BR", "anna", "chen", "br-1", "br-2", "br-3");
        admit("FR", "chen", "boris", "fr-1", "fr-2");
    }

    private static void admit(String country, String first, String second, String... operators) {
        var halves = new ArrayList<String>();
        for (var operator : operators) {
            done(operator, "ceremony", "operator", "--country", country, "--server", server.origin(), "--root", root);
            halves.add(half(operator));
        }
        var made = file(country + ".ceremony");
        done(
                first,
                "ceremony",
                "authority",
                country,
                "--root",
                file("root.ceremony"),
                "--operators",
                String.join(",", halves),
                "--out",
                made,
                "--yes");
        assertThat(refused("", "ceremony", "publish", made, "--server", server.origin()))
                .isEqualTo("below-threshold");
        done(second, "ceremony", "sign", made, "--yes");
        done("", "ceremony", "publish", made, "--server", server.origin());
    }

    @AfterAll
    static void close() {
        server.stop();
    }

    private static void enrol(String officer, String first, String second) {
        var link = done(first, "authority", "invite").getString("link");
        var digits = apply(officer, link);
        done(first, "authority", "approve", link, "--digits", digits);
        done(second, "authority", "approve", link, "--digits", digits);
    }

    private static String apply(String officer, String link) {
        return done(
                        officer,
                        "enrol",
                        "apply",
                        link,
                        "--name",
                        "X",
                        "--unit",
                        "Y",
                        "--phone",
                        "112",
                        "--languages",
                        "fr")
                .getString("digits");
    }

    private static String table(String name, String from, String to) throws IOException {
        var text = Files.readString(CSV.resolve("listings.csv"));
        assertThat(text).contains(from);
        return Files.writeString(folder.resolve(name), text.replace(from, to)).toString();
    }

    @Test
    @Order(1)
    void theServersKeysAreForItsUserAlone() throws IOException {
        for (var name : List.of("log.key", "cosigner.key", "root.pin")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data().resolve("keys").resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    @Order(2)
    void aBadTableIsRefusedWithAllItsProblems() {
        var said = as(
                "br-1",
                "authority",
                "listings",
                "import",
                CSV.resolve("listings-broken.csv").toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.json().getString("error")).isEqualTo("csv-problems");
        var problems = said.json().getJsonArray("problems");
        assertThat(problems).hasSizeGreaterThan(10);
        assertThat(problems)
                .contains(new JsonObject().put("row", 3).put("column", "tlp").put("code", "csv-cell-empty"))
                .contains(
                        new JsonObject().put("row", 6).put("column", "channels").put("code", "json-unknown-code"));
        assertThat(refused("br-1", "authority", "listings", "publish", "--yes")).isEqualTo("no-drafts");
    }

    @Test
    @Order(3)
    void listingsCountWhenTwoOperatorsSignedThemAndAForeignOfficerSeesTheProof() {
        enrol("luc", "fr-1", "fr-2");
        var import1 = done(
                "br-1",
                "authority",
                "listings",
                "import",
                CSV.resolve("listings.csv").toString());
        assertThat(import1.getInteger("drafts")).isEqualTo(3);
        var proposed = done("br-1", "authority", "listings", "publish", "--yes");
        assertThat(proposed.getString("state")).isEqualTo("waiting");
        assertThat(proposed.getJsonObject("changes").getJsonArray("added"))
                .containsExactly("BR-CSE-247", "BR-MLA-1", "BR-R1-7");
        var number = proposed.getString("digest").substring(0, 12);
        assertThat(refused("br-1", "authority", "sign", number, "--yes")).isEqualTo("already-signed");
        assertThat(done("luc", "directory", "sync").getInteger("listings")).isZero();
        assertThat(refused("fr-1", "authority", "sign", number, "--yes")).isEqualTo("pending-unknown");

        assertThat(done("br-2", "authority", "sign", number, "--yes").getString("state"))
                .isEqualTo("logged");
        assertThat(done("luc", "directory", "sync").getInteger("listings")).isEqualTo(3);
        var hits = done("luc", "directory", "search", "child", "exploitation", "Brazil")
                .getJsonArray("hits");
        assertThat(hits.getJsonObject(0).getString("id")).isEqualTo("BR-CSE-247");
        var card = done("luc", "directory", "show", "BR-CSE-247");
        assertThat(card.getJsonObject("proof").getJsonArray("persons")).hasSize(2);
        var shown = hub(line("luc", "directory", "show", "BR-CSE-247"));
        assertThat(shown.text()).contains("signed by 2 persons of BR").contains("log index");
    }

    @Test
    @Order(4)
    void theSecondOperatorReadsEachChangeFieldByField() throws IOException {
        var same = table("same.csv", "+1 202-555-0142", "+1 202-555-0143");
        var told = as("br-1", "authority", "listings", "import", same).json();
        assertThat(told.getJsonArray("problems")).containsExactly(old(2), old(4));

        var next = folder.resolve("next.csv");
        var rows = Files.readString(Path.of(same)).lines().toList();
        assertThat(rows.get(1)).startsWith("BR-CSE-247,1,");
        Files.writeString(next, rows.get(0) + "\n" + rows.get(1).replace("BR-CSE-247,1,", "BR-CSE-247,2,") + "\n");
        done("br-3", "authority", "listings", "import", next.toString(), "--whole");
        assertThat(done("br-3", "authority", "listings", "show")
                        .getJsonArray("audiences")
                        .getJsonObject(0)
                        .getJsonArray("published"))
                .hasSize(3);
        var proposed = done("br-3", "authority", "listings", "publish", "--yes");
        var changes = proposed.getJsonObject("changes");
        assertThat(changes.getJsonArray("removed")).containsExactly("BR-MLA-1", "BR-R1-7");
        assertThat(fields(changes)).containsExactly("channels", "version");
        assertThat(refused("br-3", "authority", "listings", "publish", "--yes")).isEqualTo("no-drafts");

        var signed = hub(
                line("br-2", "authority", "sign", proposed.getString("digest").substring(0, 12), "--yes"));
        assertThat(signed.exit()).as(signed.text()).isZero();
        assertThat(signed.text().replaceAll("\\s+", " "))
                .contains("BR-CSE-247 changed", "+1 202-555-0142", "→", "+1 202-555-0143", "BR-MLA-1 removed");
        assertThat(done("luc", "directory", "sync").getInteger("listings")).isEqualTo(1);
    }

    private static JsonObject old(int row) {
        return new JsonObject().put("row", row).put("column", "version").put("code", "version-old");
    }

    private static List<String> fields(JsonObject changes) {
        var fields = changes.getJsonArray("changed").getJsonObject(0).getJsonArray("fields");
        return fields.stream().map(one -> ((JsonObject) one).getString("field")).toList();
    }

    @Test
    @Order(5)
    void oneOperatorAttestsAndReadersSeeTheNewDate() {
        assertThat(refused("br-1", "authority", "attest", "BR-MLA-1", "--yes")).isEqualTo("listing-unlisted");
        assertThat(done("br-1", "authority", "attest", "--days", "60", "--yes").getJsonArray("attested"))
                .containsExactly("BR-CSE-247");
        done("luc", "directory", "sync");
        var attested = done("luc", "directory", "show", "BR-CSE-247").getJsonObject("attested");
        assertThat(attested.getLong("by") - attested.getLong("on")).isEqualTo(60 * 86_400);
        assertThat(attested.getString("freshness")).isEqualTo("fresh");
        assertThat(done("br-2", "authority", "attest", "BR-CSE-247", "--yes").getInteger("days"))
                .isEqualTo(90);
    }

    @Test
    @Order(6)
    void aNamedAudienceReadsItsListingsAndNobodyElseDoes() throws IOException {
        var rows = Files.readString(CSV.resolve("listings.csv")).lines().toList();
        var row = rows.get(2).replace(",all,", ",%s,").replace("BR-MLA-1,", "%s,");
        var both =
                rows.get(0) + "\n" + row.formatted("BR-MLA-2", "near") + "\n" + row.formatted("BR-MLA-3", "far") + "\n";
        var table = Files.writeString(folder.resolve("named.csv"), both);
        done("br-1", "authority", "listings", "import", table.toString());
        for (var audience : List.of("near=FR", "far=AR")) {
            var name = audience.substring(0, audience.indexOf('='));
            var proposed = done(
                    "br-1",
                    "authority",
                    "listings",
                    "publish",
                    "--audience",
                    name,
                    "--countries",
                    audience.substring(name.length() + 1),
                    "--yes");
            var signed = hub(line("br-2", "authority", "sign", proposed.getString("digest"), "--yes"));
            assertThat(signed.exit()).as(signed.text()).isZero();
            assertThat(signed.text()).contains("Readers: " + audience.substring(name.length() + 1));
        }
        // Clean: what is not for him is not withheld from him.
        assertThat(done("luc", "directory", "sync").getInteger("listings")).isEqualTo(2);
        assertThat(done("luc", "directory", "show", "BR-MLA-2").getString("id")).isEqualTo("BR-MLA-2");
        assertThat(refused("luc", "directory", "show", "BR-MLA-3")).isEqualTo("no-such-listing");
    }

    @Test
    @Order(7)
    void whatWaitsIsTakenBackAndAnApplicationDeclined() throws IOException {
        var table = table("third.csv", "+1 202-555-0142", "+1 202-555-0149");
        var text = Files.readString(Path.of(table))
                .replace("BR-CSE-247,1,", "BR-CSE-247,3,")
                .replace("BR-R1-7,1,", "BR-R1-7,2,");
        done(
                "br-1",
                "authority",
                "listings",
                "import",
                Files.writeString(Path.of(table), text).toString());
        var number = done("br-1", "authority", "listings", "publish", "--yes").getString("digest");
        assertThat(done("br-2", "authority", "withdraw", number.substring(0, 8), "--yes")
                        .getString("withdrawn"))
                .isEqualTo(number);
        assertThat(refused("br-2", "authority", "sign", number, "--yes")).isEqualTo("pending-unknown");

        var link = done("br-1", "authority", "invite").getString("link");
        var digits = apply("mallory", link);
        JsonArray waiting = done("br-2", "authority", "applications").getJsonArray("applications");
        var invitation = waiting.getJsonObject(0).getString("invitation");
        done("br-2", "authority", "decline", invitation.substring(0, 8), "--yes");
        assertThat(refused("br-1", "authority", "approve", link, "--digits", digits))
                .isEqualTo("officers.application-unknown");
        assertThat(refused("br-2", "authority", "decline", invitation, "--yes")).isEqualTo("application-unknown");
    }

    @Test
    @Order(8)
    void anAuditorReadsAllOfItAndLeavesNothingBehind() throws IOException {
        long before = auditFolders();
        var audit = done("", "audit", "--server", server.origin(), "--root", root, "--country", "BR");
        assertThat(audit.getJsonArray("ignored")).isEmpty();
        assertThat(audit.getJsonArray("contradictions")).isEmpty();
        assertThat(audit.getJsonArray("statements").size()).isGreaterThanOrEqualTo(5);
        assertThat(auditFolders()).isEqualTo(before);
    }

    private static long auditFolders() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(one -> one.getFileName().toString().startsWith("hub-audit-"))
                    .count();
        }
    }
}
