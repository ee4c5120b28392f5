package org.hublink.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;
import static org.hublink.transparency.LogNode.json;
import static org.hublink.transparency.LogNode.text;
import static org.hublink.transparency.LogNode.until;
import static org.hublink.transparency.LogWorld.desk;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.TestDatabase;
import org.hublink.protocol.SignedCheckpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A database that comes back with fewer leaves, or with others: nothing may be signed over it (L5). */
@Tag("server")
@ExtendWith(TestDatabase.class)
class LogRestoreIT {
    @TempDir
    Path folder;

    private LogNodes nodes = new LogNodes(Path.of(""));

    @BeforeEach
    void inItsFolder() {
        nodes = new LogNodes(folder);
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    @Test
    void aRestoredDatabaseUnderAKeptLogHeadIsNotSigned(Vertx vertx) {
        long signed = longerLog(vertx, TestDatabase.fresh(), "kept").size();
        DatabaseAddress restored = shorterLog(vertx, "elsewhere");
        LogNode node = nodes.open(vertx, restored, "kept");
        assertThat(node.log.stopped()).isEqualTo("log-head-beyond");
        assertThat(node.append(desk("FR", 9, 1))).isEqualTo(new Appended.Unavailable("log-head-beyond"));
        HttpResponse<byte[]> refused = node.submit(desk("FR", 9, 1));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(json(refused).getString("code")).isEqualTo("transparency.log-head-beyond");
        node.clock.addAndGet(3_600);
        assertThat(node.log.checkpoint().size()).isEqualTo(2);
        assertThat(node.log.checkpoint().cosignedAt()).isEqualTo(LogWorld.NOW);

        assertThat(nodes.adopt(vertx, restored, "kept", false))
                .isInstanceOfSatisfying(
                        Adopted.Refused.class, r -> assertThat(r.code()).isEqualTo("log-head-beyond"));
        assertThat(nodes.adopt(vertx, restored, "kept", true)).isInstanceOfSatisfying(Adopted.Done.class, d -> {
            assertThat(d.size()).isEqualTo(2);
            assertThat(d.formerSize()).isEqualTo(signed);
        });
        LogNode again = nodes.open(vertx, restored, "kept");
        assertThat(again.log.stopped()).isNull();
        assertThat(again.append(desk("FR", 9, 1))).isInstanceOf(Appended.Logged.class);
    }

    @Test
    void aDatabaseThatWentOnOtherwiseIsNotSigned(Vertx vertx) {
        longerLog(vertx, TestDatabase.fresh(), "kept");
        DatabaseAddress other = shorterLog(vertx, "elsewhere");
        LogNode elsewhere = LogNode.open(vertx, other, folder.resolve("elsewhere"));
        for (int i = 20; i < 30; i++) elsewhere.append(desk("FR", i, 1));
        elsewhere.published(12);
        elsewhere.close();
        assertThat(nodes.open(vertx, other, "kept").log.stopped()).isEqualTo("log-head-forked");
    }

    @Test
    void aClientsCheckpointBeyondTheTreeStopsAllNodesUntilTheLeavesAreBack(Vertx vertx) {
        DatabaseAddress whole = TestDatabase.fresh();
        SignedCheckpoint seen = longerLog(vertx, whole, "whole");
        DatabaseAddress restored = shorterLog(vertx, "one");
        LogNode one = nodes.open(vertx, restored, "one");
        nodes.adopt(vertx, restored, "two", false);
        LogNode two = nodes.open(vertx, restored, "two");
        HttpResponse<byte[]> answer = seen(one, seen.note());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer.body())).startsWith(LogWorld.ORIGIN + "\n2\n");
        assertThat(one.log.stopped()).isEqualTo("checkpoint-beyond");
        until(() -> "checkpoint-beyond".equals(two.log.stopped()));
        assertThat(two.append(desk("FR", 9, 1))).isEqualTo(new Appended.Unavailable("checkpoint-beyond"));
        assertThat(nodes.adopt(vertx, restored, "three", false))
                .isInstanceOfSatisfying(
                        Adopted.Refused.class, r -> assertThat(r.code()).isEqualTo("checkpoint-beyond"));

