package org.hublink.messaging;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.hublink.platform.TestDatabase;
import org.hublink.primitives.Digest;

/** A duty room's watch and what it was told. */
final class WatchEar {
    private final List<JsonObject> heard = new ArrayList<>();
    private final WebSocketClient client;
    private final WebSocket socket;

    WatchEar(Vertx vertx, DeliveryNode node, Digest device) {
        URI origin = URI.create(node.origin());
        client = vertx.createWebSocketClient();
        socket = TestDatabase.await(client.connect(new WebSocketConnectOptions()
                .setHost(origin.getHost())
                .setPort(origin.getPort())
                .setURI("/api/v1/messaging/watch")
                .addSubProtocol("hublink.v1")
                .addSubProtocol("hublink.token." + device.hex())));
        socket.textMessageHandler(text -> {
            synchronized (heard) {
                heard.add(new JsonObject(text));
            }
        });
    }

    /** Each as {@code desk step round}, {@code over} behind it where it is. */
    List<String> heard() {
        synchronized (heard) {
            return heard.stream()
                    .map(one -> one.getString("desk") + " " + one.getString("step") + " " + one.getInteger("round")
                            + (one.getBoolean("over") ? " over" : ""))
                    .toList();
        }
    }

    List<JsonObject> told() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    boolean closed() {
        return socket.isClosed();
    }

    void close() {
        TestDatabase.await(socket.close().compose(closed -> client.close()));
    }
}
