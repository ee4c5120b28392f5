package org.hublink.messaging;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.hublink.platform.TestDatabase;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.hublink.transparency.LogNode;

/** A device's open stream, and all that was told on it. */
final class Ear {
    private final List<DeliveryFrame> heard = new ArrayList<>();
    private final WebSocketClient client;
    private final WebSocket socket;

    Ear(Vertx vertx, Peer peer) {
        URI origin = URI.create(peer.node.origin());
        client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxFrameSize(DeliveryFrames.BATCH_BYTES_MAX)
                .setMaxMessageSize(DeliveryFrames.BATCH_BYTES_MAX));
        // Before it is open: what comes at once would find nobody to hear it.
        ClientWebSocket opening = client.webSocket();
        opening.binaryMessageHandler(this::take);
        socket = TestDatabase.await(opening.connect(new WebSocketConnectOptions()
                .setHost(origin.getHost())
                .setPort(origin.getPort())
                .setURI("/api/v1/stream?instance=" + peer.instance.hex())
                .addSubProtocol("hublink.v1")
                .addSubProtocol("hublink.token." + peer.device.hex())));
    }

    private synchronized void take(Buffer batch) {
        heard.addAll(Peer.frames(batch.getBytes()));
    }

    synchronized List<DeliveryFrame> heard() {
        return List.copyOf(heard);
    }

    List<DeliveryFrame.Delivered> delivered() {
        List<DeliveryFrame.Delivered> found = new ArrayList<>();
        for (DeliveryFrame frame : heard()) {
            if (frame instanceof DeliveryFrame.Delivered one) {
                found.add(one);
            }
        }
        return found;
    }

    List<String> texts() {
        return Peer.texts(delivered());
    }

    void say(DeliveryFrame... frames) {
        TestDatabase.await(socket.writeBinaryMessage(Buffer.buffer(DeliveryFrames.write(List.of(frames)))));
    }

    void say(byte[] bytes) {
        TestDatabase.await(socket.writeBinaryMessage(Buffer.buffer(bytes)));
    }

    void pause() {
        socket.pause();
    }

    void resume() {
        socket.resume();
    }

    boolean closed() {
        return socket.isClosed();
    }

    int closeCode() {
        return socket.closeStatusCode();
    }

    String protocol() {
        return socket.subProtocol();
    }

    void until(BooleanSupplier happened) {
        LogNode.until(happened);
    }

    void close() {
        TestDatabase.await(socket.close().compose(closed -> client.close()));
    }
}
