package org.hublink.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;
import static org.hublink.transparency.LogNode.until;
import static org.hublink.transparency.LogWorld.desk;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.OfficerClient;
import org.hublink.engine.LogEvidence;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import org.hublink.platform.Backup;
import org.hublink.platform.BackupOutcome;
import org.hublink.platform.Database;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.TestDatabase;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.transparency.Adopted;
import org.hublink.transparency.Appended;
import org.hublink.transparency.LogAdoption;
import org.hublink.transparency.LogNode;
import org.hublink.transparency.LogWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Yesterday's backup comes back while an officer's client remembers today: signing stops, and the client is not talked round. */
@Tag("faults")
@ExtendWith(TestDatabase.class)
class RestoreUnderClientsIT {
    private static final long DAY = 86_400;
    private static final int YESTERDAY = 5;
    private static final int TODAY = 10;

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong(LogWorld.NOW);
    private final List<LogNode> open = new ArrayList<>();
    private DatabaseAddress restored;
    private byte[] carried;

    /** A log of five leaves is backed up, then grows to ten, all of which the client followed; the backup is restored elsewhere. */
    @BeforeEach
    void restoreYesterday(Vertx vertx) throws Exception {
        DatabaseAddress lost = TestDatabase.fresh();
        Path backup = folder.resolve("yesterday.backup");
        LogNode node = node(vertx, lost, "kept");
        node.begin("FR");
        desks(node, 1, 3);
        node.published(YESTERDAY);
        assertThat(run(node, new Wish.Follow()).clean()).isTrue();
        Database before = Database.at(vertx, lost, 2);
        assertThat(await(new Backup(vertx, before).write(backup))).isInstanceOf(BackupOutcome.Done.class);
        await(before.close());

        clock.addAndGet(DAY);
        desks(node, 4, 8);
        node.published(TODAY);
        assertThat(run(node, new Wish.Follow()).clean()).isTrue();
        carried = seen(node).note();
        closeAll();

        restored = TestDatabase.fresh();
        Database after = Database.at(vertx, restored, 2);
        assertThat(await(new Backup(vertx, after).restore(backup, tx -> Future.succeededFuture(List.of()))))
                .isInstanceOf(BackupOutcome.Done.class);
        await(after.close());
        clock.addAndGet(60);
    }

    @AfterEach
    void closeAll() {
        open.forEach(LogNode::close);
        open.clear();
    }

    @Test
    void theNodeThatSignedTodayRefusesToSignYesterday(Vertx vertx) throws Exception {
        LogNode node = node(vertx, restored, "kept");
        stands(node, "log-head-beyond");
        View.Finished followed = run(node, new Wish.Follow());
        assertThat(reasons(followed)).containsExactly(Reason.CHECKPOINT_STALE);
        assertThat(seen(node).size()).isEqualTo(TODAY);
        closeAll();

        assertThat(adopt(vertx, "kept", false))
                .isInstanceOfSatisfying(
                        Adopted.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("log-head-beyond"));
        stands(node(vertx, restored, "kept"), "log-head-beyond");
        closeAll();

        assertThat(adopt(vertx, "kept", true)).isInstanceOfSatisfying(Adopted.Done.class, done -> {
            assertThat(done.size()).isEqualTo(YESTERDAY);
            assertThat(done.formerSize()).isEqualTo(TODAY);
        });
        LogNode again = node(vertx, restored, "kept");
        until(() -> again.log.checkpoint().cosignedAt() == clock.get());
        assertThat(reasons(run(again, new Wish.Follow()))).containsExactly(Reason.LOG_SHRUNK);
        assertThat(again.append(desk("FR", 99, 1))).isInstanceOf(Appended.Logged.class);
        again.published(YESTERDAY + 1);
        assertThat(reasons(run(again, new Wish.Follow()))).containsExactly(Reason.LOG_FORK);
        assertThat(seen(again).size()).isEqualTo(TODAY);
        assertThat(reasons(run(again, new Wish.MaySend()))).containsExactly(Reason.LOG_FORK);
        assertThat(contradictions(again)).contains(Reason.LOG_SHRUNK);
    }

