package org.hublink.browser;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A real server behind the page of a test: what is asked of it under its own origin is passed on as it is. */
final class ServerBehind {
    private static final Set<String> PASSED_ON = Set.of("content-type", "authorization", "hublink-instance", "origin");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String origin;

    ServerBehind(String origin) {
        this.origin = origin;
    }

    boolean has(String path) {
        return path.startsWith("/api/") || path.startsWith("/log/");
    }

    void answer(HttpExchange exchange, byte[] body) throws IOException {
        URI asked = exchange.getRequestURI();
        String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + asked.getRawPath() + query));
        request.method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            if (PASSED_ON.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                for (String value : header.getValue()) request.header(header.getKey(), value);
            }
        }
        try {
            HttpResponse<byte[]> reply = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            reply.headers()
                    .firstValue("content-type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            byte[] out = reply.body();
            exchange.sendResponseHeaders(reply.statusCode(), out.length == 0 ? -1 : out.length);
            if (out.length > 0) exchange.getResponseBody().write(out);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
