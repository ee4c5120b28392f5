package org.hublink.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.TestDatabase;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.hublink.protocol.DeliveryRefusal;
import org.hublink.protocol.RandomId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Order, idempotency, membership: by two nodes on one database, over HTTP. */
@Tag("server")
@ExtendWith(TestDatabase.class)
class DeliveryIT {
    private DeliveryNode one;
    private DeliveryNode two;
    private Peer ana;
    private Peer ben;
    private Peer cleo;

    @BeforeEach
    void open(Vertx vertx, @TempDir Path first, @TempDir Path second) {
        DatabaseAddress own = TestDatabase.fresh();
        MessagingSettings settings = new MessagingSettings(100_000, 6, 180, 365, 1_825, AlertSettings.DEFAULT);
        one = DeliveryNode.open(vertx, own, first, settings);
        two = DeliveryNode.open(vertx, own, second, settings);
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
    void fourSendersWhoRepeatThemselvesMakeOneOrderInWhichEachMessageStandsOnce() {
        Peer dan = new Peer(two, "dan");
        List<Peer> all = List.of(ana, ben, cleo, dan);
        RandomId group = ana.group(ben, cleo, dan);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        int each = 25;
        try {
            List<CompletableFuture<Void>> runs = new ArrayList<>();
            for (Peer peer : all) {
                runs.add(CompletableFuture.runAsync(() -> sendEachTwice(peer, group, each), threads));
            }
            runs.forEach(CompletableFuture::join);
        } finally {
            threads.shutdown();
        }
        List<DeliveryFrame.Delivered> log = ana.fetch(group, 1);
        assertThat(log).hasSize(4 * each);
        assertThat(new TreeSet<>(Peer.texts(log))).hasSize(4 * each);
        for (int i = 0; i < log.size(); i++) {
            assertThat(log.get(i).seq()).isEqualTo(i + 2);
        }
        for (Peer peer : all) {
            assertThat(Peer.texts(peer.fetch(group, 1))).isEqualTo(Peer.texts(log));
            assertThat(Peer.texts(log.stream()
                            .filter(entry -> entry.sender().equals(peer.device))
                            .toList()))
                    .isSorted();
        }
    }

    private static void sendEachTwice(Peer peer, RandomId group, int each) {
        for (int i = 0; i < each; i++) {
            DeliveryFrame.Send frame = peer.message(group, 1, peer.device.hex() + " " + (100 + i));
            long seq = Peer.expectTaken(peer.send(frame));
            assertThat(Peer.expectTaken(peer.send(frame))).isEqualTo(seq);
        }
    }

    @Test
    void oneIdForTwoContentsIsAConflictAndLeavesTheFirst() {
        RandomId group = ana.group();
        DeliveryFrame.Send first = ana.message(group, 0, "first");
        Peer.expectTaken(ana.send(first));
        DeliveryFrame.Send other =
                new DeliveryFrame.Send(first.clientId(), group, 0, ++ana.counter, new byte[] {1}, null);
        assertThat(Peer.refusal(ana.send(other))).isEqualTo(DeliveryRefusal.CONFLICT);
        assertThat(Peer.texts(ana.fetch(group, 0))).containsExactly("first");
    }

    /** Even with the same bytes: what somebody else sent is answered to nobody as his own. */
    @Test
    void anIdThatAnotherDeviceHasUsedIsAConflict() {
        RandomId group = ana.group(ben);
        DeliveryFrame.Send first = ana.message(group, 1, "first");
        long seq = Peer.expectTaken(ana.send(first));
        DeliveryFrame.Send same =
                new DeliveryFrame.Send(first.clientId(), group, 1, ++ben.counter, first.message(), null);
        assertThat(Peer.refusal(ben.send(same))).isEqualTo(DeliveryRefusal.CONFLICT);
        assertThat(Peer.expectTaken(ana.send(first))).isEqualTo(seq);
        assertThat(Peer.expectTaken(ben.send(ben.message(group, 1, "his own")))).isEqualTo(seq + 1);
        assertThat(Peer.texts(ana.fetch(group, seq - 1))).containsExactly("first", "his own");
    }

    @Test
    void ofTwoCommitsOnOneEpochTheFirstWinsAndTheLoserIsTold() {
        RandomId group = ana.group(ben);
        for (long epoch = 1; epoch < 6; epoch++) {
            long now = epoch;
            CompletableFuture<List<DeliveryFrame>> left =
                    CompletableFuture.supplyAsync(() -> ana.send(ana.commit(group, now, List.of(), List.of())));
            CompletableFuture<List<DeliveryFrame>> right =
                    CompletableFuture.supplyAsync(() -> ben.send(ben.commit(group, now, List.of(), List.of())));
            List<DeliveryFrame> answers = new ArrayList<>(left.join());
            answers.addAll(right.join());
            assertThat(answers)
                    .filteredOn(DeliveryFrame.Taken.class::isInstance)
                    .hasSize(1);
            assertThat(answers)
                    .filteredOn(DeliveryFrame.Refused.class::isInstance)
                    .singleElement()
                    .satisfies(lost ->
                            assertThat(((DeliveryFrame.Refused) lost).refusal()).isEqualTo(DeliveryRefusal.EPOCH_LOST));
        }
        assertThat(ana.fetch(group, 0))
                .extracting(DeliveryFrame.Delivered::epoch)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aMessageOfAnEpochThatIsOverIsSealedAnewUnderTheSameId() {
        RandomId group = ana.group(ben);
        DeliveryFrame.Send late = ben.message(group, 1, "late");
        Peer.expectTaken(ana.send(ana.commit(group, 1, List.of(), List.of())));
        assertThat(Peer.refusal(ben.send(late))).isEqualTo(DeliveryRefusal.EPOCH_PAST);
        DeliveryFrame.Send again =
                new DeliveryFrame.Send(late.clientId(), group, 2, ++ben.counter, new byte[] {'a'}, null);
        assertThat(Peer.expectTaken(ben.send(again))).isEqualTo(3);
    }

    @Test
    void whoWasRemovedReadsHisRemovalAndNothingAfterIt() {
        RandomId group = ana.group(ben, cleo);
        Peer.expectTaken(ana.send(ana.message(group, 1, "for three")));
        Peer.expectTaken(ana.send(ana.commit(group, 1, List.of(), List.of(ben))));
        Peer.expectTaken(ana.send(ana.message(group, 2, "for two")));
        assertThat(Peer.texts(ben.fetch(group, 1))).containsExactly("for three", "commit on 1");
        assertThat(Peer.texts(cleo.fetch(group, 1))).containsExactly("for three", "commit on 1", "for two");
        assertThat(Peer.refusal(ben.send(ben.message(group, 2, "still there"))))
                .isEqualTo(DeliveryRefusal.NOT_A_MEMBER);
    }

    @Test
    void aNewcomerGetsHisWelcomeAndOnlyWhatCameAfterHisCommit() {
        RandomId group = ana.group(ben);
        Peer.expectTaken(ana.send(ana.message(group, 1, "before")));
        assertThat(cleo.fetch(group, 0)).isEmpty();
        Peer.expectTaken(ana.send(ana.commit(group, 1, List.of(cleo), List.of())));
        Peer.expectTaken(ana.send(ana.message(group, 2, "after")));
        List<DeliveryFrame.Delivered> welcomes = cleo.fetch(RandomId.NONE, 0);
        assertThat(welcomes).hasSize(1);
        assertThat(welcomes.get(0).kind()).isEqualTo(DeliveryFrame.Body.WELCOME);
        assertThat(Peer.texts(cleo.fetch(group, 0))).containsExactly("after");
        cleo.send(new DeliveryFrame.Ack(group, welcomes.get(0).seq()));
        assertThat(cleo.fetch(RandomId.NONE, 0)).isEmpty();
    }

    @Test
    void whoIsRemovedAndAddedByOneCommitReadsItsWelcomeInTheCommitsPlace() {
        RandomId group = ana.group(ben);
        ben.send(new DeliveryFrame.Ack(group, 1));
        Peer.expectTaken(ana.send(ana.commit(group, 1, List.of(ben), List.of(ben))));
        Peer.expectTaken(ana.send(ana.message(group, 2, "again")));
        assertThat(Peer.texts(ben.fetch(group, 0))).containsExactly("again");
        assertThat(ben.fetch(RandomId.NONE, 0))
                .extracting(DeliveryFrame.Delivered::seq)
                .containsExactly(2L);
    }

    @Test
    void aReplacedInstanceSendsNothingMoreAndDoesNotComeBack() {
        RandomId group = ana.group(ben);
        RandomId former = ana.instance;
        DeliveryFrame.Send waiting = ana.message(group, 1, "from the old one");
        ana.instance = Peer.newId();
        assertThat(ana.claim(ana.instance).statusCode()).isEqualTo(201);
        RandomId current = ana.instance;
        ana.instance = former;
        assertThat(Peer.refusal(ana.send(waiting))).isEqualTo(DeliveryRefusal.INSTANCE_REPLACED);
        assertThat(code(ana.claim(former))).isEqualTo("409 messaging.instance-replaced");
        ana.instance = current;
        Peer.expectTaken(ana.send(ana.message(group, 1, "from the new one")));
    }

    @Test
    void aStoreThatWasRolledBackIsKnownByItsCounter() {
        RandomId group = ana.group(ben);
        long before = ana.counter;
        Peer.expectTaken(ana.send(ana.message(group, 1, "one")));
        ana.counter = before;
        assertThat(Peer.refusal(ana.send(ana.message(group, 1, "two")))).isEqualTo(DeliveryRefusal.COUNTER_PAST);
    }

    @Test
    void aCommitInALoopIsStoppedForTheMinute() {
        RandomId group = ana.group(ben);
        List<DeliveryFrame> answers = List.of();
        for (int epoch = 1; epoch < 7; epoch++) {
            answers = ana.send(ana.commit(group, epoch, List.of(), List.of()));
        }
        assertThat(Peer.refusal(answers)).isEqualTo(DeliveryRefusal.QUOTA);
        one.clock.addAndGet(60);
        Peer.expectTaken(ana.send(ana.commit(group, 6, List.of(), List.of())));
    }

    @Test
    void aCommitThatRemovesAStrangerOrAddsAMemberIsRefusedAloneInItsBatch() {
        RandomId group = ana.group(ben);
        List<DeliveryFrame> answers = ana.send(
                ana.message(group, 1, "first"),
                ana.commit(group, 1, List.of(), List.of(cleo)),
                ana.commit(group, 1, List.of(ben), List.of()),
                ana.message(group, 1, "last"));
        assertThat(answers).hasSize(4);
        assertThat(Peer.refusal(answers.subList(1, 2))).isEqualTo(DeliveryRefusal.ROUTING);
        assertThat(Peer.refusal(answers.subList(2, 3))).isEqualTo(DeliveryRefusal.ROUTING);
        assertThat(Peer.texts(ben.fetch(group, 1))).containsExactly("first", "last");
    }

    @Test
    void aGroupHasOneSuccessorAndEveryMemberReadsItInTheLog() {
        RandomId conversation = Peer.newId();
        RandomId group = Peer.newId();
        Peer.expectTaken(ana.send(new DeliveryFrame.Open(conversation, DeliveryFrame.Kind.CHAT, group, List.of())));
        Peer.expectTaken(ana.send(ana.commit(group, 0, List.of(ben), List.of())));
        RandomId left = Peer.newId();
        RandomId right = Peer.newId();
        Peer.expectTaken(ana.send(new DeliveryFrame.Open(conversation, DeliveryFrame.Kind.CHAT, left, List.of())));
        Peer.expectTaken(ben.send(new DeliveryFrame.Open(conversation, DeliveryFrame.Kind.CHAT, right, List.of())));
        assertThat(Peer.refusal(cleo.send(
                        new DeliveryFrame.Open(conversation, DeliveryFrame.Kind.CHAT, Peer.newId(), List.of()))))
                .isEqualTo(DeliveryRefusal.NOT_A_MEMBER);
        Peer.expectTaken(ana.send(new DeliveryFrame.Successor(group, left)));
        assertThat(Peer.refusal(ben.send(new DeliveryFrame.Successor(group, right))))
                .isEqualTo(DeliveryRefusal.SUCCESSOR_LOST);
        Peer.expectTaken(ana.send(new DeliveryFrame.Successor(group, left)));
        assertThat(ben.fetch(group, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(DeliveryFrame.Body.SUCCESSOR);
            assertThat(entry.body()).isEqualTo(left.bytes());
        });
    }

    @Test
    void badFramesAreRefusedByReasonAndOnesOfTheServerByDirection() {
        assertThat(code(ana.post(new byte[] {99}))).isEqualTo("400 messaging.frame-type");
        assertThat(code(ana.post(new byte[] {4, 1}))).isEqualTo("400 messaging.truncated");
        byte[] large = DeliveryFrames.write(new DeliveryFrame.Send(
                Peer.newId(), Peer.newId(), 0, 1, new byte[DeliveryFrame.MESSAGE_BYTES_MAX + 1], null));
        assertThat(Peer.refusal(Peer.frames(ana.post(large).body()))).isEqualTo(DeliveryRefusal.TOO_LARGE);
        assertThat(Peer.refusal(ana.send(new DeliveryFrame.Hint("hello")))).isEqualTo(DeliveryRefusal.DIRECTION);
    }

    private static String code(HttpResponse<byte[]> answer) {
        return answer.statusCode() + " " + new JsonObject(Buffer.buffer(answer.body())).getString("code", "");
    }
}
