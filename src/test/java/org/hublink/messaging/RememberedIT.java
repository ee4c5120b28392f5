package org.hublink.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hublink.platform.TestDatabase.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hublink.platform.TestDatabase;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryRefusal;
import org.hublink.protocol.RandomId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a node remembers of groups and devices is past as soon as another node writes: that must harm nobody. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class RememberedIT {
    private DeliveryNode one;
    private DeliveryNode two;
    private Peer ana;
    private Peer ben;
    private RandomId group;

    @BeforeEach
    void open(Vertx vertx, @TempDir Path first, @TempDir Path second) {
        var own = TestDatabase.fresh();
        one = DeliveryNode.open(vertx, own, first);
        two = DeliveryNode.open(vertx, own, second);
        ana = new Peer(one, "ana");
        ben = new Peer(two, "ben");
        group = ana.group(ben);
        // The first is read for; from the second on the node remembers.
        Peer.expectTaken(ana.send(ana.message(group, 1, "first")));
        assertThat(Peer.expectTaken(ana.send(ana.message(group, 1, "second")))).isEqualTo(3);
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Test
    void twoNodesWhoTakeTurnsInOneGroupMakeOneOrder() {
        List<String> said = new ArrayList<>(List.of("first", "second"));
        for (int i = 0; i < 24; i++) {
            Peer from = i % 5 < 3 ? ana : ben;
            assertThat(Peer.expectTaken(from.send(from.message(group, 1, "turn " + i))))
                    .isEqualTo(4 + i);
            said.add("turn " + i);
        }
        assertThat(Peer.texts(ben.fetch(group, 1))).isEqualTo(said);
    }

    @Test
    void whoWasRemovedAtAnotherNodeSendsNothingMore() {
        Peer.expectTaken(ben.send(ben.commit(group, 1, List.of(), List.of(ana))));
        assertThat(Peer.refusal(ana.send(ana.message(group, 1, "late")))).isEqualTo(DeliveryRefusal.NOT_A_MEMBER);
        assertThat(Peer.texts(ben.fetch(group, 1))).containsExactly("first", "second", "commit on 1");
    }

    @Test
    void anInstanceThatWasReplacedAtAnotherNodeSendsNothingMore() {
        Peer restored = new Peer(two, ana.device);
        assertThat(Peer.refusal(ana.send(ana.message(group, 1, "late")))).isEqualTo(DeliveryRefusal.INSTANCE_REPLACED);
        Peer.expectTaken(restored.send(restored.message(group, 1, "by the new one")));
        assertThat(Peer.texts(ben.fetch(group, 1))).containsExactly("first", "second", "by the new one");
    }

    @Test
    void aCounterThatWasUsedAtAnotherNodeIsPast() {
        DeliveryFrame.Send kept = ana.message(group, 1, "kept back");
        ana.node = two;
        Peer.expectTaken(ana.send(ana.message(group, 1, "overtakes")));
        ana.node = one;
        assertThat(Peer.refusal(ana.send(kept))).isEqualTo(DeliveryRefusal.COUNTER_PAST);
    }

    @Test
    void anIdThatIsUsedAgainUnderAFreshCounterIsAnsweredAsTheFirstTime() {
        DeliveryFrame.Send first = ana.message(group, 1, "once");
        long seq = Peer.expectTaken(ana.send(first));
        DeliveryFrame.Send again = new DeliveryFrame.Send(
                first.clientId(), first.group(), first.epoch(), ++ana.counter, first.message(), null);
        assertThat(Peer.expectTaken(ana.send(again))).isEqualTo(seq);
        assertThat(Peer.expectTaken(ana.send(first))).isEqualTo(seq);
        assertThat(Peer.texts(ben.fetch(group, 1))).containsExactly("first", "second", "once");
    }

    @Test
    void aGroupThatWasClosedTakesNothingMore() {
        await(one.database.inTransaction(tx -> tx.connection()
                .query("UPDATE mls_group SET closed = 1")
                .execute()
                .mapEmpty()));
        assertThat(Peer.refusal(ana.send(ana.message(group, 1, "late")))).isEqualTo(DeliveryRefusal.GROUP_CLOSED);
    }

    @Test
    void numbersOfWhatWasErasedAreNotGivenOutAgain() {
        for (DeliveryNode node : List.of(one, two)) {
            await(one.database.inTransaction(tx -> new ErasureStore().messages(tx, Long.MAX_VALUE, 1_000)));
            Peer from = node == one ? ana : ben;
            long seq = Peer.expectTaken(from.send(from.message(group, 1, "after it")));
            assertThat(seq).isEqualTo(node == one ? 4 : 5);
        }
    }

    @Test
    void aMessageThatIsRememberedForIsToldToTheOtherNode(Vertx vertx) {
        Ear far = new Ear(vertx, ben);
        far.until(() -> far.delivered().size() == 3);
        Peer.expectTaken(ana.send(ana.message(group, 1, "third")));
        far.until(() -> far.texts().contains("third"));
        assertThat(far.texts()).containsExactly("welcome", "first", "second", "third");
    }
}
