package org.hublink.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to one server: TLS, or plain to this machine alone; no redirects, no cookies; answers bounded before and after gzip.
 *
 * <p>Not trusted: every byte that comes back.
 */
public final class HttpHome {
    /** Nothing that the engine asks for is larger. */
    public static final int ANSWER_BYTES_MAX = 64 << 20;

    private static final String STREAM_PROTOCOL = "hublink.v1";
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    private final HttpClient client;
    private final URI origin;

    /** Status and body; {@code status} 0: nobody answered, and the body says why. The bytes change hands. */
    @SuppressWarnings("ArrayRecordComponent") // Bodies of many MiB: handed over, never shared.
    public record Answer(int status, byte[] body) {
        public boolean reached() {
            return status != 0;
        }
    }

    private HttpHome(HttpClient client, URI origin) {
        this.client = client;
        this.origin = origin;
    }

    /**
     * A home for one server.
     *
     * @param origin {@code https://host[:port]}, or {@code http://} on this machine
     * @param tls certificates to trust in place of the system's, if any
     */
    public static HttpHome at(String origin, @Nullable SSLContext tls) throws Ended {
        var builder = HttpClient.newBuilder()
                .connectTimeout(CONNECT_MAX)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(origin.startsWith("https:") ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
        if (tls != null) {
            builder.sslContext(tls);
        }
        return new HttpHome(builder.build(), checked(origin));
    }

    private static URI checked(String origin) throws Ended {
        URI uri;
        try {
            uri = URI.create(origin);
        } catch (IllegalArgumentException broken) {
            throw new Ended(ExitCode.USAGE, "bad-server", "'" + origin + "' is not a server's address.");
        }
        var host = uri.getHost();
        boolean plain = "http".equals(uri.getScheme());
        if (host == null
                || !(plain || "https".equals(uri.getScheme()))
                || !(uri.getRawPath() == null || uri.getRawPath().isEmpty())) {
            throw new Ended(
                    ExitCode.USAGE, "bad-server", "'" + origin + "' is not a server's address; write https://host.");
        }
        if (plain && !LOOPBACK.contains(host)) {
            throw new Ended(
                    ExitCode.USAGE, "plain-http", "Plain HTTP is for this machine alone; write https://" + host + ".");
        }
        return uri;
    }

    public String origin() {
        return origin.toString();
    }

    /** Sends and waits. A server that cannot be reached is an answer of status 0, never an exception. */
    public Answer call(String method, String path, Map<String, String> headers, byte @Nullable [] body) {
        return start(method, path, headers, body).join();
    }

    /** Sends; the future never fails. */
    public CompletableFuture<Answer> start(
            String method, String path, Map<String, String> headers, byte @Nullable [] body) {
        var request = HttpRequest.newBuilder(origin.resolve(path))
                .timeout(ANSWER_MAX)
                .header("Accept-Encoding", "gzip")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(HttpHome::read)
                .exceptionally(HttpHome::unreached);
    }

    /** Opens a WebSocket; the future fails where there is none to be had. */
    CompletableFuture<WebSocket> stream(String path, String token, WebSocket.Listener listener) {
        var there = origin.resolve(path).toString();
        return client.newWebSocketBuilder()
                .connectTimeout(CONNECT_MAX)
                .subprotocols(STREAM_PROTOCOL)
                .header("Authorization", "Bearer " + token)
                .buildAsync(URI.create("ws" + there.substring("http".length())), listener);
    }

    private static Answer read(HttpResponse<InputStream> response) {
        boolean gzip =
                response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        try (var raw = response.body();
                var in = gzip ? new GZIPInputStream(raw) : raw) {
            byte[] body = in.readNBytes(ANSWER_BYTES_MAX + 1);
            if (body.length > ANSWER_BYTES_MAX) {
                return unreached(new IOException("the answer is larger than " + ANSWER_BYTES_MAX + " bytes"));
            }
            return new Answer(response.statusCode(), body);
        } catch (IOException broken) {
            return unreached(broken);
        }
    }

    private static Answer unreached(Throwable cause) {
        var named = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        var text = named.getMessage() == null ? named.getClass().getSimpleName() : named.getMessage();
        return new Answer(0, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
