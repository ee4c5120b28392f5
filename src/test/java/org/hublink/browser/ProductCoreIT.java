package org.hublink.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.hublink.engine.Vault;
import org.hublink.jvm.JvmHome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page's own core in its own Worker: its size, its start, the vault of the command line, and what its port refuses. */
@Tag("browser")
class ProductCoreIT {
    /** What the page is to carry, see ADR 8. */
    private static final int BROTLI_BYTES_MAX = 320 * 1024;

    private static final byte[] NONE = {};

    private static CorePage page;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException {
        page = ProductTimes.page();
        chromium = new Chromium(page.url());
    }

    /** A Worker that holds nothing yet. */
    @BeforeEach
    void begin() throws InterruptedException {
        ask(NONE, "restart");
    }

    @AfterAll
    static void stop() throws IOException {
        if (chromium != null) chromium.close();
        if (page != null) page.close();
    }

    private static JsonObject ask(byte[] bytes, Object... opAndArguments) throws InterruptedException {
        return ProductTimes.ask(page, bytes, opAndArguments);
    }

    @Test
    void theCoreFitsThePage() throws Exception {
        Path core = Path.of("target/wasm/core.wasm");
        int size = brotli(core);
        System.out.println(core + ": " + Files.size(core) + " bytes, brotli " + size);
        assertThat(size).as("core.wasm in brotli").isPositive().isLessThanOrEqualTo(BROTLI_BYTES_MAX);
    }

    private static int brotli(Path file) throws Exception {
        String script = "const z=require('zlib');const b=require('fs').readFileSync(process.argv[1]);"
                + "console.log(z.brotliCompressSync(b,{params:{[z.constants.BROTLI_PARAM_LGWIN]:24}}).length)";
        Process node = new ProcessBuilder("node", "-e", script, file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(node.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Integer.parseInt(answer);
    }

    @Test
    void theCoreStartsAndStartsAgain() throws Exception {
        assertThat(ask(NONE, "started").getDouble("value")).isPositive();
        // The page makes a new Worker, which loads the core again.
        assertThat(ask(NONE, "restart").containsKey("trap")).isTrue();
        assertThat(ask(NONE, "started").getDouble("value")).isPositive();
    }

    @Test
    void aVaultOfTheCommandLineOpensInTheWorker() throws Exception {
        byte[] file = ProductTimes.vault(Vault.Cost.USUAL);
        assertThat(ask(file, "openVault", "$", ProductTimes.PASSPHRASE).getJsonObject("value"))
                .isEqualTo(new JsonObject()
                        .put("kind", "operator")
                        .put("country", "FR")
                        .put("origin", "https://hub.example"));
        assertThat(ask(file, "openVault", "$", ProductTimes.PASSPHRASE + ".").getString("refused"))
                .isEqualTo("vault-wrong-passphrase");
        assertThat(ask(new byte[9], "openVault", "$", ProductTimes.PASSPHRASE).getString("refused"))
                .isEqualTo("vault-malformed");
        Vault.open(file, ProductTimes.PASSPHRASE, JvmHome.system().text());
    }

    @Test
    void nothingIsWrappedBeforeAVaultIsOpenAndNoLongKeyCrosses() throws Exception {
        assertThat(ask(new byte[32], "wrapVault", "$").getString("refused")).isEqualTo("vault-not-open");
        assertThat(ask(new byte[33], "wrapVault", "$").getString("refused")).isEqualTo("wrong-argument");
        ask(ProductTimes.vault(Vault.Cost.LEAST), "openVault", "$", ProductTimes.PASSPHRASE);
        assertThat(ask(new byte[31], "wrapVault", "$").getString("refused")).isEqualTo("vault-wrapped-malformed");
        assertThat(ask(new byte[61], "openWrapped", "$", "$", "$").getString("refused"))
                .isEqualTo("wrong-argument");
    }

    @Test
    void theEngineAnswersOverAnEmptyStore() throws Exception {
        ask(ProductTimes.vault(Vault.Cost.LEAST), "openVault", "$", ProductTimes.PASSPHRASE);
        assertThat(ask(NONE, "openEngine", "store", false).containsKey("refused"))
                .isFalse();
        JsonObject finished = ask(NONE, "command", wish("open")).getJsonObject("value");
        assertThat(finished.getString("kind")).isEqualTo("finished");
        assertThat(finished.getJsonArray("refusals")).isEmpty();
        JsonObject question = new JsonObject()
                .put("text", "paris")
                .put("facets", new JsonArray())
                .put("own", "FR")
                .put("languages", new JsonArray())
                .put("from", 0)
                .put("limit", 10);
        assertThat(ask(NONE, "find", question).getString("refused")).isEqualTo("reference-not-open");
    }

    @Test
    void whatWasTypedIsKeptSealedAndComesBack() throws Exception {
        assertThat(ask(NONE, "keepDrafts", "x").getString("refused")).isEqualTo("engine-not-open");
        ask(ProductTimes.vault(Vault.Cost.LEAST), "openVault", "$", ProductTimes.PASSPHRASE);
        ask(NONE, "openEngine", "drafts", false);
        assertThat(ask(NONE, "drafts").containsKey("refused")).isFalse();
        assertThat(ask(NONE, "drafts").getValue("value")).isNull();
        ask(NONE, "keepDrafts", "typed, not signed: عاجل");
        assertThat(ask(NONE, "drafts").getString("value")).isEqualTo("typed, not signed: عاجل");
        ask(NONE, "keepDrafts", (Object) null);
        assertThat(ask(NONE, "drafts").getValue("value")).isNull();
        assertThat(ask(NONE, "keepDrafts", 5).getString("refused")).isEqualTo("wrong-argument");
    }

    private static JsonObject wish(String name) {
        return new JsonObject().put("wish", name);
    }

    @Test
    void whatIsNoArgumentIsRefusedBeforeItCrosses() throws Exception {
        assertThat(ask(NONE, "openVault", "text", ProductTimes.PASSPHRASE).getString("refused"))
                .isEqualTo("wrong-argument");
        assertThat(ask(NONE, "openVault", "$", 7).getString("refused")).isEqualTo("wrong-argument");
        assertThat(ask(NONE, "card", 1.5).getString("refused")).isEqualTo("wrong-argument");
        assertThat(ask(NONE, "sign", "$").getString("refused")).isEqualTo("no-such-op");
        assertThat(ask(NONE, "constructor").getString("refused")).isEqualTo("no-such-op");
    }
}
