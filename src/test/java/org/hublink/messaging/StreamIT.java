package org.hublink.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.TestDatabase;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Streams of two nodes on one database. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class StreamIT {
    private DeliveryNode one;
    private DeliveryNode two;
    private Peer ana;
    private Peer ben;
    private Peer cleo;

    @BeforeEach
    void open(Vertx vertx, @TempDir Path first, @TempDir Path second) {
        DatabaseAddress own = TestDatabase.fresh();
        one = DeliveryNode.open(vertx, own, first);
        two = DeliveryNode.open(vertx, own, second);
        ana = new Peer(one, "ana");
        ben = new Peer(two, "ben");
        cleo = new Peer(one, "cleo");
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Test
    void whatOneNodeTakesTheOtherTellsInOrderAndOnce(Vertx vertx) {
        RandomId group = ana.group(ben);
        Ear near = new Ear(vertx, ana);
        Ear far = new Ear(vertx, ben);
        near.until(() -> near.delivered().size() == 1);
        assertThat(near.protocol()).isEqualTo("hublink.v1");
        List<String> sent = new ArrayList<>(List.of("commit on 0"));
        for (int i = 0; i < 30; i++) {
            Peer from = i % 3 == 0 ? ben : ana;
            Peer.expectTaken(from.send(from.message(group, 1, "message " + i)));
            sent.add("message " + i);
        }
        near.until(() -> near.delivered().size() == 31);
        far.until(() -> far.delivered().size() == 31);
        assertThat(near.texts()).isEqualTo(sent);
        sent.set(0, "welcome");
        assertThat(far.texts()).isEqualTo(sent);
    }

    @Test
    void aStreamTellsOfGroupsThatTheDeviceOpensLaterOnAnyNode(Vertx vertx) {
        ana.group(cleo);
        Ear ear = new Ear(vertx, ana);
        ear.until(() -> ear.delivered().size() == 1);
        RandomId near = ana.group(ben);
        ana.node = two;
        RandomId far = ana.group(ben);
        Peer.expectTaken(ben.send(ben.message(near, 1, "near")));
        Peer.expectTaken(ben.send(ben.message(far, 1, "far")));
        ear.until(() -> ear.texts().containsAll(List.of("near", "far")));
        assertThat(ear.texts()).containsExactlyInAnyOrder("commit on 0", "commit on 0", "commit on 0", "near", "far");
    }

    @Test
    void aStreamTakesFramesAndAnswersThem(Vertx vertx) {
        RandomId group = ana.group(ben);
        Ear near = new Ear(vertx, ana);
        DeliveryFrame.Send frame = ana.message(group, 1, "by stream");
        near.say(frame);
        near.until(() -> near.heard().contains(new DeliveryFrame.Taken(frame.clientId(), 2)));
        near.say(new byte[] {99});
        near.until(near::closed);
        assertThat(near.closeCode()).isEqualTo(4400);
    }

    @Test
    void aStreamGoesOnWhereTheDeviceAcknowledgedAndStatesItsNewestId(Vertx vertx) {
        RandomId group = ana.group(ben);
        DeliveryFrame.Send first = ana.message(group, 1, "first");
        Peer.expectTaken(ana.send(first));
        ana.send(new DeliveryFrame.Ack(group, 2));
        Peer.expectTaken(ben.send(ben.message(group, 1, "second")));
        Ear ear = new Ear(vertx, ana);
        ear.until(() -> ear.delivered().size() == 1);
        assertThat(ear.texts()).containsExactly("second");
        assertThat(ear.heard()).contains(new DeliveryFrame.Newest(group, first.clientId()));
        ear.close();
        ana.send(new DeliveryFrame.Ack(group, 3), new DeliveryFrame.Ack(group, 1));
        Ear again = new Ear(vertx, ana);
        Peer.expectTaken(ben.send(ben.message(group, 1, "third")));
        again.until(() -> again.delivered().size() == 1);
        assertThat(again.texts()).containsExactly("third");
    }

    @Test
    void whatIsSentAtOnceIsAnsweredAfterTheNewestIdIsStated(Vertx vertx) {
        RandomId group = ana.group(ben);
        RandomId newest = null;
        for (int i = 0; i < 30; i++) {
            Ear ear = new Ear(vertx, ana);
            DeliveryFrame.Send frame = ana.message(group, 1, "at once " + i);
            ear.say(frame);
            DeliveryFrame taken = new DeliveryFrame.Taken(frame.clientId(), i + 2);
            ear.until(() -> ear.heard().contains(taken));
            if (newest != null) {
                assertThat(ear.heard()).containsSubsequence(new DeliveryFrame.Newest(group, newest), taken);
            }
            newest = frame.clientId();
            ear.close();
        }
    }

    @Test
    void aNewcomerHearsHisWelcomeFirstAndWhoIsRemovedNothingAfterIt(Vertx vertx) {
        RandomId group = ana.group(ben);
        Ear near = new Ear(vertx, cleo);
        Ear far = new Ear(vertx, ben);
        far.until(() -> far.delivered().size() == 1);
        Peer.expectTaken(ana.send(ana.commit(group, 1, List.of(cleo), List.of(ben))));
        Peer.expectTaken(ana.send(ana.message(group, 2, "after")));
        near.until(() -> near.delivered().size() == 2);
        assertThat(near.texts()).containsExactly("welcome", "after");
        far.until(() -> far.delivered().size() == 2);
        Peer.expectTaken(ana.send(ana.commit(group, 2, List.of(ben), List.of())));
        far.until(() -> far.delivered().size() == 3);
        assertThat(far.texts()).containsExactly("welcome", "commit on 1", "welcome");
    }

    @Test
    void aReplacedInstanceIsToldAndItsStreamEnds(Vertx vertx) {
        Ear ear = new Ear(vertx, ben);
        Peer again = new Peer(one, ben.device);
        assertThat(again.instance).isNotEqualTo(ben.instance);
        ear.until(ear::closed);
        assertThat(ear.heard()).contains(new DeliveryFrame.Hint("instance-replaced"));
        assertThat(ear.closeCode()).isEqualTo(4409);
    }

    @Test
    void whoIsConnectedToAnyNodeIsToldThatARosterWasLogged(Vertx vertx) {
        Ear near = new Ear(vertx, ana);
        Ear far = new Ear(vertx, ben);
        DeliveryFrame told = new DeliveryFrame.Hint(DeliveryFrame.Hint.LOG_GREW);
        new DeskWorld(one, "FR").desk("FR-CSE-1", 1, "fr-o-1", "fr-o-2");
        near.until(() -> near.heard().contains(told));
        far.until(() -> far.heard().contains(told));
    }

    @Test
    void aReaderWhoStandsStillGetsAllInOrderWhenHeReadsAgain(Vertx vertx) {
        RandomId group = ana.group(ben);
        Ear ear = new Ear(vertx, ben);
        ear.until(() -> ear.delivered().size() == 1);
        ear.pause();
        int messages = 120;
        for (int i = 0; i < messages; i++) {
            DeliveryFrame.Send frame = new DeliveryFrame.Send(
                    Peer.newId(), group, 1, ++ana.counter, new byte[DeliveryFrame.MESSAGE_BYTES_MAX], null);
            Peer.expectTaken(ana.send(frame));
        }
        ear.resume();
        ear.until(() -> ear.delivered().size() == messages + 1);
        assertThat(ear.delivered().subList(1, messages + 1))
                .extracting(DeliveryFrame.Delivered::seq)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aStreamWithoutASessionIsNotOpened(Vertx vertx) {
        Peer nobody = new Peer(one, "nobody");
        one.tokens = token -> null;
        assertThatThrownBy(() -> new Ear(vertx, nobody)).hasMessageContaining("401");
    }

    @Test
    void aStreamThatOpensWhileHeadsAreComparedIsNotTakenForOneThatWasReplaced(Vertx vertx) {
        RandomId group = ana.group(cleo);
        Peer.expectTaken(cleo.send(cleo.message(group, 1, "first")));
        Ear near = new Ear(vertx, ana);
        near.until(() -> near.delivered().size() == 2);
        Promise<Void> looked = Promise.promise();
        Promise<Void> held = Promise.promise();
        // A look reads welcomes before it reads instances, and opening a stream reads none.
        Future<Object> lock = two.database.inTransaction(tx -> tx.connection()
                .query("LOCK TABLE welcome IN ACCESS EXCLUSIVE MODE")
                .execute()
                .onSuccess(locked -> held.complete())
                .compose(locked -> looked.future().mapEmpty()));
        TestDatabase.await(held.future());
        near.until(this::somebodyWaitsForWelcomes);
        Ear late = new Ear(vertx, cleo);
        late.until(() -> late.heard().stream().anyMatch(frame -> frame instanceof DeliveryFrame.Newest));
        looked.complete();
        TestDatabase.await(lock);
        Peer.expectTaken(ana.send(ana.message(group, 1, "second")));
        late.until(() -> late.closed() || late.texts().contains("second"));
        assertThat(late.closed()).isFalse();
    }

    private boolean somebodyWaitsForWelcomes() {
        return TestDatabase.await(two.database.read(tx -> tx.connection()
                .query("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'welcome'::regclass")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0) > 0)));
    }
}
