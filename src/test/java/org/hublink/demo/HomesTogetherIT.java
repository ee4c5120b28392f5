package org.hublink.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.hublink.browser.BrowserClient;
import org.hublink.engine.Vault;
import org.hublink.engine.Wish;
import org.hublink.protocol.CaseFile;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.Transition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One case in two homes, over a whole server: the command line's on the JVM, the page's core in Chromium. */
@Tag("browser")
class HomesTogetherIT {
    private static final String PASSPHRASE = "for this test only";
    private static final int ROUNDS_MAX = 20;

    @TempDir
    Path data;

    private CaseWorld world;
    private final List<BrowserClient> browsers = new ArrayList<>();

    @BeforeEach
    void begin() throws Exception {
        world = new CaseWorld(data.resolve("hub"));
    }

    @AfterEach
    void end() throws Exception {
        for (BrowserClient browser : browsers) {
            browser.close();
        }
        world.close();
    }

    private byte[] vault(String officer) throws Exception {
        var random = world.home.randomness();
        return Vault.create(
                        world.world.vault(officer).contents(), PASSPHRASE, Vault.Cost.LEAST, random, world.home.text())
                .seal(random);
    }

    /** An officer's vault, opened over a fresh store in a browser of its own, and connected. */
    private BrowserClient page(String officer) throws Exception {
        BrowserClient browser = new BrowserClient(world.server.origin());
        browsers.add(browser);
        JsonObject opened = browser.ask(vault(officer), "openVault", BrowserClient.BYTES, PASSPHRASE);
        assertThat(opened.getString("refused")).isNull();
        assertThat(browser.ask("openEngine", "store", true).getString("refused"))
                .isNull();
        connect(browser);
        return browser;
    }

    private static void connect(BrowserClient browser) throws Exception {
        JsonObject finished = browser.command(new JsonObject().put("wish", "connect"));
        assertThat(finished.getValue("failed")).as(finished.encode()).isNull();
    }

    /** Connects until the page's first conversation is in that state; its id. */
    private static String reaches(BrowserClient browser, CaseState state) throws Exception {
        for (int round = 0; ; round++) {
            JsonArray all = browser.ask("cases").getJsonObject("value").getJsonArray("conversations");
            if (!all.isEmpty() && all.getJsonObject(0).getString("state").equals(state.code())) {
                return all.getJsonObject(0).getString("id");
            }
            assertThat(round).as("not %s: %s", state, all.encode()).isLessThan(ROUNDS_MAX);
            connect(browser);
        }
    }

    private static void step(BrowserClient browser, String conversation, JsonObject step) throws Exception {
        JsonObject finished = browser.command(new JsonObject()
                .put("wish", "step")
                .put("conversation", conversation)
                .put("step", step));
        assertThat(finished.getValue("failed")).as(finished.encode()).isNull();
    }

    private static byte[] file(int length) {
        byte[] file = new byte[length];
        new Random(length).nextBytes(file);
        file[0] = 'x';
        return file;
    }

