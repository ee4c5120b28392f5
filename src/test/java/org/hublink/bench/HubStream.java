package org.hublink.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.List;
import java.util.function.BiConsumer;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;

/** Streams of devices over TLS, as light as a client can be. */
final class HubStream {
    private final HubProcess hub;
    private final WebSocketClient client;

    HubStream(Vertx vertx, HubProcess hub) {
        this.hub = hub;
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setSsl(true)
                .setTrustOptions(
                        new PemTrustOptions().addCertPath(hub.certificate().toString()))
                .setMaxConnections(10_000)
                .setMaxFrameSize(DeliveryFrames.BATCH_BYTES_MAX)
                .setMaxMessageSize(DeliveryFrames.BATCH_BYTES_MAX));
    }

    /** Connects; from the first batch on all are heard. */
    Future<WebSocket> connect(HubDevices.SignedIn device, BiConsumer<WebSocket, Buffer> heard) {
        ClientWebSocket socket = client.webSocket();
        socket.binaryMessageHandler(batch -> heard.accept(socket, batch));
        return socket.connect(new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(hub.port())
                .setSsl(true)
                .setURI("/api/v1/stream?instance=" + device.instance().hex())
                .addHeader("authorization", "Bearer " + device.token())
                .addSubProtocol("hublink.v1"));
    }

    void close() {
        client.close();
    }

    static List<DeliveryFrame> read(Buffer batch) {
        try {
            return DeliveryFrames.read(batch.getBytes());
        } catch (Malformed refused) {
            throw new IllegalStateException(refused);
        }
    }

    static Buffer write(DeliveryFrame... frames) {
        return Buffer.buffer(DeliveryFrames.write(List.of(frames)));
    }
}
