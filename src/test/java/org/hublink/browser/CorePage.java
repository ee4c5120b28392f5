package org.hublink.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Serves a page that hosts a core in a Worker, on loopback and under the product's policy, and gives the Worker one trial
 * after the other: it asks for the next, and posts its answer.
 */
final class CorePage implements AutoCloseable {
    /** What the product's own page will be served under. */
    static final String POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self';"
            + " worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types core";

    /** The test core and its page; a page of the same name there hides nothing of the product's. */
    private static final List<Path> FOLDERS = List.of(Path.of("src/test/web/core"), Path.of("target/wasm-test"));

    /** Takes what a page posts to a path of the test's own. */
    interface Taker {
        /** Takes it; the page is answered 200. */
        void take(byte[] body);
    }

    /** Which of the paths are the test's own. */
    interface Takers {
        /** None: the path is none of the test's. */
        @Nullable
        Taker of(String path);
    }

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "mjs", "text/javascript",
            "js", "text/javascript",
            "wasm", "application/wasm");
    private static final int ASK_SECONDS_MAX = 5;
    private static final int TRIAL_SECONDS_MAX = 600;

    private record Trial(String name, byte[] in, CompletableFuture<byte[]> answer) {}

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Trial> trials = new LinkedBlockingQueue<>();
    private final List<Path> folders;
    private final Takers takers;
    private final @Nullable ServerBehind server;
    private volatile Trial running = new Trial("start", new byte[0], new CompletableFuture<>());

    CorePage() throws IOException {
        this(path -> null);
    }

    CorePage(Takers takers) throws IOException {
        this(FOLDERS, takers);
    }

    CorePage(List<Path> folders, Takers takers) throws IOException {
        this(folders, takers, null);
    }

    /** With a server behind it, for a browser that takes this for its proxy: what is the server's goes on to it. */
    CorePage(List<Path> folders, Takers takers, @Nullable ServerBehind server) throws IOException {
        this.folders = folders;
        this.takers = takers;
        this.server = server;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        http.createContext("/", this::answer);
        http.setExecutor(threads);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
    }

    /** Waits until the Worker has run a trial; fails with the page's own words when it failed. */
    byte[] run(String name, byte[] in) throws InterruptedException {
        Trial trial = new Trial(name, in, new CompletableFuture<>());
        if (running.answer().isCompletedExceptionally()) throw new AssertionError(why(running));
        trials.add(trial);
        try {
            return trial.answer().get(TRIAL_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(
                    "in the browser, " + name + ": " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new AssertionError("in the browser, " + name + ": no answer in " + TRIAL_SECONDS_MAX + " s", e);
        }
    }

    private static String why(Trial failed) {
        return failed.answer().handle((bytes, e) -> String.valueOf(e)).join();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (path) {
                case "/next" -> next(exchange);
                case "/answer" -> {
                    running.answer().complete(body);
                    exchange.sendResponseHeaders(204, -1);
                }
                case "/failed" -> {
                    failed(new String(body, StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> other(exchange, path, body);
            }
        }
    }

    private void other(HttpExchange exchange, String path, byte[] body) throws IOException {
        Taker taker = takers.of(path);
        if (server != null && server.has(path)) {
            server.answer(exchange, body);
        } else if (taker == null) {
            serve(exchange, path.equals("/") ? "index.html" : path.substring(1));
        } else {
            taker.take(body);
            send(exchange, "text/plain", new byte[0]);
        }
    }

    private void failed(String words) {
        IllegalStateException failure = new IllegalStateException(words);
        running.answer().completeExceptionally(failure);
        for (Trial waiting = trials.poll(); waiting != null; waiting = trials.poll()) {
            waiting.answer().completeExceptionally(failure);
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        try {
            Trial trial = trials.poll(ASK_SECONDS_MAX, TimeUnit.SECONDS);
            if (trial == null) {
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            running = trial;
            exchange.getResponseHeaders().set("X-Trial", URLEncoder.encode(trial.name(), StandardCharsets.UTF_8));
            send(exchange, "application/octet-stream", trial.in());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(HttpExchange exchange, String name) throws IOException {
        for (Path folder : folders) {
            Path file = folder.resolve(name);
            if (!name.contains("..") && Files.isRegularFile(file)) {
                String ending = name.substring(name.lastIndexOf('.') + 1);
                send(exchange, TYPES.getOrDefault(ending, "text/plain"), Files.readAllBytes(file));
                return;
            }
        }
        exchange.sendResponseHeaders(404, -1);
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        if (body.length > 0) exchange.getResponseBody().write(body);
    }
}
