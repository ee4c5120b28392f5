package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Calls a webhook: one POST over TLS, no redirect followed, nothing of the answer read but its status. The name is resolved once,
 * what it resolves to is judged, and that very address is connected to: a name that means something else a moment later
 * changes nothing.
 */
final class WebhookDoor implements AlertDoor {
    static final Duration CALL_MAX = Duration.ofSeconds(10);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final int HEADER_BYTES_MAX = 8 * 1024;
    private static final int CALLS_MAX = 32;
    private static final int HTTPS_PORT = 443;

    private final Vertx vertx;
    private final ClosedAddresses closed;
    private final Names names;
    private final HttpClientAgent client;

    /** What a name stands for. May block. */
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    WebhookDoor(Vertx vertx, AlertSettings.Webhooks settings, Names names) {
        this.vertx = vertx;
        this.closed = new ClosedAddresses(settings.networks());
        this.names = names;
        HttpClientOptions options = new HttpClientOptions()
                .setSsl(true)
                .setVerifyHost(true)
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(false)
                .setConnectTimeout((int) CONNECT_MAX.toMillis())
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setDecompressionSupported(false);
        settings.authority()
                .ifPresent(pem -> options.setTrustOptions(new PemTrustOptions().addCertPath(pem.toString())));
        client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CALLS_MAX));
    }

    @Override
    public Future<String> call(Alert alert, String target) {
        URI uri = URI.create(target);
        return vertx.executeBlocking(() -> names.of(uri.getHost()), false)
                .compose(found -> List.of(found).stream().anyMatch(closed::holds) || found.length == 0
                        ? Future.succeededFuture("address-closed")
                        : post(alert, uri, found[0]))
                .timeout(CALL_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(WebhookDoor::outcome);
    }

    private Future<String> post(Alert alert, URI uri, InetAddress address) {
        int port = uri.getPort() < 0 ? HTTPS_PORT : uri.getPort();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(true)
                .setFollowRedirects(false)
                .setConnectTimeout(CONNECT_MAX.toMillis())
                .setIdleTimeout(CALL_MAX.toMillis())
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .putHeader("content-type", "application/json")
                .putHeader("user-agent", "hublink");
        JsonObject body = new JsonObject().put("alert", alert.id().hex()).put("text", alert.text());
        return client.request(options)
                .compose(request -> request.send(body.toBuffer())
                        .map(response -> {
                            int status = response.statusCode();
                            end(request);
                            return status >= 200 && status < 300 ? RUNG : "http-" + status;
                        })
                        .onFailure(cause -> end(request)));
    }

    /** However long the answer is, it ends here. */
    private static void end(HttpClientRequest request) {
        request.connection().close();
    }

    private static String outcome(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "name-unknown";
        }
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof SSLException) {
                return "tls-refused";
            }
            if (inner instanceof TimeoutException) {
                return "timeout";
            }
        }
        return "unreachable";
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }
}
