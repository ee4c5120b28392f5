package org.hublink.platform;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets WebSockets in: by address, host and session, before anything is said. The token travels as a sub-protocol
 * ({@code hublink.token.<token>}, as a browser can set nothing else), as a bearer, or as the cookie of our own pages; the
 * chosen protocol is always {@link #PROTOCOL}, so that no token is echoed.
 */
final class StreamDoor {
    static final String PROTOCOL = "hublink.v1";

    private static final String TOKEN = "hublink.token.";
    private static final String BEARER = "Bearer ";
    private static final int TOKEN_CHARS_MAX = 128;
    private static final int QUERY_CHARS_MAX = 200;
    private static final int MESSAGE_BYTES_MAX = 1 << 20;
    private static final short GOING_AWAY = 1001;

    private final Sessions sessions;
    private final RateDoor rates;
    private final Set<String> hosts;
    private final String origin;
    private final Map<String, Consumer<Stream>> paths = new LinkedHashMap<>();
    private final Set<ServerWebSocket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean open;

    StreamDoor(Sessions sessions, RateDoor rates, Set<String> hosts, String origin) {
        this.sessions = sessions;
        this.rates = rates;
        this.hosts = Set.copyOf(hosts);
        this.origin = origin;
    }

    /** What is bounded before anybody is asked who he is. Ciphertext does not shrink, so nothing is compressed. */
    static HttpServerOptions bounded(HttpServerOptions options) {
        return options.addWebSocketSubProtocol(PROTOCOL)
                .setMaxWebSocketFrameSize(MESSAGE_BYTES_MAX)
                .setMaxWebSocketMessageSize(MESSAGE_BYTES_MAX)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
    }

    void path(String path, Consumer<Stream> handler) {
        paths.put(path, handler);
    }

    void open() {
        open = true;
    }

    void close() {
        open = false;
        sockets.forEach(socket -> socket.close(GOING_AWAY));
    }

    void handshake(ServerWebSocketHandshake hand) {
        Consumer<Stream> handler = paths.get(hand.path());
        HostAndPort authority = hand.authority();
        int refused = !open
                ? 503
                : handler == null
                        ? 404
                        : authority == null || !hosts.contains(authority.host().toLowerCase(Locale.ROOT)) ? 421 : 0;
        SocketAddress peer = hand.remoteAddress();
        if (refused == 0
                && !rates.admits(
                        peer == null ? null : peer.hostAddress(),
                        hand.headers().getAll("x-forwarded-for"),
                        Limit.READ)) {
            refused = 429;
        }
        String token = refused == 0 ? token(hand.headers()) : null;
        if (refused != 0 || token == null || handler == null) {
            reject(hand, refused == 0 ? 401 : refused);
            return;
        }
        sessions.caller(token)
                .onSuccess(caller -> {
                    if (caller == null) {
                        reject(hand, 401);
                    } else {
                        accept(hand, caller, token, handler);
                    }
                })
                .onFailure(cause -> reject(hand, 503));
    }

    private void accept(ServerWebSocketHandshake hand, Caller caller, String token, Consumer<Stream> handler) {
        String query = hand.query() == null || hand.query().length() > QUERY_CHARS_MAX ? "" : hand.query();
        hand.accept().onSuccess(socket -> {
            sockets.add(socket);
            Promise<Void> closed = Promise.promise();
            socket.closeHandler(gone -> {
                sockets.remove(socket);
                closed.tryComplete();
            });
            HandshakeRemains.letGo(socket);
            handler.accept(new Stream(
                    socket, caller, query, () -> sessions.caller(token).map(now -> now != null), closed.future()));
        });
    }

    static void reject(ServerWebSocketHandshake hand, int status) {
        Future<Void> rejected = hand.reject(status);
        rejected.onFailure(gone -> {});
    }

    private @Nullable String token(MultiMap headers) {
        String bearer = headers.get("authorization");
        if (bearer != null && bearer.startsWith(BEARER)) {
            return bounded(bearer.substring(BEARER.length()).strip());
        }
        for (String offered : parts(headers.getAll("sec-websocket-protocol"), ",")) {
            if (offered.startsWith(TOKEN)) {
                return bounded(offered.substring(TOKEN.length()));
            }
        }
        // Any site may open a socket with our cookie; only our own pages may use it.
        if (!origin.equals(headers.get("origin"))) {
            return null;
        }
        for (String cookie : parts(headers.getAll("cookie"), ";")) {
            if (cookie.startsWith(Sessions.COOKIE + "=")) {
                return bounded(cookie.substring(Sessions.COOKIE.length() + 1));
            }
        }
        return null;
    }

    private static List<String> parts(List<String> headers, String separator) {
        return List.of(String.join(separator, headers).split(separator, -1)).stream()
                .map(String::strip)
                .toList();
    }

    private static @Nullable String bounded(String token) {
        return token.isEmpty() || token.length() > TOKEN_CHARS_MAX ? null : token;
    }
}
