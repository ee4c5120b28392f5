package org.hublink.platform;

import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import java.util.function.Supplier;

/**
 * An open WebSocket of somebody with a session. Whoever takes it asks {@code live} from time to time: a session may end while
 * the socket is open.
 *
 * @param closed completes when the socket is closed, by whomever
 * @param query of the address, without its question mark; at most 200 characters
 */
public record Stream(
        ServerWebSocket socket, Caller caller, String query, Supplier<Future<Boolean>> live, Future<Void> closed) {}
