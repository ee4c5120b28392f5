package org.hublink.interop;

import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One Node with all ts-mls members of a run: a request at a time, each answer bounded in length and time. */
final class NodeProcess implements AutoCloseable {
    private static final int LINE_BYTES_MAX = 8 * 1024 * 1024;
    private static final long ANSWER_SECONDS_MAX = 60;

    private final Process process;
    private final OutputStream to;
    private final InputStream from;
    private final Thread hook;
    private final JsonObject ready;

    private NodeProcess(Process process) throws IOException, Refusal {
        this.process = process;
        this.to = process.getOutputStream();
        this.from = new BufferedInputStream(process.getInputStream());
        this.hook = new Thread(process::destroyForcibly, "end-node");
        Runtime.getRuntime().addShutdownHook(hook);
        this.ready = read();
    }

    /** @param folder made by {@link NodePackages} */
    static NodeProcess start(Path folder) throws IOException, Refusal {
        return new NodeProcess(new ProcessBuilder("node", "peers.mjs")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** What runs there, and what of it was patched. */
    String words() {
        return ready.getString("ready") + "; patched: " + ready.getString("patched");
    }

    JsonObject ask(JsonObject request) throws Refusal {
        try {
            to.write(request.encode().getBytes(StandardCharsets.UTF_8));
            to.write('\n');
            to.flush();
            JsonObject answer = read();
            String refused = answer.getString("refused");
            if (refused != null) {
                throw new Refusal(request.getString("peer") + " " + request.getString("operation") + ": " + refused);
            }
            return answer;
        } catch (IOException broken) {
            throw new Refusal("Node", broken);
        }
    }

    private JsonObject read() throws IOException, Refusal {
        CompletableFuture<byte[]> line = CompletableFuture.supplyAsync(this::line);
        try {
            return new JsonObject(new String(line.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS), StandardCharsets.UTF_8));
        } catch (TimeoutException late) {
            process.destroyForcibly();
            throw new Refusal("Node did not answer within " + ANSWER_SECONDS_MAX + " s");
        } catch (ExecutionException broken) {
            throw new IOException(broken.getCause());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IOException(ended);
        }
    }

    private byte[] line() {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = from.read(); b != '\n'; b = from.read()) {
                if (b < 0) throw new IOException("Node ended");
                if (line.size() == LINE_BYTES_MAX) throw new IOException("a line of more than " + LINE_BYTES_MAX);
                line.write(b);
            }
            return line.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(hook);
        to.close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException ended) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
