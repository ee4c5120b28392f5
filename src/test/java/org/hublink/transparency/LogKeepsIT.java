package org.hublink.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hublink.platform.TestDatabase.await;
import static org.hublink.transparency.LogNode.json;
import static org.hublink.transparency.LogWorld.desk;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.TestDatabase;
import org.hublink.protocol.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the log keeps, what may be erased from it, and what fsck finds when somebody changed it behind its back. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class LogKeepsIT {
    @TempDir
    Path data;

    private Vertx vertx;
    private DatabaseAddress address;
    private LogNode node;
    private Database database;

    @BeforeEach
    void open(Vertx given) {
        vertx = given;
        address = TestDatabase.fresh();
        node = LogNode.open(vertx, address, data);
        database = Database.at(vertx, address, 2);
    }

    @AfterEach
    void close() {
        node.close();
        await(database.close());
    }

    @Test
    void anErasedPartLeavesTheLogWhole() {
        node.begin("FR");
        node.append(desk("FR", 1, 1));
        node.published(3);
        var root = node.log.checkpoint().root();
        assertThat(parts("FR", 2)).hasSize(1);
        assertThat(parts("BR", 2)).hasSize(1);
        assertThat(await(node.log.erase(2, 0))).isTrue();
        assertThat(await(node.log.erase(2, 0))).isFalse();
        assertThat(parts("FR", 2)).isEmpty();
        assertThat(await(node.log.parts(2))).isEmpty();
        node.append(desk("FR", 2, 1));
        node.published(4);
        assertThat(root).isNotEqualTo(node.log.checkpoint().root());
        assertThat(fsck()).isEmpty();
        node.close();
        node = LogNode.open(vertx, address, data);
        assertThat(node.log.stopped()).isNull();
        assertThat(node.log.moment().size()).isEqualTo(4);
    }

    @Test
    void partsAreForSessionsOnly() {
        assertThat(node.post("/api/v1/parts", new JsonObject().put("leaves", new JsonArray().add(1)))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theDatabaseItselfRefusesToForgetOrToChange() {
        node.begin("FR");
        node.append(desk("FR", 1, 1));
        // The triggers of a row fire only where there is one: without a checkpoint there is nothing to refuse.
        node.published(3);
        for (String forbidden : List.of(
                "DELETE FROM leaf WHERE i = 2",
                "UPDATE leaf SET logged = 0",
                "TRUNCATE leaf CASCADE",
                "UPDATE statement SET version = 9",
                "DELETE FROM part",
                "UPDATE part SET body = '\\x00'",
                "UPDATE checkpoint SET size = 0",
                "DELETE FROM checkpoint_past",
                "INSERT INTO leaf (i, bytes, logged) VALUES (7, '\\x00', 0)")) {
            assertThatThrownBy(() -> sql(forbidden), forbidden).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void aCountryLogsTwoThousandLeavesADayAndNoMore() {
        node.begin("FR", "BR");
        List<LogWorld.Signed> all = new ArrayList<>();
        for (int i = 1; i <= Transparency.LEAVES_A_DAY_MAX; i++) all.add(desk("FR", i, 1));
        List<Appended> outcomes = node.appendAll(all);
        assertThat(outcomes.stream().filter(o -> o instanceof Appended.Logged)).hasSize(1_999);
        assertThat(outcomes.get(1_999))
                .isInstanceOfSatisfying(
                        Appended.Refused.class, r -> assertThat(r.reason()).isEqualTo(Reason.QUOTA_EXCEEDED));
        assertThat(node.append(desk("BR", 1, 1))).isInstanceOf(Appended.Logged.class);
        node.clock.addAndGet(86_400);
        assertThat(node.append(all.get(1_999))).isInstanceOf(Appended.Logged.class);
    }

    @Test
    void fsckNamesEveryChangeMadeBehindTheLogsBack() throws IOException {
        node.begin("FR");
        List<LogWorld.Signed> desks = new ArrayList<>();
        for (int i = 1; i <= 300; i++) desks.add(desk("FR", i, 1));
        node.appendAll(desks);
        node.published(302);
        node.get("/log/tile/0/000");
        node.get("/log/tile/entries/000");
        assertThat(fsck()).isEmpty();

        sql("SET LOCAL session_replication_role = replica; UPDATE part SET body = '\\x00' WHERE leaf = 5");
        sql("SET LOCAL session_replication_role = replica; UPDATE statement SET subject = 'FR-CSE-X' WHERE leaf = 6");
        sql("SET LOCAL session_replication_role = replica; DELETE FROM statement WHERE leaf = 7");
        sql("UPDATE newest SET version = 2 WHERE leaf = 8");
        Path tile = data.resolve("tiles/0/000");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[0]++;
        Files.write(tile, bytes);
        assertThat(codes(fsck()))
                .containsExactlyInAnyOrder(
                        "part-differs",
                        "statement-differs",
                        "statement-missing",
                        "newest-differs",
                        "newest-missing",
                        "tile-differs");

        sql("SET LOCAL session_replication_role = replica;"
                + " UPDATE leaf SET bytes = (SELECT bytes FROM leaf WHERE i = 9) WHERE i = 10");
        assertThat(codes(fsck())).contains("checkpoint-root", "log-head-forked", "statement-differs");
        sql("SET LOCAL session_replication_role = replica; DELETE FROM leaf WHERE i = 301");
        assertThat(codes(fsck())).contains("checkpoint-without-leaves", "log-head-beyond", "statement-without-leaf");
    }

    @Test
    void theDerivedTableIsRebuilt() {
        node.begin("FR");
        node.append(desk("FR", 1, 1));
        node.append(desk("FR", 1, 2));
        node.published(4);
        sql("DELETE FROM newest");
        assertThat(codes(fsck())).containsOnly("newest-missing");
        await(LogFsck.rebuildNewest(database));
        assertThat(fsck()).isEmpty();
    }

    private List<Finding> fsck() {
        return await(LogFsck.run(vertx, database, LogWorld.keys(), LogWorld.settings(data), LogWorld.TEXT));
    }

    private static List<String> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).toList();
    }

    private JsonArray parts(String country, long leaf) {
        JsonObject question = new JsonObject().put("leaves", new JsonArray().add(leaf));
        return json(node.post("/api/v1/parts", question, country)).getJsonArray("parts");
    }

    private void sql(String sql) {
        await(database.inTransaction(tx -> tx.connection().query(sql).execute()));
    }
}