    private static String hash(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void aRequestOfTheCommandLineIsAnsweredOnThePageWithFilesEitherWay() throws Exception {
        CaseWorld.Officer paris = world.officer("FR-officer-1");
        BrowserClient rio = page("BR-officer-1");
        paris.run(new Wish.Connect());
        var request =
                CaseSamples.emergency(CaseWorld.BRAZILIAN, world.home.clock().now());
        assertThat(paris.run(new Wish.OpenCase(request, CaseWorld.FRENCH)).clean())
                .isTrue();
        String conversation = reaches(rio, CaseState.SENT);
        step(rio, conversation, new JsonObject().put("step", "acknowledge"));
        step(rio, conversation, new JsonObject().put("step", "accept"));
        step(rio, conversation, new JsonObject().put("step", "ask").put("text", "Which port?"));
        assertThat(paris.until(() -> paris.state() == CaseState.CLARIFICATION)).isTrue();

        // Two chunks from the command line to the page.
        byte[] there = file(CaseFile.CHUNK_BYTES + 77);
        Path log = Files.write(data.resolve("log.bin"), there);
        var attached =
                paris.run(new Wish.Attach(paris.conversation(), "log.bin", "application/octet-stream", log.toString()));
        assertThat(attached.clean()).as("%s", attached).isTrue();
        List<CaseFile> files = paris.book().attached(paris.conversation());
        paris.run(new Wish.Step(
                paris.conversation(),
                CaseStep.CLARIFY,
                new Transition.Words("The port is 4021.", null, 0, List.of(), files)));
        reaches(rio, CaseState.ACCEPTED);
        JsonObject got = rio.ask("fetchFile", conversation, files.get(0).id()).getJsonObject("value");
        assertThat(got.getJsonObject("content")).as(got.encode()).isEqualTo(described(there));

        // Three chunks back.
        byte[] back = file(2 * CaseFile.CHUNK_BYTES + 5);
        JsonObject sent =
                rio.ask(back, "attach", conversation, "réponse.bin", "application/octet-stream", BrowserClient.FILE);
        assertThat(sent.getJsonObject("value").getValue("failed"))
                .as(sent.encode())
                .isNull();
        JsonArray named = rio.ask("attached", conversation).getJsonArray("value");
        assertThat(named).hasSize(1);
        step(
                rio,
                conversation,
                new JsonObject()
                        .put("step", "answer")
                        .put("text", "See the file.")
                        .put("files", named));
        assertThat(paris.until(() -> paris.state() == CaseState.ANSWERED)).isTrue();
        Path sink = data.resolve("got.bin");
        var fetched = paris.run(
                new Wish.Fetch(paris.conversation(), named.getJsonObject(0).getString("id"), sink.toString()));
        assertThat(fetched.clean()).as("%s", fetched).isTrue();
        assertThat(Files.readAllBytes(sink)).isEqualTo(back);
        assertThat(rio.ask("fetchFile", conversation, "00".repeat(16))
                        .getJsonObject("value")
                        .getValue("content"))
                .isNull();
    }

    private static JsonObject described(byte[] bytes) throws Exception {
        return new JsonObject().put("size", bytes.length).put("sha256", hash(bytes));
    }

    /** V2: one store of a device speaks, the one that was opened last; the others are told so and send nothing more. */
    @Test
    void aVaultThatIsOpenedOnThePageSilencesTheStoreOfTheCommandLine() throws Exception {
        CaseWorld.Officer paris = world.officer("FR-officer-1");
        CaseWorld.Officer rio = world.officer("BR-officer-1");
        rio.run(new Wish.Connect());
        paris.run(new Wish.Connect());
        var request =
                CaseSamples.emergency(CaseWorld.BRAZILIAN, world.home.clock().now());
        assertThat(paris.run(new Wish.OpenCase(request, CaseWorld.FRENCH)).clean())
                .isTrue();
        assertThat(paris.book().stopped()).isEmpty();

        BrowserClient page = page("FR-officer-1");
        paris.run(new Wish.Chat(paris.conversation(), "who am I"));
        assertThat(paris.book().stopped()).isEqualTo("messaging.instance-replaced");
        assertThat(paris.run(new Wish.Chat(paris.conversation(), "again")).failed())
                .isNotNull()
                .satisfies(failed -> assertThat(failed.code()).isEqualTo("messaging.instance-replaced"));
        assertThat(stopped(page)).isEmpty();

        // The same profile in a second tab: one engine a store.
        page.askOfTheOtherTab(vault("FR-officer-1"), "openVault", BrowserClient.BYTES, PASSPHRASE);
        assertThat(page.askOfTheOtherTab(new byte[0], "openEngine", "store", true)
                        .getString("refused"))
                .isEqualTo("engine-in-other-tab");

        // Another profile is another store: it claims the device and may speak.
        BrowserClient other = page("FR-officer-1");
        assertThat(stopped(other)).isEmpty();
    }

    private static String stopped(BrowserClient browser) throws Exception {
        return browser.ask("cases").getJsonObject("value").getString("stopped");
    }
}
