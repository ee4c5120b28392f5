package org.hublink.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.hublink.client.Ended;
import org.hublink.client.ForumClient;
import org.hublink.client.HttpHome;
import org.hublink.client.ServerCalls;
import org.hublink.engine.ForumBook;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.ForumEntry;
import org.hublink.protocol.ForumMark;
import org.hublink.protocol.ForumPost;
import org.hublink.protocol.ForumReason;
import org.hublink.protocol.ForumSpace;
import org.hublink.protocol.ForumState;
import org.hublink.protocol.ForumStep;
import org.hublink.protocol.ForumThread;
import org.hublink.protocol.ForumTurn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Members of the forum on a whole server: their question's way, what a server that lies can do to it, and what is bad input. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForumIT {
    private CaseWorld world;
    private ServerCalls calls;
    private Member asker;
    private Member expert;
    private Member second;
    private Member moderator;

    /** One persona at work. */
    private record Member(CaseWorld.Officer officer, ForumClient forum) {
        ForumThread thread(String id) throws Ended {
            return forum.thread(id).thread();
        }

        String ask(String title) throws Ended {
            var post = ForumPost.question(
                    ForumSpace.TECHNIQUES, "en", title, "The export names no zone.", List.of("hash-matching"));
            var act = forum.signed("question", "", null, post.json());
            forum.send(act);
            return new JsonObject(new String(act.payload(), StandardCharsets.UTF_8)).getString("id");
        }

        String answer(String thread, String text) throws Ended {
            var question = Objects.requireNonNull(thread(thread).question());
            var act = forum.signed(
                    "answer",
                    thread,
                    question.said().digest(),
                    ForumPost.answer(text).json());
            forum.send(act);
            return new JsonObject(new String(act.payload(), StandardCharsets.UTF_8)).getString("id");
        }

        void turn(String thread, ForumTurn turn) throws Ended {
            forum.say(ForumTurn.KIND, thread, ForumClient.head(thread(thread)), turn.json());
        }

        void mark(String kind, String thread, String post, @Nullable ForumReason reason) throws Ended {
            ForumEntry entry = Objects.requireNonNull(thread(thread).post(post));
            forum.say(kind, thread, entry.said().digest(), new ForumMark(post, reason, null).json());
        }
    }

    @BeforeAll
    void membersAreThere(@TempDir Path data) throws IOException, Ended {
        world = new CaseWorld(data);
        calls = new ServerCalls(HttpHome.at(world.server.origin(), null), world.home.text());
        asker = member("FR-officer-1");
        second = member("FR-officer-2");
        expert = member("BR-officer-1");
        moderator = member("BR-officer-2");
    }

    private Member member(String name) throws IOException, Ended {
        var officer = world.officer(name);
        var forum = new ForumClient(officer.client);
        forum.connect();
        return new Member(officer, forum);
    }

    @AfterAll
    void end() throws IOException {
        world.close();
    }

    @Test
    void aQuestionIsTakenAnsweredAcceptedAndVerified() throws Ended {
        String id = asker.ask("Which clock does the export follow?");
        expert.turn(id, ForumTurn.plain(ForumStep.CLAIM));
        expert.turn(id, ForumTurn.plain(ForumStep.ASK).saying("Which version?"));
        assertThat(asker.thread(id).state()).isEqualTo(ForumState.NEEDS_INFO);
        asker.turn(id, ForumTurn.plain(ForumStep.INFORM).saying("The newest."));
        String answer = expert.answer(id, "Anchor it on an event whose true time is known.");
        asker.turn(id, ForumTurn.about(ForumStep.ACCEPT, answer));
        second.turn(id, ForumTurn.about(ForumStep.VERIFY, answer).saying("Two services."));
        asker.mark(ForumMark.VOTE, id, answer, null);
        ForumThread read = second.thread(id);
        assertThat(read.state()).isEqualTo(ForumState.ACCEPTED);
        ForumEntry entry = Objects.requireNonNull(read.post(answer));
        assertThat(entry.verified()).hasSize(1);
        assertThat(entry.said().author().vouched())
                .as("both operators of the author's country")
                .hasSize(2);
        var hits = new JsonObject(
                new String(Json.write(asker.forum.list(Map.of("tag", "hash-matching"))), StandardCharsets.UTF_8));
        assertThat(hits.getJsonArray("hits").getJsonObject(0).getString("title"))
                .isNotEmpty();
    }

    @Test
    void whatModeratorsDoIsInTheirLogAndWhoReportedIsNot() throws Ended {
        String id = asker.ask("Is this a plate?");
        String answer = expert.answer(id, "It is AB-123-CD of Mr Example.");
        asker.mark(ForumMark.REPORT, id, answer, ForumReason.PERSONAL_DATA);
        assertThatThrownBy(() -> asker.forum.reports())
                .isInstanceOfSatisfying(
                        Ended.class, refused -> assertThat(refused.code()).isEqualTo("forum.not-a-moderator"));
        var waiting = text(moderator.forum.reports());
        assertThat(waiting).contains(answer).contains("personal-data").contains("harbour-17");
        Digest first =
                Objects.requireNonNull(moderator.thread(id).post(answer)).said().digest();
        moderator.turn(id, ForumTurn.removal(answer, ForumReason.PERSONAL_DATA, first));
        assertThat(text(moderator.forum.reports())).doesNotContain(answer);
        var log = text(asker.forum.log());
        assertThat(log).contains(answer).contains("farol-2").doesNotContain("harbour-17");
        byte[] raw = raw(id);
        assertThat(new String(raw, StandardCharsets.UTF_8)).doesNotContain("AB-123-CD");
        assertThat(said(raw)).doesNotContain("AB-123-CD");
        ForumEntry gone = Objects.requireNonNull(asker.thread(id).post(answer));
        assertThat(gone.fate()).isEqualTo(ForumEntry.Fate.REMOVED);
        assertThat(asker.thread(id).withheld()).isEmpty();
    }

    @Test
    void aWordThatTheServerAlteredIsRefused() throws Ended, Malformed {
        String id = thread();
        assertThat(lied(
                                id,
                                answer -> payload(
                                        answer,
                                        1,
                                        body -> body.getJsonObject("body").put("text", "Delete the original.")))
                        .reasons())
                .contains("bad-signature");
    }

    @Test
    void anAuthorThatTheServerSwappedIsRefused() throws Ended, Malformed {
        String id = thread();
        assertThat(lied(
                                id,
                                answer -> payload(
                                        answer,
                                        1,
                                        body -> body.getJsonObject("signer").put("id", "farol-2")))
                        .reasons())
                .as("the key of another than the one named")
                .containsAnyOf("part-withheld", "act-signer");
        assertThat(lied(id, answer -> {
                            var personas = answer.getJsonArray("personas");
                            var one = personas.getJsonObject(0).getInteger("leaf");
                            personas.getJsonObject(0)
                                    .put("leaf", personas.getJsonObject(1).getInteger("leaf"));
                            personas.getJsonObject(1).put("leaf", one);
                        })
                        .reasons())
                .as("another's face")
                .contains("part-mismatch");
    }

    @Test
    void aBadgeThatNobodyGaveIsRefused() throws Ended, Malformed {
        String id = thread();
        assertThat(lied(id, answer -> {
                            for (Object one : answer.getJsonArray("personas")) {
                                var face = (JsonObject) one;
                                var body = new JsonObject(decoded(face.getString("body")));
                                face.put(
                                        "body",
                                        encoded(body.put("badge", "moderator").encode()));
                            }
                        })
                        .reasons())
                .contains("part-mismatch");
        assertThat(lied(id, answer -> answer.put("personas", new JsonArray())).reasons())
                .as("kept back")
                .contains("part-withheld");
    }

    @Test
    void anAcceptanceThatTheAskerDidNotSayIsRefused() throws Ended, Malformed {
        String id = thread();
        String other = thread();
        var answers = asker.thread(id).posts();
        String answer = answers.get(1).id();
        asker.turn(
                other,
                ForumTurn.about(
                        ForumStep.ACCEPT, asker.thread(other).posts().get(1).id()));
        JsonObject elsewhere = new JsonObject(new String(raw(other), StandardCharsets.UTF_8));
        var acts = elsewhere.getJsonArray("acts");
        JsonObject acceptance = acts.getJsonObject(acts.size() - 1);
        assertThat(lied(
                                id,
                                said -> said.getJsonArray("acts")
                                        .add(acceptance.copy().put("seq", 1_000_000)))
                        .reasons())
                .as("of another question")
                .contains("act-context");
        var question = Objects.requireNonNull(asker.thread(id).question());
        second.forum.say(
                "comment",
                id,
                question.said().digest(),
                ForumPost.comment(question.id(), "I would accept it.").json());
        Envelope byExpert = second.forum.signed(
                ForumTurn.KIND,
                id,
                ForumClient.head(asker.thread(id)),
                ForumTurn.about(ForumStep.ACCEPT, answer).json());
        assertThat(lied(
                                id,
                                said -> said.getJsonArray("acts")
                                        .add(new JsonObject()
                                                .put("seq", 1_000_000)
                                                .put("at", 1)
                                                .put(
                                                        "act",
                                                        new JsonObject(
                                                                new String(byExpert.bytes(), StandardCharsets.UTF_8)))))
                        .reasons())
                .as("by somebody who is in league with the server")
                .contains("forum-turn-not-allowed");
    }

    @Test
    void aRemovalThatTheServerLeavesOutBreaksTheChain() throws Ended, Malformed {
        String id = thread();
        String answer = asker.thread(id).posts().get(1).id();
        byte[] before = raw(id);
        Digest first =
                Objects.requireNonNull(moderator.thread(id).post(answer)).said().digest();
        moderator.turn(id, ForumTurn.removal(answer, ForumReason.WRONG, first));
        moderator.turn(id, ForumTurn.plain(ForumStep.LOCK));
        JsonObject kept = new JsonObject(new String(before, StandardCharsets.UTF_8));
        assertThat(lied(id, said -> {
                            var acts = said.getJsonArray("acts");
                            var last = acts.getJsonObject(acts.size() - 1);
                            said.put("acts", kept.getJsonArray("acts").add(last));
                        })
                        .reasons())
                .as("the removed answer is back, its removal is not there")
                .contains("forum-chain");
        ForumBook.Reading withheld = asker.forum.thread(id);
        assertThat(withheld.thread().withheld()).isEmpty();
        ForumBook.Reading hidden = lied(id, said -> {
            var acts = said.getJsonArray("acts");
            acts.remove(acts.size() - 1);
            acts.remove(acts.size() - 1);
        });
        assertThat(hidden.thread().withheld())
                .as("an empty place without a removal")
                .containsExactly(answer);
    }

    @Test
    void badInputIsRefusedByItsReason() throws Ended {
        String id = thread();
        Digest follows =
                Objects.requireNonNull(asker.thread(id).question()).said().digest();
        assertThatThrownBy(() -> asker.forum.signed(
                        "answer",
                        id,
                        follows,
                        ForumPost.answer("x".repeat(1 << 20)).json()))
                .isInstanceOf(Ended.class);
        assertRefused(
                () -> calls.call(
                        "POST",
                        "/api/v1/forum/acts",
                        asker.officer.client.engine().token(),
                        "application/json",
                        new byte[1 << 20]),
                "http.body-too-large");
        String answer = asker.thread(id).posts().get(1).id();
        asker.mark(ForumMark.VOTE, id, answer, null);
        assertRefused(() -> asker.mark(ForumMark.VOTE, id, answer, null), "forum.voted");
        assertRefused(() -> expert.mark(ForumMark.VOTE, id, answer, null), "forum.own-post");
        Envelope stale = asker.forum.signed(
                "answer", id, follows, ForumPost.answer("Late.").json());
        Envelope late = expert.forum.signed(
                "edit",
                id,
                Objects.requireNonNull(asker.thread(id).post(answer)).head(),
                ForumPost.edit(answer, null, "More.", List.of()).json());
        moderator.turn(id, ForumTurn.plain(ForumStep.LOCK));
        assertRefused(() -> expert.forum.send(late), "forum.locked");
        assertRefused(() -> asker.forum.send(stale), "forum.locked");
    }

    @Test
    void whatIsSentTwiceStandsOnceAndWhoIsLateIsTold() throws Ended {
        String id = thread();
        Digest head = ForumClient.head(asker.thread(id));
        Envelope claim = second.forum.signed(
                ForumTurn.KIND,
                id,
                head,
                ForumTurn.plain(ForumStep.ASK).saying("Which?").json());
        long seq = second.forum.send(claim);
        assertThat(second.forum.send(claim)).isEqualTo(seq);
        Envelope late = expert.forum.signed(
                ForumTurn.KIND,
                id,
                head,
                ForumTurn.plain(ForumStep.ASK).saying("What?").json());
        assertRefused(() -> expert.forum.send(late), "forum.chain");
    }

    @Test
    void whatIsSaidIsFoundAndWhatIsRemovedIsNot() throws Ended {
        String id = asker.ask("Does a quokka keep its pouch closed?");
        assertThat(text(second.forum.list(Map.of("q", "quokka exports"))))
                .as("found, and what was found is marked")
                .contains(id)
                .contains("\uFFF9export\uFFFB");
        assertThat(text(second.forum.list(Map.of("q", "quokka", "space", "law"))))
                .doesNotContain(id);
        assertThat(text(second.forum.similar("Pouch of the quokka", "en"))).contains(id);
        Digest first =
                Objects.requireNonNull(moderator.thread(id).question()).said().digest();
        moderator.turn(id, ForumTurn.removal(id, ForumReason.OFF_TOPIC, first));
        assertThat(text(second.forum.list(Map.of("q", "quokkas pouch")))).doesNotContain(id);
        assertThat(text(second.forum.list(Map.of("space", "techniques")))).doesNotContain(id);
        assertThat(asker.thread(id).state()).isEqualTo(ForumState.REMOVED);
    }

    /** A question with one answer. */
    private String thread() throws Ended {
        String id = asker.ask("How is it done?");
        expert.answer(id, "Like this.");
        return id;
    }

    private byte[] raw(String id) throws Ended {
        return calls.call(
                "GET",
                "/api/v1/forum/threads/" + id,
                asker.officer.client.engine().token(),
                null,
                null);
    }

    /** What the asker's client makes of the server's answer once it is changed. */
    private ForumBook.Reading lied(String id, Consumer<JsonObject> lie) throws Ended, Malformed {
        var answer = new JsonObject(new String(raw(id), StandardCharsets.UTF_8));
        lie.accept(answer);
        var reading = asker.officer.client.engine().forum().reading();
        reading.page(answer.toBuffer().getBytes());
        return reading;
    }

    /** Changes what the n-th act says, under the signature that it has. */
    private static void payload(JsonObject answer, int n, Consumer<JsonObject> change) {
        var act = answer.getJsonArray("acts").getJsonObject(n).getJsonObject("act");
        var body = new JsonObject(decoded(act.getString("payload")));
        change.accept(body);
        act.put("payload", encoded(body.encode()));
    }

    /** All payloads in clear. */
    private static String said(byte[] raw) {
        var out = new StringBuilder();
        for (Object one : new JsonObject(new String(raw, StandardCharsets.UTF_8)).getJsonArray("acts")) {
            var act = ((JsonObject) one).getJsonObject("act");
            out.append(act == null ? "" : decoded(act.getString("payload")));
        }
        return out.toString();
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Json.Obj json) {
        return new String(Json.write(json), StandardCharsets.UTF_8);
    }

    private interface Attempt {
        void run() throws Ended;
    }

    private static void assertRefused(Attempt attempt, String code) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        Ended.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
