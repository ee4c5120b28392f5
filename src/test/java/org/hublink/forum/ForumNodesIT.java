package org.hublink.forum;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hublink.platform.DatabaseAddress;
import org.hublink.platform.TestDatabase;
import org.hublink.protocol.Act;
import org.hublink.protocol.ForumMark;
import org.hublink.protocol.ForumPost;
import org.hublink.protocol.ForumReason;
import org.hublink.protocol.ForumSpace;
import org.hublink.protocol.ForumStep;
import org.hublink.protocol.ForumTurn;
import org.hublink.protocol.Role;
import org.hublink.transparency.LogWorld;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes over one database: what one takes the other shows, tells and goes on from. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(TestDatabase.class)
class ForumNodesIT {
    private static final int PATIENCE_SECONDS = 60;

    private ForumNode one;
    private ForumNode other;

    @BeforeAll
    void open(Vertx vertx, DatabaseAddress address, @TempDir Path data) throws IOException {
        one = new ForumNode(vertx, address, Files.createDirectories(data.resolve("one")));
        one.append(LogWorld.root());
        for (String country : List.of("FR", "BR")) {
            one.append(LogWorld.authority(country));
        }
        one.persona("FR", "harbour-17", Role.OFFICER);
        one.persona("BR", "ipe-22", Role.EXPERT, "chat-logs");
        one.persona("BR", "farol-2", Role.MODERATOR);
        other = new ForumNode(vertx, address, Files.createDirectories(data.resolve("other")));
    }

    @AfterAll
    void close() {
        one.close();
        other.close();
    }

    private void later(long seconds) {
        one.clock.addAndGet(seconds);
        other.clock.addAndGet(seconds);
    }

    private static ForumPost question(String title) {
        return ForumPost.question(ForumSpace.TECHNIQUES, "en", title, "The export is silent.", List.of("chat-logs"));
    }

    private Act asked(String title) {
        Act act = one.act(
                "FR",
                "harbour-17",
                "question",
                ForumPost.ROOM,
                null,
                question(title).json());
        assertThat(one.send(act)).isEqualTo("201");
        return act;
    }

    @Test
    void whatOneNodeAcknowledgedTheOtherShowsAtOnceAndTellsWhoWatches(Vertx vertx) throws InterruptedException {
        BlockingQueue<JsonObject> told = new LinkedBlockingQueue<>();
        URI origin = URI.create(other.origin());
        var client = vertx.createWebSocketClient();
        var socket = TestDatabase.await(client.connect(new WebSocketConnectOptions()
                .setHost(origin.getHost())
                .setPort(origin.getPort())
                .setURI("/api/v1/forum/watch")
                .addSubProtocol("hublink.v1")
                .addSubProtocol("hublink.token.member")));
        socket.textMessageHandler(text -> told.add(new JsonObject(text)));
        Act act = asked("Which clock does it follow?");
        assertThat(other.get("/threads?q=clocks")
                        .getJsonArray("hits")
                        .getJsonObject(0)
                        .getString("thread"))
                .as("the first question asked of the other node after the acknowledgement")
                .isEqualTo(act.id());
        assertThat(other.get("/threads/" + act.id()).getJsonArray("acts")).hasSize(1);
        JsonObject change = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(change).isNotNull();
        assertThat(change.getString("thread")).isEqualTo(act.id());
        assertThat(change.getJsonArray("tags")).containsExactly("chat-logs");
        TestDatabase.await(socket.close().compose(closed -> client.close()));
    }

    @Test
    void aNewQuestionIsShownToTheExpertOfItsTopicAndToNobodyElse() {
        Act act = asked("Who should see this?");
        var routed = other.get("/threads/" + act.id()).getJsonArray("routed");
        assertThat(routed).hasSize(1);
        assertThat(routed.getJsonObject(0).getString("handle")).isEqualTo("ipe-22");
    }

