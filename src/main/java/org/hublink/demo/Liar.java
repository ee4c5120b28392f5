package org.hublink.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that stands where the officer's client believes its server to be, and lies. It forwards what it does not want to
 * change; with the server's own keys in hand its lies are as good as a dishonest server's.
 */
final class Liar implements AutoCloseable {
    private static final int BODY_BYTES_MAX = 8 << 20;
    private static final int THREADS = 8;

    private final HttpServer door;
    private final HttpHome honest;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private volatile Lie lie = Lie.NONE;

    /** One way to lie: the answer that the client gets in place of the honest one. */
    interface Lie {
        Lie NONE = new Lie() {};

        /** An answer made up without asking the server; null to ask it. */
        default HttpHome.@Nullable Answer instead(String path) {
            return null;
        }

        /** The same by what is asked; null to ask the server. */
        default HttpHome.@Nullable Answer instead(String path, byte[] asked) {
            return instead(path);
        }

        /** What becomes of the server's answer. */
        default byte[] changed(String path, byte[] honest) {
            return honest;
        }
    }

    Liar(String origin) throws IOException, Ended {
        honest = HttpHome.at(origin, null);
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext("/", this::handle);
        door.setExecutor(threads);
        door.start();
    }

    /** Where the client is sent. */
    HttpHome home() throws Ended {
        return HttpHome.at("http://127.0.0.1:" + door.getAddress().getPort(), null);
    }

    void tell(Lie next) {
        lie = next;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString();
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX);
            var made = lie.instead(path, body);
            var answer = made != null
                    ? made
                    : honest.call(exchange.getRequestMethod(), path, headers(exchange), body.length == 0 ? null : body);
            int status = answer.reached() ? answer.status() : 502;
            byte[] out = made == null && status == 200 ? lie.changed(path, answer.body()) : answer.body();
            exchange.sendResponseHeaders(status, out.length == 0 ? -1 : out.length);
            if (out.length > 0) {
                exchange.getResponseBody().write(out);
            }
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : new String[] {"Content-Type", "Authorization", "Hublink-Instance"}) {
            var value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    @Override
    public void close() {
        door.stop(0);
        threads.shutdownNow();
    }
}
