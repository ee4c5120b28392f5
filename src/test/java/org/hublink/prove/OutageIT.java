package org.hublink.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;
import static org.hublink.transparency.LogNode.until;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hublink.app.DatabaseSettings;
import org.hublink.app.Server;
import org.hublink.app.Settings;
import org.hublink.client.ServerKeys;
import org.hublink.platform.EmbeddedPostgres;
import org.hublink.platform.HttpSettings;
import org.hublink.platform.Reply;
import org.hublink.platform.TestData;
import org.hublink.primitives.Base64;
import org.hublink.protocol.Part;
import org.hublink.transparency.LogWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server over HTTP whose PostgreSQL goes away or has no room: it waits or says why, and loses nothing. */
@Tag("faults")
class OutageIT {
    private static final int CONNECTIONS = 8;
    /** The ten seconds that a request may wait, and what a busy machine adds. */
    private static final long ANSWER_SECONDS_MAX = 25;

    private static final int BODY_BYTES = 48 * 1024;
    private static final int FULL_AFTER_MAX = 2_000;
    private static final long ROOM_BYTES = 24L << 20;

    @TempDir
    Path folder;

    private final FaultsWorld world = new FaultsWorld();
    private EmbeddedPostgres postgres;
    private Server server;
    private Path mounted;

    @AfterEach
    void end() throws Exception {
        if (server != null) {
            await(server.stop());
        }
        if (postgres != null) {
            postgres.stop();
        }
        if (mounted != null) {
            run("umount", "--lazy", mounted.toString());
        }
    }

    @Test
    void aPostgresThatIsAwayForTenSecondsCostsNobodyAStatement() throws Exception {
        begin(folder);
        Map<LogWorld.Signed, CompletableFuture<Reply>> waiting = new LinkedHashMap<>();
        postgres.stop();
        for (int n = 1; n <= 6; n++) {
            LogWorld.Signed desk = world.next(FaultsWorld.desk("FR", n), 1);
            waiting.put(desk, CompletableFuture.supplyAsync(() -> submit(desk)));
        }
        assertThat(Reply.get(server.origin() + "/log/checkpoint").status()).isEqualTo(200);
        Reply health = Reply.get(server.origin() + "/health");
        assertThat(health.status()).isEqualTo(503);
        assertThat(health.json().getJsonObject("checks").getString("database")).isEqualTo("failed");
        for (CompletableFuture<Reply> asked : waiting.values()) {
            Reply reply = asked.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
            assertThat(reply.status()).as(reply.body()).isEqualTo(503);
            assertThat(reply.code()).isEqualTo("http.database-away");
            assertThat(Integer.parseInt(reply.header("retry-after"))).isPositive();
        }
        postgres = EmbeddedPostgres.start(folder.resolve("pg"), step -> {});
        LogWorld.Signed late = world.next(FaultsWorld.desk("BR", 1), 1);
        until(() -> submit(late).status() == 201);
        for (LogWorld.Signed again : waiting.keySet()) {
            assertThat(submit(again).status()).isIn(200, 201);
        }
        shows(3 + 1 + waiting.size());
        assertThat(submit(late).status()).isEqualTo(200);
        assertThat(Reply.get(server.origin() + "/health").status()).isEqualTo(200);
    }

    @Test
    void aFullDiskIsSaidByItsNameAndNothingAcknowledgedIsLost() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        boolean full = run("mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", disk.toString()) == 0;
        if (!full) {
            System.out.println("skipped: a full disk needs the right to mount a tmpfs");
        }
        assumeTrue(full, "no right to mount");
        mounted = disk;
        begin(disk);
        Path filler = disk.resolve("filler");
        Files.write(filler, new byte[(int) (disk.toFile().getUsableSpace() - ROOM_BYTES)]);
        Map<LogWorld.Signed, Long> acknowledged = new LinkedHashMap<>();
        Reply refused = null;
        LogWorld.Signed last = null;
        for (int n = 1; n <= FULL_AFTER_MAX && refused == null; n++) {
            byte[] body = world.home().randomness().bytes(BODY_BYTES);
            last = world.next(FaultsWorld.desk(n % 2 == 0 ? "FR" : "BR", n), 1, body);
            Reply reply = submit(last);
            if (reply.status() == 201) {
                acknowledged.put(last, reply.json().getLong("index"));
            } else {
                refused = reply;
            }
        }
        assertThat(refused).as("the disk was full").isNotNull();
        System.out.println("full after " + acknowledged.size() + " statements: " + refused.body());
        // PostgreSQL refuses the row, or ends itself where its own journal finds no room.
        assertThat(Map.of("http.storage-full", 507, "http.database-away", 503))
                .containsEntry(refused.code(), refused.status());
        Files.delete(filler);
        LogWorld.Signed again = last;
        until(() -> Set.of(200, 201).contains(submit(again).status()));
        shows(3 + acknowledged.size() + 1);
        List<Long> indexes = new ArrayList<>();
        for (Map.Entry<LogWorld.Signed, Long> one : acknowledged.entrySet()) {
            Reply known = submit(one.getKey());
            assertThat(known.status()).as(known.body()).isEqualTo(200);
            assertThat(known.json().getLong("index")).isEqualTo(one.getValue());
            indexes.add(one.getValue());
        }
        assertThat(indexes).doesNotHaveDuplicates();
    }

    /** A PostgreSQL of its own below {@code place}, a server that takes it for an outside one, root, France and Brazil. */
    private void begin(Path place) throws Exception {
        postgres = EmbeddedPostgres.start(TestData.prepared(place).resolve("pg"), step -> {});
        Path data = Files.createDirectory(folder.resolve("node"));
        ServerKeys keys = ServerKeys.make(data, world.home().randomness());
        LogWorld.Signed root = world.root(keys);
        ServerKeys.pin(data, FaultsWorld.ORIGIN, root.leaf().headerDigest());
        Settings usual = Settings.defaults();
        Settings settings = new Settings(
                new HttpSettings("127.0.0.1", 0, Optional.empty(), Optional.empty(), Optional.empty()),
                new DatabaseSettings(Optional.of(postgres.address()), CONNECTIONS),
                usual.log(),
                usual.officers(),
                usual.directory(),
                usual.messaging(),
                usual.limits(),
                usual.demo());
        server = await(Server.start(settings, data, Clock.systemUTC()));
        for (LogWorld.Signed one : List.of(root, world.authority("FR"), world.authority("BR"))) {
            Reply reply = submit(one);
            assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        }
        shows(3);
    }

    private Reply submit(LogWorld.Signed signed) {
        JsonArray parts = new JsonArray();
        for (Part part : signed.parts()) {
            parts.add(new JsonObject().put("salt", Base64.encode(part.salt())).put("body", Base64.encode(part.body())));
        }
        JsonObject envelope = new JsonObject(Buffer.buffer(signed.envelope().bytes()));
        return Reply.post(
                server.origin() + "/api/v1/statements",
                new JsonObject().put("envelope", envelope).put("parts", parts).encode());
    }

    /** Waits until the newest checkpoint has exactly so many leaves: none is missing and none stands there twice. */
    private void shows(long size) {
        until(() -> {
            Reply shown = Reply.get(server.origin() + "/log/checkpoint");
            return shown.status() == 200
                    && shown.body().lines().skip(1).findFirst().orElse("").equals(String.valueOf(size));
        });
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