        bringBack(vertx, whole, restored);
        until(() -> one.log.stopped() == null && two.log.stopped() == null);
        assertThat(one.append(desk("FR", 9, 1))).isInstanceOf(Appended.Logged.class);
        one.published(seen.size() + 1);
    }

    @Test
    void aClientsCheckpointOfTheSameSizeWithAnotherRootStopsTheSigning(Vertx vertx) {
        SignedCheckpoint seen = longerLog(vertx, TestDatabase.fresh(), "whole");
        LogNode other = nodes.open(vertx, shorterLog(vertx, "other"), "other");
        for (int i = 20; i < 20 + seen.size() - 2; i++) other.append(desk("FR", i, 1));
        other.published(seen.size());
        assertThat(other.log.checkpoint().root()).isNotEqualTo(seen.root());
        seen(other, seen.note());
        assertThat(other.log.stopped()).isEqualTo("checkpoint-beyond");
        assertThat(other.append(desk("FR", 90, 1))).isEqualTo(new Appended.Unavailable("checkpoint-beyond"));
    }

    @Test
    void whatAClientSawBeforeIsAnsweredWithTheNewestAndNonsenseIsRefused(Vertx vertx) {
        LogNode node = nodes.open(vertx, TestDatabase.fresh(), "one");
        node.begin("FR");
        node.published(2);
        byte[] old = node.log.checkpoint().note();
        node.append(desk("FR", 1, 1));
        node.published(3);
        assertThat(text(seen(node, old).body())).startsWith(LogWorld.ORIGIN + "\n3\n");
        String foreign = text(old).replace("\n2\n", "\n9\n");
        HttpResponse<byte[]> refused = seen(node, foreign.getBytes(StandardCharsets.UTF_8));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).getString("code")).isEqualTo("transparency.checkpoint-signature");
        assertThat(node.log.stopped()).isNull();
    }

    @Test
    void aDatabaseThatGoesBackUnderARunningNodeStopsIt(Vertx vertx) {
        DatabaseAddress address = TestDatabase.fresh();
        LogNode node = nodes.open(vertx, address, "one");
        node.begin("FR");
        node.append(desk("FR", 1, 1));
        node.published(3);
        Database database = Database.at(vertx, address, 1);
        await(database.inTransaction(tx -> tx.connection()
                .query("SET LOCAL session_replication_role = replica; DELETE FROM part; DELETE FROM statement;"
                        + " DELETE FROM leaf WHERE i = 2")
                .execute()));
        await(database.close());
        until(() -> "database-went-back".equals(node.log.stopped()));
        assertThat(node.append(desk("FR", 2, 1))).isEqualTo(new Appended.Unavailable("database-went-back"));
    }

    /** Root, France and eight desks; closed again. */
    private SignedCheckpoint longerLog(Vertx vertx, DatabaseAddress address, String name) {
        LogNode node = LogNode.open(vertx, address, folder.resolve(name));
        node.begin("FR");
        for (int i = 1; i <= 8; i++) node.append(desk("FR", i, 1));
        node.published(10);
        SignedCheckpoint signed = node.log.checkpoint();
        node.close();
        return signed;
    }

    /** The beginning of the same log, as a backup would hold it: root and France. */
    private DatabaseAddress shorterLog(Vertx vertx, String name) {
        DatabaseAddress address = TestDatabase.fresh();
        LogNode node = LogNode.open(vertx, address, folder.resolve(name));
        node.begin("FR");
        node.published(2);
        node.close();
        return address;
    }

    /** The operator restores what was missing from the better copy. */
    private static void bringBack(Vertx vertx, DatabaseAddress from, DatabaseAddress to) {
        Database whole = Database.at(vertx, from, 1);
        Database restored = Database.at(vertx, to, 1);
        var leaves = await(whole.read(tx -> new LogStore().leaves(tx, 2)));
        Buffer[] bytes = leaves.stream().map(l -> Buffer.buffer(l.bytes())).toArray(Buffer[]::new);
        await(restored.inTransaction(
                tx -> tx.connection().preparedQuery(LogStore.ADD_LEAVES).execute(Tuple.of(2L, bytes, LogWorld.NOW))));
        await(whole.close());
        await(restored.close());
    }

    private static HttpResponse<byte[]> seen(LogNode node, byte[] note) {
        return node.post("/api/v1/log/seen", new JsonObject().put("checkpoint", text(note)));
    }
}
