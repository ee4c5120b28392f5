package org.hublink.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hublink.client.Ended;
import org.hublink.engine.UnsafeMember;
import org.hublink.engine.VaultOwner;
import org.hublink.engine.Wish;
import org.hublink.mls.KeyPackageSecrets;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.CaseFile;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.CaseStory;
import org.hublink.protocol.Country;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Transition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * An officer's device with a program of its own, in a case on a whole server: what it breaks is refused or shown to the others
 * by its reason, and they go on.
 */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemberLiesIT {
    private Path files;
    private LiedWorld lied;

    @BeforeAll
    void aWorldIsThere(@TempDir Path data) throws IOException, Ended {
        files = Files.createDirectories(data.resolve("files"));
        lied = new LiedWorld(data.resolve("hub"));
    }

    @AfterAll
    void end() throws IOException {
        lied.close();
    }

    /** Whoever turned in the test before is honest again, on a store that knows nothing. */
    @BeforeEach
    void recifeIsHonest() throws IOException, Ended {
        lied.recifeAfresh();
    }

    private void puts(DeliveryFrame... frames) throws Exception {
        assertThat(lied.puts(lied.recife, frames)).hasOnlyElementsOfType(DeliveryFrame.Taken.class);
    }

    private List<CaseWorld.Officer> honest() {
        return List.of(lied.paris, lied.lyon, lied.rio);
    }

    private int mark() {
        return lied.rio.shown.size();
    }

    @Test
    void aGarbageCommitEndsNoConversation() throws Exception {
        String conversation = lied.opens(lied.paris);
        lied.goesOn(conversation, lied.paris, lied.lyon, lied.rio, lied.recife);
        String before = LiedWorld.members(lied.rio, conversation).group();
        puts(lied.turned(lied.recife, conversation).garbage());
        int mark = mark();
        lied.rio.run(new Wish.Connect());
        assertThat(LiedWorld.members(lied.rio, conversation).trouble()).isNotEmpty();
        assertThat(LiedWorld.since(lied.rio, mark)).contains("wire-format");
        lied.goesOn(conversation, lied.paris, lied.lyon, lied.rio);
        assertThat(LiedWorld.members(lied.rio, conversation).group()).isNotEqualTo(before);
    }

    @Test
    void anUnjustifiedAddIsRefusedByAllAndLeavesItsCommitterOut() throws Exception {
        String conversation = lied.opens(lied.rio);
        byte[] stranger = stranger().message();
        String name = Digest.of(Utf8.encode("stranger")).hex();
        puts(lied.turned(lied.recife, conversation).adds(stranger, name));
        int mark = mark();
        lied.connect();
        assertThat(LiedWorld.since(lied.rio, mark)).contains("leaf-mismatch");
        lied.goesOn(conversation, lied.paris, lied.lyon, lied.rio);
        assertThat(LiedWorld.members(lied.rio, conversation).devices())
                .containsExactlyInAnyOrder(lied.paris.device(), lied.lyon.device(), lied.rio.device());
        assertThat(LiedWorld.codes(List.copyOf(lied.rio.shown))
                        .toString()
                        .concat(lied.paris.codes().toString())
                        .concat(lied.lyon.codes().toString()))
                .contains("left-out");
    }

    /** A device that stands in no log, under a name that is nobody's. */
    private KeyPackageSecrets stranger() throws IOException, Ended {
        var device = (VaultOwner.Device)
                lied.world.world.vault(lied.rio.name).contents().owner();
        var engine = lied.paris.client.engine();
        var statement = engine.trust()
                .newest(Subject.device(new Country("BR"), device.deviceId()), engine.moment())
                .valueOrNull();
        String name = Digest.of(Utf8.encode("stranger")).hex();
        return UnsafeMember.stranger(
                lied.world.home,
                name,
                device.device(),
                Objects.requireNonNull(statement).index());
    }

    @Test
    void whoeverAPathIsBadForIsTakenInAgainByThoseWhoCouldReadIt() throws Exception {
        String conversation = lied.opens(lied.rio);
        lied.goesOn(conversation, lied.paris, lied.lyon, lied.rio, lied.recife);
        String before = LiedWorld.members(lied.rio, conversation).group();
        UnsafeMember member = lied.turned(lied.recife, conversation);
        var victim = member.leaf(lied.rio.device()) == (member.ownLeaf() ^ 1) ? lied.rio : beside(member);
        puts(member.badFor(victim.device()));
        int mark = victim.shown.size();
        lied.connect();
        assertThat(LiedWorld.since(victim, mark)).contains("aead-open");
        lied.goesOn(conversation, lied.paris, lied.lyon, lied.rio);
        assertThat(LiedWorld.since(victim, mark)).contains("rejoined");
        assertThat(LiedWorld.members(lied.rio, conversation).group()).isEqualTo(before);
    }

    private CaseWorld.Officer beside(UnsafeMember member) throws IOException, Ended {
        for (CaseWorld.Officer one : honest()) {
            if (member.leaf(one.device()) == (member.ownLeaf() ^ 1)) {
                return one;
            }
        }
        throw new AssertionError("nobody beside");
    }

    @Test
    void commitsInALoopKeepNobodyFromSpeaking() throws Exception {
        String conversation = lied.opens(lied.lyon);
        UnsafeMember member = lied.turned(lied.recife, conversation);
        int taken = 0;
        String refused = "";
        for (int i = 0; i < 12 && refused.isEmpty(); i++) {
            var answer = lied.puts(lied.recife, member.next()).get(0);
            taken += answer instanceof DeliveryFrame.Taken ? 1 : 0;
            refused = answer instanceof DeliveryFrame.Refused no ? no.refusal().code() : refused;
        }
        assertThat(taken).isEqualTo(6);
        assertThat(refused).isEqualTo("messaging.quota");
        lied.goesOn(conversation, lied.paris, lied.lyon, lied.rio);
    }

    @Test
    void anActWithAFalsePredecessorOrOfAnotherCaseCountsForNothing() throws Exception {
        String other = lied.opens(lied.paris);
        lied.paris.run(new Wish.Chat(other, "for the other case"));
        lied.connect();
        String conversation = lied.opens(lied.paris);
        UnsafeMember member = lied.turned(lied.recife, conversation);
        String group = LiedWorld.members(lied.rio, conversation).group();
        var accept = new Transition(CaseStep.ACCEPT, group, null, Transition.Words.NONE);
        var acknowledge = new Transition(CaseStep.ACKNOWLEDGE, group, null, Transition.Words.NONE);
        var after = Objects.requireNonNull(lied.rio.book().story(conversation).last())
                .digest();
        puts(member.says(member.act(Transition.KIND, Digest.of(new byte[] {1}), acknowledge.json())));
        puts(member.says(member.act(Transition.KIND, null, acknowledge.json())));
        puts(member.says(member.act(Transition.KIND, after, accept.json())));
        UnsafeMember there = lied.turned(lied.recife, other);
        puts(member.says(there.heard("chat", lied.paris.device())));
        puts(member.says(there.chat("said in the other case")));
        puts(member.says(UnsafeMember.forged(member.chat("forged"))));
        int mark = mark();
        lied.connect();
        assertThat(LiedWorld.since(lied.rio, mark)).contains("act-signer", "act-context", "bad-signature");
        var story = lied.rio.book().story(conversation);
        assertThat(story.position().state()).isEqualTo(CaseState.SENT);
        assertThat(story.waiting()).hasSize(1);
        assertThat(story.refused().stream().map(CaseStory.Refusal::reason)).contains("step-not-allowed");
        assertThat(LiedWorld.heard(lied.rio, conversation)).isEmpty();
        lied.goesOn(conversation, lied.paris, lied.lyon, lied.rio);
    }

    /** The act names the file that all know, the key beside it is another one: nothing comes of it, for anybody. */
    @Test
    void anotherKeyForTheSameBytesGivesNothing() throws Exception {
        String conversation = lied.opens(lied.paris);
        var acknowledged = new Wish.Step(conversation, CaseStep.ACKNOWLEDGE, Transition.Words.NONE);
        assertThat(lied.rio.run(acknowledged).clean()).isTrue();
        lied.connect();
        Path source = Files.writeString(files.resolve("report.txt"), "the report of the case", StandardCharsets.UTF_8);
        var put = lied.recife.run(new Wish.Attach(conversation, "report.txt", "text/plain", source.toString()));
        assertThat(put.clean()).as("%s", put).isTrue();
        CaseFile file = lied.recife.book().attached(conversation).get(0);
        UnsafeMember member = lied.turned(lied.recife, conversation);
        String group = LiedWorld.members(lied.rio, conversation).group();
        var words = new Transition.Words("The report.", null, 0, List.of(), List.of(file));
        var last = Objects.requireNonNull(lied.rio.book().story(conversation).last());
        var ask = new Transition(CaseStep.ASK, group, null, words);
        var act = member.act(Transition.KIND, last.digest(), ask.json());
        puts(member.says(act, Map.of(file.id(), new byte[32])));
        lied.connect();
        for (CaseWorld.Officer one : honest()) {
            Path sink = files.resolve("fetched by " + one.name);
            var finished = one.run(new Wish.Fetch(conversation, file.id(), sink.toString()));
            assertThat(LiedWorld.codes(finished)).as(one.name).contains("aead-open");
            assertThat(sink).doesNotExist();
        }
        lied.goesOn(conversation, lied.paris, lied.lyon, lied.rio);
    }

    @Test
    void aForgedRecordInTheArchiveIsRefusedByItsReaders() throws Exception {
        String conversation = lied.opens(lied.paris);
        lied.goesOn(conversation, lied.paris, lied.rio);
        archives(lied.rio);
        archives(lied.recife);
        UnsafeMember member = lied.turned(lied.recife, conversation);
        var forged = UnsafeMember.forged(lied.turned(lied.paris, conversation).chat("never said"));
        int n = filed(conversation);
        byte[] record = member.archived(CaseWorld.BRAZILIAN, forged, lied.paris.device(), n);
        var stored = lied.calls(
                lied.recife,
                "PUT",
                "/api/v1/messaging/archive/" + CaseWorld.BRAZILIAN + "/records/" + conversation + "/" + n,
                record);
        assertThat(stored.status()).isIn(200, 201);
        int mark = mark();
        lied.rio.run(new Wish.Archive(CaseWorld.BRAZILIAN));
        assertThat(LiedWorld.since(lied.rio, mark)).contains("bad-signature");
        assertThat(LiedWorld.heard(lied.rio, conversation)).doesNotContain("never said");
        lied.goesOn(conversation, lied.paris, lied.lyon, lied.rio);
    }

    private static void archives(CaseWorld.Officer officer) throws IOException, Ended {
        var finished = officer.run(new Wish.Archive(CaseWorld.BRAZILIAN));
        assertThat(finished.clean()).as("%s %s", finished, officer.codes()).isTrue();
    }

    /** How many records of the case stand there. */
    private int filed(String conversation) throws Ended {
        var heads = lied.calls(
                lied.recife, "GET", "/api/v1/messaging/archive/" + CaseWorld.BRAZILIAN + "/records/heads", new byte[0]);
        var json = new io.vertx.core.json.JsonObject(new String(heads.body(), StandardCharsets.UTF_8));
        return json.getJsonArray("heads").stream()
                .map(io.vertx.core.json.JsonObject.class::cast)
                .filter(one -> one.getString("conversation").equals(conversation))
                .mapToInt(one -> one.getInteger("count"))
                .findFirst()
                .orElse(0);
    }
}
