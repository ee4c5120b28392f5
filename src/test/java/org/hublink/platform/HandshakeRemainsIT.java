package org.hublink.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("server")
@ExtendWith(TestDatabase.class)
class HandshakeRemainsIT {
    @Test
    void nothingOfTheRequestIsKeptByAnOpenStreamWhichStillSpeaks(Vertx vertx) {
        HttpDoor door = TestDoor.listening(vertx);
        door.api().sessions(token -> Future.succeededFuture(new Caller("FR", "device", token, Set.of("officer"))));
        Promise<Boolean> kept = Promise.promise();
        door.api().stream("/here", stream -> {
            kept.complete(HandshakeRemains.letGo(stream.socket()));
            stream.socket().textMessageHandler(text -> stream.socket().writeTextMessage("heard " + text));
        });
        door.open();
        Promise<String> answer = Promise.promise();
        WebSocketClient client = vertx.createWebSocketClient();
        WebSocket socket = await(client.connect(new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(URI.create(door.origin()).getPort())
                .setURI("/here")
                .addHeader("authorization", "Bearer somebody")
                .addSubProtocol(StreamDoor.PROTOCOL)));
        socket.textMessageHandler(answer::tryComplete);
        await(socket.writeTextMessage("you"));
        assertThat(await(answer.future())).isEqualTo("heard you");
        assertThat(HandshakeRemains.known()).as("this Vert.x has the field").isTrue();
        assertThat(await(kept.future())).as("there was something left").isFalse();
        await(client.close());
        await(door.close());
    }
}
