package org.hublink.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hublink.platform.TestDatabase;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.RandomId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A desk's archive over HTTP: for its roster alone, each number once, nothing changed. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class ArchiveIT {
    private static final String DESK = "BR-CSE-247";
    private static final long DAY = 86_400;

    private DeliveryNode node;
    private DeskWorld world;
    private Peer ana;
    private Peer rui;
    private Peer stranger;
    private final RandomId conversation = Peer.newId();

    @BeforeEach
    void open(Vertx vertx, @TempDir Path data) {
        node = DeliveryNode.open(vertx, TestDatabase.fresh(), data);
        world = new DeskWorld(node, "BR");
        ana = new Peer(node, world.device("BR", "br-ana"));
        rui = new Peer(node, world.device("BR", "br-rui"));
        stranger = new Peer(node, world.device("BR", "br-stranger"));
        world.desk(DESK, 1, "br-ana", "br-rui");
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void theFirstOfAVersionWinsAndTheSameAgainIsTaken() {
        byte[] first = version(ana, "br-ana", "wrap 1");
        assertThat(putVersion(ana, 1, first).statusCode()).isEqualTo(201);
        assertThat(putVersion(ana, 1, first).statusCode()).isEqualTo(200);
        assertThat(code(putVersion(rui, 1, version(rui, "br-rui", "mine")))).isEqualTo("409 messaging.version-taken");
        assertThat(code(putVersion(rui, 3, version(rui, "br-rui", "mine")))).isEqualTo("409 messaging.version-gap");
        assertThat(putVersion(rui, 2, version(rui, "br-rui", "mine")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void twoMakersOfOneVersionAtOnceLeaveOne() {
        byte[] hers = version(ana, "br-ana", "hers");
        byte[] his = version(rui, "br-rui", "his");
        CompletableFuture<Integer> one =
                CompletableFuture.supplyAsync(() -> putVersion(ana, 1, hers).statusCode());
        CompletableFuture<Integer> two =
                CompletableFuture.supplyAsync(() -> putVersion(rui, 1, his).statusCode());
        assertThat(List.of(one.join(), two.join())).containsExactlyInAnyOrder(201, 409);
        assertThat(versions(ana, 0)).hasSize(1);
    }

    @Test
    void versionsComeBackAsTheyCameWithTheWrapsForLaterDevices() throws Malformed {
        byte[] first = version(ana, "br-ana", "wrap 1");
        byte[] second = version(rui, "br-rui", "wrap 2");
        putVersion(ana, 1, first);
        putVersion(rui, 2, second);
        byte[] later = laterWrap(rui, "br-rui", "for the newcomer");
        Digest newcomer = Peer.device("newcomer");
        assertThat(putWrap(rui, 1, newcomer, later).statusCode()).isEqualTo(201);
        assertThat(putWrap(rui, 1, newcomer, later).statusCode()).isEqualTo(200);
        assertThat(code(putWrap(ana, 1, newcomer, laterWrap(ana, "br-ana", "another"))))
                .isEqualTo("409 messaging.wrap-taken");
        assertThat(code(putWrap(ana, 9, newcomer, laterWrap(ana, "br-ana", "another"))))
                .isEqualTo("409 messaging.version-unknown");
        List<byte[]> all = versions(rui, 0);
        byte[] wanted = new ByteWriter()
                .u32(1)
                .bytes(first)
                .varint(1)
                .bytes(newcomer.bytes())
                .bytes(later)
                .toBytes();
        assertThat(all.get(0)).isEqualTo(wanted);
        assertThat(all.get(1))
                .isEqualTo(new ByteWriter().u32(2).bytes(second).varint(0).toBytes());
        assertThat(versions(rui, 1)).hasSize(1);
        assertThat(versions(rui, 2)).isEmpty();
    }

    @Test
    void recordsHaveNoGapAndTheFirstStoredWins() throws Malformed {
        putVersion(ana, 1, version(ana, "br-ana", "wrap"));
        assertThat(code(putRecord(ana, 1, 1, "early"))).isEqualTo("409 messaging.record-gap");
        assertThat(putRecord(ana, 0, 1, "first").statusCode()).isEqualTo(201);
        assertThat(putRecord(ana, 0, 1, "first").statusCode()).isEqualTo(200);
        assertThat(code(putRecord(rui, 0, 1, "other"))).isEqualTo("409 messaging.record-taken");
        assertThat(code(putRecord(rui, 1, 2, "under a key of tomorrow"))).isEqualTo("409 messaging.version-unknown");
        assertThat(putRecord(rui, 1, 1, "second").statusCode()).isEqualTo(201);
        assertThat(records(ana, 0)).containsExactly("0/1 first", "1/1 second");
        assertThat(records(ana, 1)).containsExactly("1/1 second");
        assertThat(heads(ana))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject()
                                .put("conversation", conversation.hex())
                                .put("count", 2)));
    }

    @Test
    void twoFilersOfOneNumberAtOnceLeaveOneAndNoGap() {
        putVersion(ana, 1, version(ana, "br-ana", "wrap"));
        for (int n = 0; n < 10; n++) {
            int at = n;
            CompletableFuture<Integer> one = CompletableFuture.supplyAsync(
                    () -> putRecord(ana, at, 1, "hers").statusCode());
            CompletableFuture<Integer> two = CompletableFuture.supplyAsync(
                    () -> putRecord(rui, at, 1, "his").statusCode());
            assertThat(List.of(one.join(), two.join())).containsExactlyInAnyOrder(201, 409);
        }
        assertThat(heads(ana).getJsonObject(0).getInteger("count")).isEqualTo(10);
    }

    @Test
    void whoIsNotOnTheRosterNowNeitherReadsNorWrites() {
        putVersion(ana, 1, version(ana, "br-ana", "wrap"));
        putRecord(ana, 0, 1, "first");
        assertThat(code(putVersion(stranger, 2, version(stranger, "br-stranger", "x"))))
                .isEqualTo("403 messaging.not-rostered");
        assertThat(code(putRecord(stranger, 1, 1, "x"))).isEqualTo("403 messaging.not-rostered");
        for (String path : List.of("/versions", "/records?conversation=" + conversation.hex(), "/records/heads")) {
            assertThat(code(get(stranger, path))).isEqualTo("403 messaging.not-rostered");
            assertThat(get(rui, path).statusCode()).isEqualTo(200);
        }
        world.desk(DESK, 2, "br-ana", "br-stranger");
        assertThat(code(get(rui, "/versions"))).isEqualTo("403 messaging.not-rostered");
        assertThat(get(stranger, "/versions").statusCode()).isEqualTo(200);
        assertThat(code(node.get("/archive/BR-CSE-1/versions", ana.device.hex())))
                .isEqualTo("404 messaging.desk-unknown");
    }

    @Test
    void bytesWithoutTheMakersActTakeNoVersion() {
        assertThat(code(putVersion(ana, 1, Utf8.encode("anything")))).startsWith("400 messaging.");
        assertThat(code(putVersion(ana, 1, version(rui, "br-rui", "brought by another"))))
                .isEqualTo("400 messaging.act-signer");
        byte[] wrongKind = body(rui, "br-rui", "archive-wrap", "x");
        assertThat(code(putVersion(rui, 1, wrongKind))).isEqualTo("400 messaging.act-context");
        assertThat(versions(ana, 0)).isEmpty();
    }

    @Test
    void aReplacedInstanceFilesNothing() {
        putVersion(ana, 1, version(ana, "br-ana", "wrap"));
        Peer again = new Peer(node, ana.device);
        assertThat(code(putRecord(ana, 0, 1, "x"))).isEqualTo("409 messaging.instance-replaced");
        assertThat(putRecord(again, 0, 1, "x").statusCode()).isEqualTo(201);
    }

    @Test
    void whatIsStoredCannotBeChangedInTheDatabaseEither() {
        putVersion(ana, 1, version(ana, "br-ana", "wrap"));
        putRecord(ana, 0, 1, "first");
        for (String table : List.of("archive_key", "archive_record", "archive_wrap")) {
            assertThat(await(node.database
                            .inTransaction(tx -> tx.connection()
                                    .query("UPDATE " + table + " SET stored = stored")
                                    .execute())
                            .map(done -> "changed")
                            .otherwise("refused")))
                    .as(table)
                    .isEqualTo("refused");
        }
    }

    @Test
    void pastItsRetentionARecordIsErasedAndItsNumberIsNotUsedAgain() throws Malformed {
        putVersion(ana, 1, version(ana, "br-ana", "wrap"));
        putRecord(ana, 0, 1, "old");
        putVersion(ana, 2, version(ana, "br-ana", "wrap"));
        node.clock.addAndGet(1_000 * DAY);
        await(node.messaging.tidy());
        assertThat(stored("archive_record")).isEqualTo(1);
        node.clock.addAndGet(826 * DAY);
        await(node.messaging.tidy());
        assertThat(stored("archive_record")).isZero();
        assertThat(stored("archive_key")).as("the newest stays").isEqualTo(1);
        assertThat(stored("archive_head")).isEqualTo(1);
    }

    private byte[] version(Peer maker, String officer, String wrap) {
        return body(maker, officer, "archive-version", wrap);
    }

    private byte[] body(Peer maker, String officer, String kind, String wrap) {
        byte[] wraps = new ByteWriter()
                .varint(1)
                .bytes(ana.device.bytes())
                .vector(Utf8.encode(wrap))
                .toBytes();
        return new ByteWriter()
                .vector(world.act(kind, DESK, officer, maker.device, Json.obj().build())
                        .bytes())
                .vector(wraps)
                .toBytes();
    }

    private byte[] laterWrap(Peer maker, String officer, String wrap) {
        return new ByteWriter()
                .vector(world.act(
                                "archive-wrap",
                                DESK,
                                officer,
                                maker.device,
                                Json.obj().build())
                        .bytes())
                .vector(Utf8.encode(wrap))
                .toBytes();
    }

    private HttpResponse<byte[]> putVersion(Peer peer, int version, byte[] body) {
        return put(peer, "/versions/" + version, body);
    }

    private HttpResponse<byte[]> putWrap(Peer peer, int version, Digest device, byte[] body) {
        return put(peer, "/wraps/" + version + "/" + device.hex(), body);
    }

    private HttpResponse<byte[]> putRecord(Peer peer, int n, int keyVersion, String sealed) {
        byte[] body =
                new ByteWriter().u32(keyVersion).vector(Utf8.encode(sealed)).toBytes();
        return put(peer, "/records/" + conversation.hex() + "/" + n, body);
    }

    private HttpResponse<byte[]> put(Peer peer, String path, byte[] body) {
        return DeliveryNode.send(node.request("/archive/" + DESK + path, peer.device.hex())
                .header("content-type", "application/octet-stream")
                .header("hublink-instance", peer.instance.hex())
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private HttpResponse<byte[]> get(Peer peer, String path) {
        return node.get("/archive/" + DESK + path, peer.device.hex());
    }

    private List<byte[]> versions(Peer peer, int after) {
        try {
            return vectors(get(peer, "/versions?after=" + after).body());
        } catch (Malformed refused) {
            throw new AssertionError(refused);
        }
    }

    private List<String> records(Peer peer, int after) throws Malformed {
        List<String> found = new ArrayList<>();
        String path = "/records?conversation=" + conversation.hex() + "&after=" + after;
        for (byte[] one : vectors(get(peer, path).body())) {
            ByteReader in = new ByteReader(one);
            found.add(in.u32() + "/" + in.u32() + " " + Utf8.decode(in.vector()));
            in.end();
        }
        return found;
    }

    private JsonArray heads(Peer peer) {
        return new JsonObject(Buffer.buffer(get(peer, "/records/heads").body())).getJsonArray("heads");
    }

    private static List<byte[]> vectors(byte[] body) throws Malformed {
        List<byte[]> found = new ArrayList<>();
        ByteReader in = new ByteReader(body);
        while (in.remaining() > 0) {
            found.add(in.vector());
        }
        return found;
    }

    private long stored(String table) {
        return await(node.database.read(tx -> tx.connection()
                .query("SELECT count(*) FROM " + table)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))));
    }

    private static String code(HttpResponse<byte[]> answer) {
        return answer.statusCode() + " " + new JsonObject(Buffer.buffer(answer.body())).getString("code", "");
    }
}
