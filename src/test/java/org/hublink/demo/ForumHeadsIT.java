package org.hublink.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hublink.client.Ended;
import org.hublink.client.ForumClient;
import org.hublink.client.HttpHome;
import org.hublink.client.ServerCalls;
import org.hublink.engine.ForumBook;
import org.hublink.engine.ForumLogged;
import org.hublink.engine.VaultOwner;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.ForumHeads;
import org.hublink.protocol.ForumPost;
import org.hublink.protocol.ForumReason;
import org.hublink.protocol.ForumSpace;
import org.hublink.protocol.ForumStep;
import org.hublink.protocol.ForumThread;
import org.hublink.protocol.ForumTurn;
import org.hublink.protocol.Part;
import org.hublink.protocol.PartJson;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Role;
import org.hublink.protocol.StatementSigner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What two moderators logged of all threads, on a whole server: readers are held to it, and nobody else makes it. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForumHeadsIT {
    private static final long DAY_SECONDS = 86_400;

    private CaseWorld world;
    private ServerCalls calls;
    private Member asker;
    private Member expert;
    private Member moderator;
    private Member second;
    private int logged;

    /** One persona at work. */
    private record Member(CaseWorld.Officer officer, ForumClient forum, StatementSigner signer) {
        ForumLogged logged() {
            return officer.client.engine().forum().logged();
        }

        ForumThread thread(String id) throws Ended {
            return forum.thread(id).thread();
        }

        void turn(String thread, ForumTurn turn) throws Ended {
            forum.say(ForumTurn.KIND, thread, ForumClient.head(thread(thread)), turn.json());
        }
    }

    @BeforeAll
    void membersAreThere(@TempDir Path data) throws IOException, Ended {
        world = new CaseWorld(data);
        calls = new ServerCalls(HttpHome.at(world.server.origin(), null), world.home.text());
        world.newcomer("FR", "marten-4", Role.MODERATOR);
        asker = member("FR-officer-1");
        world.newcomer("BR", "seringa-3", Role.EXPERT);
        expert = member("seringa-3");
        moderator = member("BR-officer-2");
        second = member("marten-4");
    }

    private Member member(String name) throws IOException, Ended {
        var officer = world.officer(name);
        var forum = new ForumClient(officer.client);
        forum.connect();
        var owner = (VaultOwner.Device) world.contents(name).owner();
        var persona = Objects.requireNonNull(owner.persona());
        return new Member(officer, forum, new StatementSigner(persona.key().signing()));
    }

    @AfterAll
    void end() throws IOException {
        world.close();
    }

    @Test
    void aRemovalThatWasTheLastTurnCannotBeLeftOutOnceItIsLogged() throws IOException, Ended, Malformed {
        String id = thread();
        String answer = asker.thread(id).posts().get(1).id();
        byte[] before = raw(id);
        remove(id, answer);
        ForumBook.Reading unnoticed = lied(id, said -> acts(said, before));
        assertThat(unnoticed.asLogged()).as("not logged yet").isEmpty();
        logHeads();
        assertThat(new JsonObject(text(asker.forum.thread(id).json())).getLong("logged"))
                .isPositive();
        ForumBook.Reading resurrected = lied(id, said -> acts(said, before));
        assertThat(Objects.requireNonNull(resurrected.thread().post(answer))
                        .post()
                        .text())
                .as("it is there again, with a good signature")
                .isEqualTo("Like this.");
        assertThat(resurrected.asLogged()).isEqualTo("forum-behind-heads");
        assertReason("forum-behind-heads", resurrected::json);
        ForumBook.Reading hidden = lied(
                id,
                said -> said.getJsonArray("acts")
                        .remove(said.getJsonArray("acts").size() - 1));
        assertThat(hidden.asLogged()).as("the last turn left out").isEqualTo("forum-behind-heads");
        moderator.turn(id, ForumTurn.plain(ForumStep.LOCK));
        assertThat(asker.forum.thread(id).asLogged()).as("it may go on").isEmpty();
    }

    @Test
    void anotherChainThanTheLoggedOneIsRefused() throws IOException, Ended, Malformed {
        String id = thread();
        Envelope other = moderator.forum.signed(
                ForumTurn.KIND,
                id,
                ForumClient.head(asker.thread(id)),
                ForumTurn.plain(ForumStep.LOCK).json());
        remove(id, asker.thread(id).posts().get(1).id());
        logHeads();
        ForumBook.Reading forked = lied(id, said -> {
            var acts = said.getJsonArray("acts");
            acts.getJsonObject(acts.size() - 1)
                    .put("act", new JsonObject(new String(other.bytes(), StandardCharsets.UTF_8)));
        });
        assertThat(forked.thread().locked()).as("a moderator did sign it").isTrue();
        assertThat(forked.asLogged()).isEqualTo("forum-not-as-logged");
    }

    @Test
    void aThreadThatIsLoggedCannotBeDenied() throws IOException, Ended, Malformed {
        String id = thread();
        logHeads();
        asker.forum.thread(id);
        assertThat(asker.logged().denied(id)).isEqualTo("forum-thread-denied");
        assertThat(asker.logged().denied("ab".repeat(16))).isEmpty();
        assertCode("forum.thread-unknown", () -> asker.forum.thread("ab".repeat(16)));
    }

    @Test
    void theServerTakesHeadsOfTwoModeratorsOnly() throws Ended, Malformed {
        thread();
        Part now = now();
        assertCode("transparency.below-threshold", () -> log(sign(now, moderator), now));
        assertCode("forum.act-signer", () -> send(sign(now, moderator, expert), now));
        assertCode("forum.act-signer", () -> send(sign(now, asker), now));
        assertThatThrownBy(() -> sign(now, moderator, moderator))
                .as("the same person twice")
                .isInstanceOfSatisfying(
                        AssertionError.class, refused -> assertThat(refused).hasMessage("duplicate-key-id"));
        Part other = new Part(now.salt(), new ForumHeads(Map.of()).body());
        assertCode("forum.part-mismatch", () -> send(sign(now, moderator, second), other));
        var heads = new TreeMap<>(ForumHeads.read(now.body()).all());
        heads.replaceAll((id, head) ->
                new ForumHeads.Head(head.turns(), Digest.of(head.last().bytes())));
        Part forged = new Part(now.salt(), new ForumHeads(heads).body());
        assertCode("forum.not-as-logged", () -> send(sign(forged, moderator, second), forged));
        Part unknown = new Part(
                now.salt(),
                new ForumHeads(Map.of(RandomId.fromHex("ab".repeat(16)), new ForumHeads.Head(0, now.digest()))).body());
        assertCode("forum.not-as-logged", () -> send(sign(unknown, moderator, second), unknown));
        Part garbage = new Part(now.salt(), new byte[] {7, 7, 7});
        assertCode("forum.heads-form", () -> send(sign(garbage, moderator, second), garbage));
    }

    @Test
    void whatTheServerGivesOfTheHeadsIsJudged() throws IOException, Ended, Malformed {
        thread();
        logHeads();
        asker.forum.connect();
        assertThat(taken(answer -> {}).getString("refused")).isEmpty();
        assertThat(taken(answer -> {}).getJsonObject("logged").getJsonArray("signed"))
                .containsExactlyInAnyOrder("BR/farol-2", "FR/marten-4");
        assertThat(taken(answer -> answer.remove("part")).getString("refused")).isEqualTo("part-withheld");
        assertThat(taken(answer -> answer.getJsonObject("part")
                                .put("body", Base64.encode(new ForumHeads(Map.of()).body())))
                        .getString("refused"))
                .isEqualTo("part-mismatch");
        String id = thread();
        asker.forum.heads();
        var thread = new JsonObject(text(asker.forum.thread(id).json()));
        assertThat(thread.getLong("logged")).as("newer than the heads").isNull();
        assertThat(thread.getString("headsRefused")).isNull();
        try (var fresh = fresh()) {
            fresh.connect();
            assertThat(fresh.refused(answer -> answer.put("personas", new JsonArray())))
                    .as("nobody says whose signatures they are")
                    .isEqualTo("part-withheld");
            assertThat(fresh.refused(answer -> {})).isEmpty();
        }
    }

    @Test
    void aModeratorSignsWhatHeSawAndNothingLess() throws IOException, Ended, Malformed {
        String id = thread();
        logHeads();
        moderator.forum.connect();
        moderator.forum.heads();
        String later = thread();
        byte[] now = get("heads/now");
        assertThat(moderator.logged().begin(now)).contains(later).doesNotContain(id);
        assertReason("forum-heads-unseen", () -> moderator.logged().sign());
        moderator.forum.thread(later);
        for (String other : moderator.logged().begin(now)) {
            moderator.forum.thread(other);
        }
        assertThat(text(moderator.logged().sign())).contains("envelope");
        var heads = new TreeMap<>(ForumHeads.read(now().body()).all());
        heads.replace(RandomId.fromHex(later), new ForumHeads.Head(1, Digest.of(new byte[0])));
        for (String other : moderator.logged().begin(listed(heads))) {
            moderator.forum.thread(other);
        }
        assertReason("forum-heads-unseen", () -> moderator.logged().sign());
        heads.remove(RandomId.fromHex(id));
        assertReason("forum-heads-shrunk", () -> moderator.logged().begin(listed(heads)));
    }

    /** A client that opens no part before it is told to. */
    private Fresh fresh() throws IOException, Ended {
        return new Fresh(world.afresh("FR-officer-2", "fresh"));
    }

    private final class Fresh implements AutoCloseable {
        private final CaseWorld.Officer officer;
        private final ForumClient forum;

        Fresh(CaseWorld.Officer officer) {
            this.officer = officer;
            this.forum = new ForumClient(officer.client);
        }

        void connect() throws IOException, Ended {
            forum.connect();
        }

        String refused(Consumer<JsonObject> lie) throws Ended, Malformed {
            var answer = json(get("heads?leaf=" + logged().leaf()));
            lie.accept(answer);
            return new JsonObject(text(logged().take(answer.toBuffer().getBytes()))).getString("refused");
        }

        private ForumLogged logged() {
            return officer.client.engine().forum().logged();
        }

        @Override
        public void close() throws IOException {
            officer.leaves();
        }
    }

    /** A question with one answer. */
    private String thread() throws Ended {
        var post = ForumPost.question(ForumSpace.TECHNIQUES, "en", "How is it done?", "So?", List.of("hash-matching"));
        var asked = asker.forum.signed("question", "", null, post.json());
        asker.forum.send(asked);
        String id = json(asked.payload()).getString("id");
        var question = Objects.requireNonNull(expert.thread(id).question());
        expert.forum.say(
                "answer",
                id,
                question.said().digest(),
                ForumPost.answer("Like this.").json());
        return id;
    }

    private void remove(String thread, String post) throws Ended {
        Digest first = Objects.requireNonNull(moderator.thread(thread).post(post))
                .said()
                .digest();
        moderator.turn(thread, ForumTurn.removal(post, ForumReason.WRONG, first));
    }

    /** Two moderators sign where all threads stand; readers know of it when this returns. */
    private void logHeads() throws IOException, Ended {
        for (Member one : List.of(moderator, second)) {
            one.forum.connect();
        }
        assertThat(moderator.forum.signHeads()).as("it waits").isEqualTo(-1);
        var waiting = new JsonObject(text(moderator.forum.heads())).getJsonObject("waiting");
        assertThat(waiting.getJsonArray("signed")).containsExactly("BR/farol-2");
        assertCode("duplicate-key-id", moderator.forum::signHeads);
        long leaf = second.forum.signHeads();
        assertThat(leaf).isPositive();
        logged++;
        for (Member one : List.of(asker, expert, moderator, second)) {
            world.world.untilPublished(one.officer.client, leaf);
            one.forum.connect();
        }
    }

    private Part now() throws Ended {
        byte[] body =
                java.util.Base64.getDecoder().decode(json(get("heads/now")).getString("heads"));
        return new Part(world.home.randomness().bytes(Part.SALT_BYTES), body);
    }

    private byte[] listed(Map<RandomId, ForumHeads.Head> heads) {
        return new JsonObject()
                .put("heads", Base64.encode(new ForumHeads(heads).body()))
                .toBuffer()
                .getBytes();
    }

    private Envelope sign(Part part, Member... members) {
        long now = world.home.clock().now();
        int version = logged + 1;
        var header = StatementSigner.header(ForumHeads.SUBJECT, version, now, now + 300 * DAY_SECONDS, List.of(part));
        try {
            var envelope = members[0].signer.sign(header);
            for (int i = 1; i < members.length; i++) {
                envelope = members[i].signer.countersign(envelope);
            }
            return envelope;
        } catch (Malformed refused) {
            throw new AssertionError(refused.reason());
        }
    }

    private void send(Envelope envelope, Part part) throws Ended {
        var body = Json.obj().put("envelope", envelope.json()).put("part", PartJson.write(part));
        calls.post("/api/v1/forum/heads", asker.officer.client.engine().token(), body);
    }

    private void log(Envelope envelope, Part part) throws Ended {
        calls.submit(envelope, List.of(part));
    }

    private byte[] get(String path) throws Ended {
        return calls.call(
                "GET", "/api/v1/forum/" + path, asker.officer.client.engine().token(), null, null);
    }

    private byte[] raw(String id) throws Ended {
        return get("threads/" + id);
    }

    private static JsonObject json(byte[] bytes) {
        return new JsonObject(new String(bytes, StandardCharsets.UTF_8));
    }

    /** What the asker's client makes of the server's answer once it is changed. */
    private ForumBook.Reading lied(String id, Consumer<JsonObject> lie) throws Ended, Malformed {
        asker.forum.thread(id);
        var answer = json(raw(id));
        lie.accept(answer);
        var reading = asker.officer.client.engine().forum().reading();
        reading.page(answer.toBuffer().getBytes());
        return reading;
    }

    private JsonObject taken(Consumer<JsonObject> lie) throws Ended, Malformed {
        var answer = json(get("heads?leaf=" + asker.logged().leaf()));
        lie.accept(answer);
        return new JsonObject(text(asker.logged().take(answer.toBuffer().getBytes())));
    }

    private static void acts(JsonObject answer, byte[] of) {
        answer.put("acts", json(of).getJsonArray("acts"));
    }

    private static String text(Json.Obj json) {
        return new String(Json.write(json), StandardCharsets.UTF_8);
    }

    private static void assertCode(String code, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        Ended.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static void assertReason(String reason, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        Malformed.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
