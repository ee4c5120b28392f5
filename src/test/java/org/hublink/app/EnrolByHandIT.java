package org.hublink.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.Hub;
import org.hublink.client.OfficerClient;
import org.hublink.client.PrivateFiles;
import org.hublink.client.ServerCalls;
import org.hublink.client.ServerKeys;
import org.hublink.demo.DemoServer;
import org.hublink.demo.ExampleKeys;
import org.hublink.engine.Ceremony;
import org.hublink.engine.Vault;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Country;
import org.hublink.protocol.Header;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.SigningKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An officer of France enrols as people do it: nothing but command lines, three machines' folders, a real server. */
@Tag("server")
class EnrolByHandIT {
    private static final long PUBLISHED_NANOS_MAX = 20_000_000_000L;
    private static final long POLL_NANOS = 50_000_000L;
    private static final Home HOME = JvmHome.system();
    private static final String LOG = "hublink.example/by-hand";
    private static final long DAY = 86_400;

    @TempDir
    static Path folder;

    private static DemoServer.Running server;

    /** What a command printed and how it ended. */
    private record Said(int exit, String text) {
        JsonObject json() {
            return new JsonObject(text);
        }
    }

    @BeforeAll
    static void open() throws IOException, Ended, Malformed {
        var data = folder.resolve("server");
        var keys = ServerKeys.make(data, HOME.randomness());
        var shares = new ArrayList<SigningKey>();
        for (var name : List.of("root-1", "root-2", "root-3")) {
            shares.add(((VaultOwner.RootHolder) example(name).owner()).key().signing());
        }
        var facts = new RootFacts(
                LOG,
                2,
                shares.stream().map(SigningKey::publicKey).toList(),
                keys.log().publicKey(),
                keys.cosigner().publicKey(),
                null);
        long now = HOME.clock().now();
        var root = Ceremony.root(1, facts, now, now + 300 * DAY);
        ServerKeys.pin(data, LOG, Ceremony.pin(root));
        server = new DemoInProcess(0).start(data, step -> {});
        submit(root, shares);
        var operators = new ArrayList<AuthorityFacts.Operator>();
        for (var name : List.of("FR-operator-1", "FR-operator-2")) {
            var owner = (VaultOwner.Operator) example(name).owner();
            operators.add(new AuthorityFacts.Operator(
                    owner.operator(), List.of(owner.key().publicKey())));
            bind(name, Ceremony.pin(root));
        }
        var authority = new AuthorityFacts(2, operators);
        submit(Ceremony.authority(new Country("FR"), 1, authority, now, now + 200 * DAY), shares);
        PrivateFiles.replace(
                folder.resolve("passphrase"), (ExampleKeys.PASSPHRASE + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void close() {
        server.stop();
    }

    private static VaultContents example(String name) throws IOException, Ended {
        return OfficerClient.vault(Path.of("keys-example", name + ".vault"), ExampleKeys.PASSPHRASE, HOME)
                .contents();
    }

    private static void bind(String name, Digest root) throws IOException, Ended {
        var known = example(name);
        var bound = new VaultContents(known.owner(), root, server.origin(), known.storeKey(), null);
        var vault = Vault.create(bound, ExampleKeys.PASSPHRASE, Vault.Cost.LEAST, HOME.randomness(), HOME.text());
        PrivateFiles.replace(vault(name), vault.seal(HOME.randomness()));
    }

    private static void submit(Header header, List<SigningKey> shares) throws IOException, Ended, Malformed {
        var both = Ceremony.join(Ceremony.begin(header, shares.get(0)), header, shares.get(1));
        var logged = new ServerCalls(HttpHome.at(server.origin(), null), HOME.text()).submit(both, List.of());
        awaitPublished(logged.index());
    }

    /** Acknowledged is not published: until a checkpoint holds the leaf, a client that follows the log does not know it (L7). */
    private static void awaitPublished(long leaf) throws IOException {
        var checkpoint = HttpRequest.newBuilder(URI.create(server.origin() + "/log/checkpoint"))
                .build();
        long end = System.nanoTime() + PUBLISHED_NANOS_MAX;
        while (size(checkpoint) <= leaf) {
            assertThat(System.nanoTime()).as("leaf %d is not published", leaf).isLessThan(end);
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static long size(HttpRequest checkpoint) throws IOException {
        try {
            var note = HttpClient.newHttpClient().send(checkpoint, HttpResponse.BodyHandlers.ofString());
            return note.statusCode() == 200
                    ? Long.parseLong(note.body().lines().toList().get(1))
                    : 0;
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    private static Path vault(String name) {
        return folder.resolve(name + ".vault");
    }

    /** Runs a command as the person whose vault it is. */
    private static Said as(String name, String... command) {
        var line = new ArrayList<>(List.of(command));
        line.addAll(List.of("--vault", vault(name).toString(), "--demo", "--json", "--least-vault-cost"));
        line.addAll(List.of("--passphrase-file", folder.resolve("passphrase").toString()));
        var bytes = new ByteArrayOutputStream();
        int exit = Hub.captured(
                new PrintStream(bytes, true, StandardCharsets.UTF_8), Main.commands(), line.toArray(String[]::new));
        return new Said(exit, bytes.toString(StandardCharsets.UTF_8));
    }

    private static JsonObject done(String name, String... command) {
        var said = as(name, command);
        assertThat(said.exit()).as(said.text()).isZero();
        return said.json();
    }

    private static String refused(String name, String... command) {
        var said = as(name, command);
        assertThat(said.exit()).as(said.text()).isEqualTo(1);
        return said.json().containsKey("error")
                ? said.json().getString("error")
                : said.json().getString("reason");
    }

    private static JsonObject apply(String name, String link) {
        return done(
                name,
                "enrol",
                "apply",
                link,
                "--name",
                "Élodie Vasseur",
                "--unit",
                "Brigade des mineurs",
                "--phone",
                "+33 199 00 12 34",
                "--languages",
                "fr,en");
    }

    @Test
    void anOfficerIsInvitedApprovedByTwoHeldAndLetBackIn() throws IOException {
        var link = done("FR-operator-1", "authority", "invite").getString("link");
        var applied = apply("officer", link);
        var digits = applied.getString("digits");
        assertThat(done("officer", "enrol", "fingerprint").getString("digits")).isEqualTo(digits);
        assertThat(Files.getPosixFilePermissions(vault("officer"))).hasSize(2);
        assertThat(refused("officer", "enrol", "status")).isEqualTo("not-logged");
        assertThat(done("FR-operator-1", "authority", "applications").getJsonArray("applications"))
                .hasSize(1);

        var wrong = digits.replace(digits.charAt(0), digits.charAt(0) == '1' ? '2' : '1');
        assertThat(refused("FR-operator-1", "authority", "approve", link, "--digits", wrong))
                .isEqualTo("digits-differ");
        assertThat(done("FR-operator-1", "authority", "approve", link, "--digits", digits, "--days", "40")
                        .getString("state"))
                .isEqualTo("waiting");
        assertThat(refused("FR-operator-1", "authority", "approve", link, "--digits", digits))
                .isEqualTo("already-signed");
        assertThat(refused("officer", "enrol", "status")).isEqualTo("not-logged");
        assertThat(done("FR-operator-2", "authority", "pending")
                        .getJsonArray("pending")
                        .getJsonObject(0)
                        .getBoolean("mine"))
                .isFalse();
        assertThat(done("FR-operator-2", "authority", "approve", link, "--digits", digits)
                        .getString("state"))
                .isEqualTo("logged");
        assertThat(done("officer", "enrol", "status", "--sign-in").getBoolean("signedIn"))
                .isTrue();

        assertThat(done("FR-operator-1", "authority", "renew", "--due", "--days", "60", "--yes")
                        .getInteger("waiting"))
                .isEqualTo(1);
        assertThat(done("FR-operator-2", "authority", "renew", "--due", "--yes").getInteger("renewed"))
                .isEqualTo(1);

        var device = "device:" + applied.getString("device").substring(0, 12);
        assertThat(done("FR-operator-2", "authority", "hold", device, "--yes").getString("state"))
                .isEqualTo("logged");
        assertThat(refused("officer", "enrol", "status")).isEqualTo("on-hold");
        assertThat(done("FR-operator-1", "authority", "lift", device, "--yes").getString("state"))
                .isEqualTo("waiting");
        assertThat(refused("officer", "enrol", "status")).isEqualTo("on-hold");
        assertThat(done("FR-operator-2", "authority", "lift", device, "--yes").getString("state"))
                .isEqualTo("logged");
        assertThat(done("officer", "enrol", "status", "--sign-in").getString("state"))
                .isEqualTo("active");
    }

    @Test
    void aRosterIsSignedByTwoWhoBothSeeIt() throws IOException {
        var proposed = done(
                "FR-operator-1",
                "authority",
                "desk",
                "FR-CSE-247",
                "--functions",
                "child-exploitation",
                "--members",
                "fr-o-a,fr-o-b",
                "--heads",
                "fr-o-a",
                "--yes");
        assertThat(proposed.getString("state")).isEqualTo("waiting");
        var number = proposed.getString("digest").substring(0, 10);
        assertThat(refused("FR-operator-1", "authority", "sign", number, "--yes"))
                .isEqualTo("already-signed");
        assertThat(done("FR-operator-2", "authority", "sign", number, "--yes").getString("state"))
                .isEqualTo("logged");
        assertThat(refused("FR-operator-2", "authority", "sign", number, "--yes"))
                .isEqualTo("pending-unknown");
    }

    @Test
    void anInvitationServesOnce() {
        var link = done("FR-operator-1", "authority", "invite", "--officer", "fr-o-once")
                .getString("link");
        apply("first", link);
        assertThat(refused(
                        "second",
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
                        "fr"))
                .isEqualTo("officers.invitation-used");
        assertThat(vault("second")).doesNotExist();
        assertThat(refused("FR-operator-1", "authority", "hold", "device:0123456789ab", "--yes"))
                .isEqualTo("target-unknown");
    }
}
