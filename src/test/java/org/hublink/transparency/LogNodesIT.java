package org.hublink.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;
import static org.hublink.transparency.LogNode.until;
import static org.hublink.transparency.LogWorld.desk;
import static org.hublink.transparency.LogWorld.device;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.TestDatabase;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SignedCheckpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that come, go and work side by side on one database. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class LogNodesIT {
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
    void aSecondNodeSignsOnlyAfterItWasAdoptedAndThenBothMakeOneLog(Vertx vertx) {
        DatabaseAddress address = TestDatabase.fresh();
        LogNode one = nodes.open(vertx, address, "one");
        one.begin("FR", "BR");
        one.published(3);
        LogNode stranger = LogNode.open(vertx, address, folder.resolve("two"));
        assertThat(stranger.log.stopped()).isEqualTo("log-head-missing");
        assertThat(stranger.append(desk("FR", 1, 1))).isEqualTo(new Appended.Unavailable("log-head-missing"));
        assertThat(stranger.get("/log/checkpoint").statusCode()).isEqualTo(200);
        stranger.close();
        assertThat(nodes.adopt(vertx, address, "two", false))
                .isInstanceOfSatisfying(
                        Adopted.Done.class, d -> assertThat(d.size()).isEqualTo(3));
        LogNode two = nodes.open(vertx, address, "two");
        assertThat(two.log.stopped()).isNull();

        List<Future<Appended>> sent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            LogWorld.Signed desk = desk(i % 2 == 0 ? "FR" : "BR", i, 1);
            LogNode node = i % 3 == 0 ? one : two;
            sent.add(node.log.append(desk.envelope(), new ArrayList<>(desk.parts())));
        }
        List<Long> indexes = new ArrayList<>();
        for (Future<Appended> one1 : sent) indexes.add(((Appended.Logged) await(one1)).index());
        assertThat(indexes).doesNotHaveDuplicates().hasSize(200).allMatch(i -> i >= 3 && i < 203);
        one.published(203);
        two.published(203);
        assertThat(one.log.checkpoint().root()).isEqualTo(two.log.checkpoint().root());
    }

    @Test
    void aKeyOfOneDeviceIsRefusedToAnotherByEveryNodeAndAfterARestart(Vertx vertx) {
        DatabaseAddress address = TestDatabase.fresh();
        LogNode one = nodes.open(vertx, address, "one");
        one.begin("FR", "BR");
        assertThat(one.append(device("FR", "fr-d-1", "k"))).isInstanceOf(Appended.Logged.class);
        refused(one.append(device("BR", "br-d-1", "k")));
        one.published(4);
        nodes.close(one);
        LogNode again = nodes.open(vertx, address, "one");
        refused(again.append(device("BR", "br-d-1", "k")));
        nodes.adopt(vertx, address, "two", false);
        LogNode two = nodes.open(vertx, address, "two");
        assertThat(again.append(device("FR", "fr-d-2", "l"))).isInstanceOf(Appended.Logged.class);
        refused(two.append(device("BR", "br-d-2", "l")));
        assertThat(two.append(device("BR", "br-d-2", "m"))).isInstanceOf(Appended.Logged.class);
    }

    private static void refused(Appended appended) {
        assertThat(appended)
                .isInstanceOfSatisfying(
                        Appended.Refused.class, no -> assertThat(no.reason()).isEqualTo(Reason.KEY_TAKEN));
    }

    @Test
    void whatWasCommittedBeforeACrashIsPublishedAfterIt(Vertx vertx) throws Exception {
        DatabaseAddress address = TestDatabase.fresh();
        LogNode before = LogNode.open(vertx, address, folder.resolve("one"));
        before.begin("FR");
        // Closed within the quarter of a second that a checkpoint waits: nothing of this was signed.
        assertThat(before.append(desk("FR", 1, 1))).isInstanceOf(Appended.Logged.class);
        long signed = before.log.checkpoint().size();
        before.close();
        LogNode after = nodes.open(vertx, address, "one");
        assertThat(after.log.stopped()).isNull();
        after.published(3);
        assertThat(signed).isLessThan(3);
        assertThat(after.append(desk("FR", 1, 1)))
                .isInstanceOfSatisfying(
                        Appended.Already.class, a -> assertThat(a.index()).isEqualTo(2));
        assertThat(Files.readAllBytes(folder.resolve("one/log-head")))
                .isEqualTo(after.log.checkpoint().note());
    }

    @Test
    void oneStatementSentByManyAtOnceIsLoggedOnce(Vertx vertx) {
        LogNode node = nodes.open(vertx, TestDatabase.fresh(), "one");
        node.begin("FR");
        List<LogWorld.Signed> same = new ArrayList<>();
        for (int i = 0; i < 50; i++) same.add(desk("FR", 1, 1));
        List<Appended> outcomes = node.appendAll(same);
        assertThat(outcomes).filteredOn(o -> o instanceof Appended.Logged).hasSize(1);
        assertThat(outcomes).filteredOn(o -> o instanceof Appended.Already).hasSize(49);
        assertThat(node.log.moment().size()).isEqualTo(3);
    }

    @Test
    void anUnchangedTreeIsCosignedAnewAndNeverWithAnEarlierTime(Vertx vertx) {
        LogNode node = nodes.open(vertx, TestDatabase.fresh(), "one");
        node.begin("FR");
        node.published(2);
        SignedCheckpoint first = node.log.checkpoint();
        node.clock.addAndGet(30);
        until(() -> node.log.checkpoint().cosignedAt() == first.cosignedAt() + 30);
        assertThat(node.log.checkpoint().root()).isEqualTo(first.root());
        node.clock.addAndGet(-3_600);
        node.append(desk("FR", 1, 1));
        node.published(3);
        assertThat(node.log.checkpoint().cosignedAt()).isEqualTo(first.cosignedAt() + 30);
    }

    @Test
    void listenersHearEveryStatementInOrderOnEachNode(Vertx vertx) {
        DatabaseAddress address = TestDatabase.fresh();
        LogNode one = nodes.open(vertx, address, "one");
        one.begin("FR");
        one.published(2);
        nodes.adopt(vertx, address, "two", false);
        LogNode two = nodes.open(vertx, address, "two");
        List<Long> heard = Collections.synchronizedList(new ArrayList<>());
        two.log.onLogged(statement -> heard.add(statement.index()));
        one.append(desk("FR", 1, 1));
        two.append(desk("FR", 2, 1));
        until(() -> heard.size() == 4);
        assertThat(heard).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void aRootStatementWithOtherKeysStopsTheNodeThatHasTheOldOnes(Vertx vertx) {
        DatabaseAddress address = TestDatabase.fresh();
        LogNode old = LogNode.open(vertx, address, folder.resolve("one"));
        old.begin("FR");
        LogKeys fresh = new LogKeys(LogWorld.key("log-2"), LogWorld.key("cosigner-2"));
        assertThat(old.append(LogWorld.root(2, fresh))).isInstanceOf(Appended.Logged.class);
        old.published(3);
        until(() -> "log-keys-foreign".equals(old.log.stopped()));
        assertThat(old.append(desk("FR", 1, 1))).isEqualTo(new Appended.Unavailable("log-keys-foreign"));
        old.close();
        LogNode renewed = LogNode.open(
                vertx, address, LogWorld.settings(folder.resolve("one")), fresh, new AtomicLong(LogWorld.NOW));
        nodes.keep(renewed);
        assertThat(renewed.log.stopped()).isNull();
        assertThat(renewed.append(desk("FR", 1, 1))).isInstanceOf(Appended.Logged.class);
        renewed.published(4);
    }
}
