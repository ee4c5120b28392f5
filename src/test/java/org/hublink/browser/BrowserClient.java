package org.hublink.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The product's core in its Worker, in a Chromium with a profile of its own, as a client of a real server and under that
 * server's origin: what the page asks of its Worker is asked from here.
 */
public final class BrowserClient implements AutoCloseable {
    /** Stands for the bytes that are sent along, as bytes and as a file that a person chose. */
    public static final String BYTES = "$";

    public static final String FILE = "$file";

    private static final byte[] NONE = {};

    private final CorePage page;
    private final Chromium chromium;

    /** For a server under this origin. */
    public BrowserClient(String origin) throws IOException {
        page = new CorePage(
                List.of(Path.of("src/test/web/core/product"), Path.of("target/wasm")),
                path -> null,
                new ServerBehind(origin));
        String proxy = page.url().substring(0, page.url().length() - 1);
        chromium = new Chromium(origin + "/", "--proxy-server=" + proxy, "--proxy-bypass-list=<-loopback>");
    }

    /** What the Worker answers to an op: {@code value} or {@code refused}, and how long it took. */
    public JsonObject ask(byte[] bytes, Object... opAndArguments) throws InterruptedException {
        String trial = new JsonArray(List.of(opAndArguments)).encode();
        return new JsonObject(new String(page.run(trial, bytes), StandardCharsets.UTF_8));
    }

    /** The same without bytes. */
    public JsonObject ask(Object... opAndArguments) throws InterruptedException {
        return ask(NONE, opAndArguments);
    }

    /** The same in a second tab of the same profile. */
    public JsonObject askOfTheOtherTab(byte[] bytes, Object... opAndArguments) throws InterruptedException {
        List<Object> all = new ArrayList<>(List.of("other-tab"));
        all.addAll(List.of(opAndArguments));
        return ask(bytes, all.toArray());
    }

    /** Runs a wish to its end; the finished view. */
    public JsonObject command(JsonObject wish) throws InterruptedException {
        JsonObject answer = ask("command", wish);
        JsonObject finished = answer.getJsonObject("value");
        if (finished == null) throw new AssertionError(wish.getString("wish") + ": " + answer.encode());
        return finished;
    }

    @Override
    public void close() throws IOException {
        chromium.close();
        page.close();
    }
}