    @Test
    void aNodeWithoutALogHeadSignsNothingUntilAdoptedAndNothingAfterAClientSpoke(Vertx vertx) throws Exception {
        stands(node(vertx, restored, "other"), "log-head-missing");
        closeAll();
        assertThat(adopt(vertx, "other", false)).isInstanceOf(Adopted.Done.class);
        LogNode node = node(vertx, restored, "other");
        assertThat(node.log.stopped()).isNull();
        until(() -> node.log.checkpoint().cosignedAt() == clock.get());
        assertThat(reasons(run(node, new Wish.Follow()))).containsExactly(Reason.LOG_SHRUNK);

        JsonObject gossip = new JsonObject().put("checkpoint", LogNode.text(carried));
        assertThat(node.post("/api/v1/log/seen", gossip).statusCode()).isEqualTo(200);
        stands(node, "checkpoint-beyond");
        closeAll();
        LogNode after = node(vertx, restored, "other");
        until(() -> after.log.stopped() != null);
        stands(after, "checkpoint-beyond");
        closeAll();

        assertThat(adopt(vertx, "other", false))
                .isInstanceOfSatisfying(
                        Adopted.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("checkpoint-beyond"));
        assertThat(adopt(vertx, "other", true)).isInstanceOf(Adopted.Done.class);
        LogNode again = node(vertx, restored, "other");
        assertThat(again.append(desk("FR", 99, 1))).isInstanceOf(Appended.Logged.class);
        assertThat(reasons(run(again, new Wish.MaySend()))).containsExactly(Reason.LOG_SHRUNK);
        assertThat(again.post("/api/v1/log/seen", gossip).statusCode()).isEqualTo(200);
        stands(again, "checkpoint-beyond");
    }

    /** Neither signs nor logs, says why, and still shows its log. */
    private void stands(LogNode node, String code) {
        SignedCheckpoint shown = node.log.checkpoint();
        assertThat(node.log.stopped()).isEqualTo(code);
        assertThat(node.append(desk("FR", 98, 1))).isEqualTo(new Appended.Unavailable(code));
        HttpResponse<byte[]> refused = node.submit(desk("FR", 98, 1));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(LogNode.json(refused).getString("code")).isEqualTo("transparency." + code);
        assertThat(node.get("/log/checkpoint").statusCode()).isEqualTo(200);
        assertThat(node.log.checkpoint()).isEqualTo(shown);
    }

    private static void desks(LogNode node, int from, int to) {
        for (int i = from; i <= to; i++) {
            assertThat(node.append(desk("FR", i, 1))).isInstanceOf(Appended.Logged.class);
        }
    }

    /** The officer's client on its one store, wherever the server is now. */
    private OfficerClient client(LogNode node) throws IOException, Ended, Malformed {
        Home system = JvmHome.system();
        OfficerClient client = OfficerClient.open(
                FaultsWorld.follower(LogWorld.root().leaf().headerDigest(), node.origin()),
                folder.resolve("client"),
                HttpHome.at(node.origin(), null),
                new Home(system.randomness(), clock::get, system.text(), system.zones()),
                false,
                view -> {});
        assertThat(client.run(new Wish.Open()).clean()).isTrue();
        return client;
    }

    private View.Finished run(LogNode node, Wish wish) throws IOException, Ended, Malformed {
        try (OfficerClient client = client(node)) {
            return client.run(wish);
        }
    }

    /** What the client holds for the log, after a start from its store. */
    private SignedCheckpoint seen(LogNode node) throws IOException, Ended, Malformed {
        try (OfficerClient client = client(node)) {
            SignedCheckpoint head = client.engine().checkpoint();
            assertThat(head).isNotNull();
            return head;
        }
    }

    /** What the client can show of the log's cheating, after a start from its store. */
    private List<Reason> contradictions(LogNode node) throws IOException, Ended, Malformed {
        try (OfficerClient client = client(node)) {
            return client.engine().contradictions().stream()
                    .map(LogEvidence::reason)
                    .toList();
        }
    }

    private static List<Reason> reasons(View.Finished finished) {
        return finished.refusals().stream().map(View.Refused::reason).toList();
    }

    private LogNode node(Vertx vertx, DatabaseAddress address, String name) {
        LogNode node = LogNode.open(vertx, address, LogWorld.settings(folder.resolve(name)), LogWorld.keys(), clock);
        open.add(node);
        return node;
    }

    private Adopted adopt(Vertx vertx, String name, boolean lost) {
        Database database = Database.at(vertx, restored, 2);
        Adopted adopted = await(LogAdoption.adopt(
                vertx,
                database,
                LogWorld.keys(),
                LogWorld.settings(folder.resolve(name)),
                clock::get,
                LogWorld.TEXT,
                lost));
        await(database.close());
        return adopted;
    }
}
