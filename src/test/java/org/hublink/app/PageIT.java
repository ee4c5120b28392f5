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
import java.util.concurrent.TimeUnit;
import org.hublink.client.Hub;
import org.hublink.demo.DemoServer;
import org.hublink.engine.KeySecrets;
import org.hublink.engine.Vault;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The page as the real server gives it, used in Chromium by a demo officer: {@code src/test/web/page/job.mjs} tells each check. */
@Tag("browser")
class PageIT {
    private static final long JOB_SECONDS_MAX = 1_200;
    private static final String PASSPHRASE = "for the demo only";

    @TempDir
    static Path folder;

    private static DemoServer.@Nullable Running running;
    private static String origin = "";

    @BeforeAll
    static void start() throws Exception {
        Path data = folder.resolve("demo");
        var out = new ByteArrayOutputStream();
        int founded = Hub.captured(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                Main.commands(),
                "demo",
                "--headless",
                "--json",
                "--data",
                data.toString());
        assertThat(founded).as(out.toString(StandardCharsets.UTF_8)).isZero();
        int port = URI.create(Files.readString(data.resolve("founded"))).getPort();
        DemoServer.Running server = new DemoInProcess(port).start(data.resolve("server"), step -> {});
        running = server;
        origin = server.origin();
    }

    @AfterAll
    static void stop() {
        if (running != null) running.stop();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(origin + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void thePageIsNeverKeptAndItsFilesAreKeptForEver() throws Exception {
        HttpResponse<String> page = get("/");
        assertThat(page.headers().firstValue("cache-control")).contains("no-store");
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .contains("require-trusted-types-for 'script'")
                .doesNotContain("unsafe-inline")
                .doesNotContain("'unsafe-eval'")
                .doesNotContain("http");
        assertThat(page.body()).contains("content=\"yes\"").doesNotContain("style=");
        String script = page.body().replaceAll("(?s).*src=\"(/assets/[^\"]+\\.js)\".*", "$1");
        HttpResponse<String> asset = get(script);
        assertThat(asset.statusCode()).isEqualTo(200);
        assertThat(asset.headers().firstValue("cache-control").orElse("")).contains("immutable");
        assertThat(get("/assets/none.js").statusCode()).isEqualTo(404);
    }

    /** What must never come out of the core's Worker: the keys of the demo's officer, which everybody knows, and his passphrase. */
    private static Path secrets(Path vault) throws IOException, Malformed {
        VaultContents contents = Vault.open(
                        Files.readAllBytes(vault), PASSPHRASE, JvmHome.system().text())
                .contents();
        VaultOwner.Device device = (VaultOwner.Device) contents.owner();
        JsonObject keys = new JsonObject()
                .put("statement key", Hex.encode(KeySecrets.unsafeForTestsSecret(device.statementKey())))
                .put("MLS key", Hex.encode(KeySecrets.unsafeForTestsSecret(device.mlsKey())))
                .put("sealing key", Hex.encode(device.sealingSeed()))
                .put("store key", Hex.encode(contents.storeKey()));
        JsonObject all =
                new JsonObject().put("keys", keys).put("words", new JsonObject().put("passphrase", PASSPHRASE));
        return Files.writeString(folder.resolve("secrets.json"), all.encode());
    }

    /** The same officer's vault for the server's name in place of its address, as passkeys want it. */
    private static Path named(Path vault, String passphrase) throws IOException, Malformed {
        Home home = JvmHome.system();
        VaultContents contents =
                Vault.open(Files.readAllBytes(vault), PASSPHRASE, home.text()).contents();
        VaultContents named = new VaultContents(
                contents.owner(),
                contents.root(),
                origin.replace("127.0.0.1", "localhost"),
                contents.storeKey(),
                contents.instance());
        byte[] file = Vault.create(named, passphrase, Vault.Cost.LEAST, home.randomness(), home.text())
                .seal(home.randomness());
        return Files.write(folder.resolve(passphrase.replace(' ', '-') + ".vault"), file);
    }

    @TestFactory
    List<DynamicTest> anOfficerDoesTheMainJob() throws Exception {
        return checks("", 100);
    }

    /** Four people of two states ask, answer, accept, verify and moderate; and Markdown that means harm. */
    @TestFactory
    List<DynamicTest> theForumIsUsed() throws Exception {
        return checks("markdown,forum,forumLooks", 60);
    }

    private static List<DynamicTest> checks(String parts, int more) throws Exception {
        Path told = folder.resolve("job" + parts + ".txt");
        Path vault = folder.resolve("demo/vaults/FR-officer-1.vault");
        List<String> command = new ArrayList<>(List.of(
                "node",
                "src/test/web/page/job.mjs",
                "--origin=" + origin,
                "--vault=" + vault,
                "--secrets=" + secrets(vault),
                "--named=" + named(vault, PASSPHRASE),
                "--changed=" + named(vault, "another one for the demo"),
                "--keys=" + folder.resolve("demo/server/keys"),
                "--chromium=" + System.getProperty("hub.chromium", "chromium")));
        if (!parts.isEmpty()) command.add("--parts=" + parts);
        Process node = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        boolean ended = node.waitFor(JOB_SECONDS_MAX, TimeUnit.SECONDS);
        if (!ended) {
            for (ProcessHandle child : node.descendants().toList()) child.destroyForcibly();
            node.destroyForcibly().waitFor();
        }
        String words = Files.readString(told);
        System.out.println(words);
        assertThat(ended).as(words).isTrue();
        List<DynamicTest> checks = words.lines()
                .filter(line -> line.startsWith("{\"check\""))
                .map(JsonObject::new)
                .map(check -> DynamicTest.dynamicTest(
                        check.getString("check"),
                        () -> assertThat(check.getBoolean("ok"))
                                .as(check.getString("detail"))
                                .isTrue()))
                .toList();
        assertThat(checks).as(words).hasSizeGreaterThan(more);
        return checks;
    }
}
