package org.hublink.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import org.hublink.platform.TestDatabase;
import org.hublink.protocol.RandomId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Contents in chunks, put and fetched over HTTP. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class ContentIT {
    private static final long DAY = 86_400;

    private DeliveryNode node;
    private Peer ana;
    private Peer ben;
    private RandomId group;

    @BeforeEach
    void open(Vertx vertx, @TempDir Path data) {
        node = DeliveryNode.open(vertx, TestDatabase.fresh(), data);
        ana = new Peer(node, "ana");
        ben = new Peer(node, "ben");
        group = ana.group(ben);
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void chunksComeBackAsTheyWerePutInAnyOrderAndMoreThanOnce() {
        byte[] first = filled(Contents.CHUNK_BYTES, 1);
        byte[] last = filled(77, 2);
        String id = announced(ana, first.length + last.length, 2);
        assertThat(put(ana, id, 1, last).statusCode()).isEqualTo(201);
        assertThat(put(ana, id, 0, first).statusCode()).isEqualTo(201);
        assertThat(put(ana, id, 0, first).statusCode()).isEqualTo(201);
        assertThat(code(put(ana, id, 1, filled(77, 3)))).isEqualTo("409 messaging.conflict");
        assertThat(get(ben, id, 0).body()).isEqualTo(first);
        assertThat(get(ben, id, 1).body()).isEqualTo(last);
    }

    @Test
    void aChunkOfAnotherLengthOrPlaceOrDeviceIsRefused() {
        String id = announced(ana, Contents.CHUNK_BYTES + 77L, 2);
        assertThat(code(put(ana, id, 0, filled(100, 1)))).isEqualTo("422 messaging.chunk-length");
        assertThat(code(put(ana, id, 1, filled(78, 1)))).isEqualTo("422 messaging.chunk-length");
        assertThat(code(put(ana, id, 2, filled(77, 1)))).isEqualTo("404 messaging.content-unknown");
        assertThat(code(put(ben, id, 1, filled(77, 1)))).isEqualTo("404 messaging.content-unknown");
        assertThat(code(announce(ana, Contents.CHUNK_BYTES + 1L, 1))).isEqualTo("422 messaging.too-large");
    }

    @Test
    void whoWasNeverOfTheConversationNeitherPutsNorReads() {
        Peer stranger = new Peer(node, "stranger");
        assertThat(code(announce(stranger, 77, 1))).isEqualTo("403 messaging.not-a-member");
        String id = announced(ana, 77, 1);
        put(ana, id, 0, filled(77, 1));
        assertThat(code(get(stranger, id, 0))).isEqualTo("404 messaging.content-unknown");
    }

    @Test
    void beforeTheDiskIsFullContentsAreRefusedAndMessagesStillGo() {
        String id = announced(ana, 77, 1);
        node.freeBytes.set(Contents.FREE_BYTES_MIN - 1);
        assertThat(code(announce(ana, 77, 1))).isEqualTo("507 messaging.storage-low");
        assertThat(code(put(ana, id, 0, filled(77, 1)))).isEqualTo("507 messaging.storage-low");
        Peer.expectTaken(ana.send(ana.message(group, 1, "still")));
    }

    @Test
    void aContentPastItsTimeIsErased() {
        String id = announced(ana, 77, 1);
        put(ana, id, 0, filled(77, 1));
        node.clock.addAndGet(366 * DAY);
        assertThat(get(ben, id, 0).statusCode()).isEqualTo(404);
        await(node.messaging.tidy());
        node.clock.addAndGet(-366 * DAY);
        assertThat(get(ben, id, 0).statusCode()).isEqualTo(404);
        assertThat(ben.fetch(group, 0)).isEmpty();
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private String announced(Peer peer, long size, int chunks) {
        HttpResponse<byte[]> answer = announce(peer, size, chunks);
        assertThat(answer.statusCode()).isEqualTo(201);
        return new JsonObject(Buffer.buffer(answer.body())).getString("id");
    }

    private HttpResponse<byte[]> announce(Peer peer, long size, int chunks) {
        JsonObject body =
                new JsonObject().put("size", size).put("chunks", chunks).put("group", group.hex());
        return node.post("/contents", peer.device.hex(), body);
    }

    private HttpResponse<byte[]> put(Peer peer, String id, int n, byte[] body) {
        return DeliveryNode.send(node.request("/contents/" + id + "/" + n, peer.device.hex())
                .header("content-type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private HttpResponse<byte[]> get(Peer peer, String id, int n) {
        return node.get("/contents/" + id + "/" + n, peer.device.hex());
    }

    private static String code(HttpResponse<byte[]> answer) {
        return answer.statusCode() + " " + new JsonObject(Buffer.buffer(answer.body())).getString("code", "");
    }
}