    @Test
    void twoTurnsAtTwoNodesForOnePlaceAreOneTurn() {
        Act act = asked("Who is quicker?");
        var claim = ForumTurn.plain(ForumStep.CLAIM).json();
        Act first = one.act("BR", "ipe-22", ForumTurn.KIND, act.id(), act.digest(), claim);
        Act second = one.act("BR", "ipe-22", ForumTurn.KIND, act.id(), act.digest(), claim);
        assertThat(one.send(first)).isEqualTo("201");
        assertThat(other.send(second)).isEqualTo("409 forum.chain");
        assertThat(other.send(first)).as("the same again").isEqualTo("200");
    }

    @Test
    void whoIsUnansweredForTwoDaysWaitsForModerators() {
        Act act = asked("Does nobody know?");
        assertThat(waiting()).doesNotContain(act.id());
        later(48 * 3_600 + 1);
        assertThat(waiting()).contains(act.id());
    }

    private String waiting() {
        return other.get("/threads?only=waiting").getJsonArray("hits").encode();
    }

    @Test
    void whoSaysMuchInAnHourWaits() {
        later(3_601);
        Act act = asked("How much is too much?");
        String last = "201";
        for (int n = 1; n <= ForumSubmission.POSTS_AN_HOUR_MAX && last.equals("201"); n++) {
            var comment = ForumPost.comment(act.id(), "Number " + n).json();
            last = one.send(one.act("FR", "harbour-17", "comment", act.id(), act.digest(), comment));
        }
        assertThat(last).isEqualTo("429 forum.rate");
        later(3_601);
        var comment = ForumPost.comment(act.id(), "An hour later").json();
        assertThat(one.send(one.act("FR", "harbour-17", "comment", act.id(), act.digest(), comment)))
                .isEqualTo("201");
    }

    @Test
    void whoReportsMuchInAnHourWaits() {
        later(3_601);
        String last = "201";
        int sent = 0;
        for (int n = 0; last.equals("201"); n++) {
            Act act = asked("Is this one for the forum, and number " + n + "?");
            var report = new ForumMark(act.id(), ForumReason.OFF_TOPIC, null).json();
            last = one.send(one.act("BR", "ipe-22", ForumMark.REPORT, act.id(), act.digest(), report));
            sent++;
        }
        assertThat(last).isEqualTo("429 forum.rate");
        assertThat(sent).isEqualTo(ForumSubmission.REPORTS_AN_HOUR_MAX + 1);
    }

    @Test
    void whoOwnsATagPutsItOnAndTheQuestionIsFoundByIt() {
        later(3_601);
        Act act = asked("Whose is this tag?");
        assertThat(one.send(one.act(
                        "BR",
                        "ipe-22",
                        ForumTurn.KIND,
                        act.id(),
                        act.digest(),
                        ForumTurn.tagged(List.of("chat-logs", "osint")).json())))
                .isEqualTo("422 forum.not-your-tag");
        assertThat(one.send(one.act(
                        "BR",
                        "farol-2",
                        ForumTurn.KIND,
                        act.id(),
                        act.digest(),
                        ForumTurn.tagged(List.of("osint")).json())))
                .isEqualTo("201");
        assertThat(other.get("/threads?tag=osint").getJsonArray("hits").encode())
                .contains(act.id());
        assertThat(other.get("/threads?tag=osint&q=tag").getJsonArray("hits").encode())
                .contains(act.id());
        assertThat(other.get("/threads?tag=chat-logs").getJsonArray("hits").encode())
                .doesNotContain(act.id());
        assertThat(other.get("/log").getJsonArray("acts").encode()).contains(act.id());
    }

    @Test
    void anActOfYesterdayOrTomorrowIsNotTaken() {
        Act act = asked("What is the time?");
        Act early = one.act(
                "FR",
                "harbour-17",
                "comment",
                act.id(),
                act.digest(),
                ForumPost.comment(act.id(), "Now").json());
        later(301);
        assertThat(one.send(early)).isEqualTo("409 forum.act-stale");
    }
}
