package org.hublink.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Serves the core's test page on loopback under the product's policy, and takes the answers the page sends back. */
final class CorePage implements AutoCloseable {
    /** What the product's own page will be served under. */
    static final String POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self';"
            + " worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types core";

    private static final Path PAGE = Path.of("src/test/web/core");
    private static final Path CORE = Path.of("target/wasm");
    private static final Path VECTORS = Path.of("src/test/vectors");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "mjs", "text/javascript",
            "json", "application/json",
            "wasm", "application/wasm");

    private final HttpServer server;
    private final List<String> files;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final CompletableFuture<Map<String, String>> done = new CompletableFuture<>();

    CorePage(List<String> files) throws IOException {
        this.files = List.copyOf(files);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** By file name; fails with the page's own words when the page failed. */
    CompletableFuture<Map<String, String>> answers() {
        return done;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("POST")) {
                take(path, body);
                exchange.sendResponseHeaders(204, -1);
            } else if (path.equals("/files")) {
                send(exchange, "json", json(files).getBytes(StandardCharsets.UTF_8));
            } else {
                serve(exchange, path.equals("/") ? "index.html" : path.substring(1));
            }
        }
    }

    private void take(String path, String body) {
        if (path.startsWith("/answer/")) answers.put(path.substring("/answer/".length()), body);
        else if (path.equals("/done")) done.complete(Map.copyOf(answers));
        else done.completeExceptionally(new IllegalStateException(body));
    }

    private void serve(HttpExchange exchange, String name) throws IOException {
        Path file;
        if (name.startsWith("vectors/")) file = VECTORS.resolve(name.substring("vectors/".length()));
        else if (Files.exists(CORE.resolve(name))) file = CORE.resolve(name);
        else file = PAGE.resolve(name);
        if (name.contains("..") || !Files.isRegularFile(file)) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        send(exchange, name.substring(name.lastIndexOf('.') + 1), Files.readAllBytes(file));
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", TYPES.getOrDefault(type, "text/plain"));
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static String json(List<String> names) {
        return names.stream().map(n -> '"' + n + '"').collect(Collectors.joining(",", "[", "]"));
    }
}
