package org.hublink.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Below the floor (no WebAssembly GC) there is one clear page in eight languages, with the page's own files and policy. */
@Tag("browser")
class OldBrowserIT {
    private static final long SECONDS_MAX = 120;

    /** What came to JavaScript after 2012, as far as it can be seen by its letters. */
    private static final Pattern NEWER = Pattern.compile(
            "=>|`|\\?\\.|\\?\\?|\\b(?:const|let|class|async|await|import|export|of)\\b|\\.\\.\\.|\\bPromise\\b|\\bfetch\\b");

    @TempDir
    Path folder;

    @Test
    void theScriptSaysNothingThatAnOldBrowserCannotRead() throws Exception {
        String script =
                Files.readString(Path.of("src/main/web/src/old/floor.js")).replaceAll("(?m)//.*$", "");
        assertThat(NEWER.matcher(script).results().map(found -> found.group())).isEmpty();
    }

    @TestFactory
    List<DynamicTest> whatIsSeenBelowTheFloor() throws Exception {
        PageFiles page = PageFiles.read();
        assertThat(page.there()).as("the build makes the page").isTrue();
        Vertx vertx = Vertx.vertx();
        try {
            Router router = Router.router(vertx);
            router.get("/").handler(ctx -> page.html(ctx, false));
            router.get("/assets/*")
                    .handler(ctx -> page.asset(ctx, ctx.request().path().substring(1)));
            HttpServer server =
                    await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
            return checks(look("http://127.0.0.1:" + server.actualPort()));
        } finally {
            await(vertx.close());
        }
    }

    private String look(String origin) throws Exception {
        Path told = folder.resolve("old.txt");
        Process node = new ProcessBuilder(
                        "node",
                        "src/test/web/page/old.mjs",
                        "--origin=" + origin,
                        "--pictures=target/pictures",
                        "--chromium=" + System.getProperty("hub.chromium", "chromium"))
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        boolean ended = node.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
        if (!ended) {
            for (ProcessHandle child : node.descendants().toList()) {
                child.destroyForcibly();
            }
            node.destroyForcibly();
        }
        String words = Files.readString(told);
        System.out.println(words);
        assertThat(ended).as(words).isTrue();
        return words;
    }

    private static List<DynamicTest> checks(String words) {
        List<DynamicTest> checks = words.lines()
                .filter(line -> line.startsWith("{\"check\""))
                .map(JsonObject::new)
                .map(check -> DynamicTest.dynamicTest(
                        check.getString("check"),
                        () -> assertThat(check.getBoolean("ok"))
                                .as(check.getString("detail"))
                                .isTrue()))
                .toList();
        assertThat(checks).as(words).hasSizeGreaterThan(15);
        return checks;
    }
}
