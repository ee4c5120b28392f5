package org.hublink.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.engine.UnsafeMember;
import org.hublink.engine.VaultOwner;
import org.hublink.engine.Wish;
import org.hublink.mls.KeyPackageSecrets;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Retold;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Transition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that lies to officers' clients about groups: each lie is refused or shown by its reason, gives nobody a word that
 * was not said, and once it ends everybody hears everybody again.
 */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerLiesIT {
    private static final String FRAMES = "/api/v1/messaging/frames";

    private LiedWorld lied;

    @BeforeAll
    void aWorldIsThere(@TempDir Path data) throws IOException, Ended {
        lied = new LiedWorld(data.resolve("hub"));
    }

    @AfterAll
    void end() throws IOException {
        lied.close();
    }

    @AfterEach
    void nobodyIsLiedTo() {
        lied.honest();
    }

    private static boolean message(DeliveryFrame.Delivered one) {
        return one.kind() == DeliveryFrame.Body.MESSAGE;
    }

    private static boolean commit(DeliveryFrame.Delivered one) {
        return one.kind() == DeliveryFrame.Body.COMMIT;
    }

    private static boolean welcome(DeliveryFrame.Delivered one) {
        return one.kind() == DeliveryFrame.Body.WELCOME;
    }

    private void says(CaseWorld.Officer officer, String conversation, String text) throws IOException, Ended {
        officer.run(new Wish.Chat(conversation, text));
    }

    /** The routing list names one more, or one fewer, than the members judged. */
    @Test
    void whoIsAddedByTheListAloneIsShownAndIsNoMember() throws Exception {
        String conversation = lied.opensWithoutRecife();
        Digest stranger = Digest.of(Utf8.encode("stranger"));
        lied.tell(lied.rio, FrameLies.each(one -> {
            List<Digest> added = new ArrayList<>(one.added());
            added.add(stranger);
            return commit(one) ? Retold.routed(one, added, one.removed()) : one;
        }));
        lied.tell(lied.lyon, FrameLies.each(one -> commit(one) ? Retold.routed(one, List.of(), one.removed()) : one));
        lied.paris.run(new Wish.BringIn(conversation, CaseWorld.BRAZILIAN));
        int rio = lied.rio.shown.size();
        int lyon = lied.lyon.shown.size();
        lied.connect();
        assertThat(LiedWorld.since(lied.rio, rio)).contains("routing-mismatch");
        assertThat(LiedWorld.since(lied.lyon, lyon)).contains("routing-mismatch");
        assertThat(LiedWorld.members(lied.rio, conversation).devices())
                .hasSize(4)
                .doesNotContain(stranger.hex());
        lied.honest();
        lied.goesOn(conversation, lied.paris, lied.lyon, lied.rio, lied.recife);
    }

    /** With what a member gave away, a stranger would come in by himself. */
    @Test
    void whoAddsHimselfIsRefused() throws Exception {
        String conversation = lied.opens(lied.rio);
        KeyPackageSecrets stranger = stranger();
        says(lied.rio, conversation, "before");
        byte[] commit = lied.turned(lied.rio, conversation).externalCommit(stranger);
        lied.tell(lied.lyon, appended(conversation, commit));
        int mark = lied.lyon.shown.size();
        lied.lyon.run(new Wish.Connect());
        assertThat(LiedWorld.since(lied.lyon, mark)).contains("external-commit");
        assertThat(LiedWorld.members(lied.lyon, conversation).devices()).hasSize(4);
        lied.honest();
        lied.goesOn(conversation, lied.paris, lied.lyon, lied.rio, lied.recife);
    }

    /** One commit more behind the last entry of a group. */
    private Liar.Lie appended(String conversation, byte[] body) throws Exception {
        var members = LiedWorld.members(lied.lyon, conversation);
        RandomId group = RandomId.fromHex(members.group());
        long seq = lied.headOf(lied.lyon, conversation) + 1;
        Digest sender = Digest.of(Utf8.encode("nobody"));
        return FrameLies.entries(frames -> {
            frames.add(new DeliveryFrame.Delivered(
                    group,
                    seq,
                    members.epoch(),
                    DeliveryFrame.Body.COMMIT,
                    sender,
                    id(seq),
                    body,
                    List.of(),
                    List.of()));
            return frames;
        });
    }

    private static RandomId id(long n) {
        return RandomId.make(length -> {
            byte[] out = new byte[length];
            out[0] = (byte) n;
            out[1] = 77;
            return out;
        });
    }

    private KeyPackageSecrets stranger() throws IOException, Ended {
        var device = (VaultOwner.Device)
                lied.world.world.vault(lied.recife.name).contents().owner();
        var engine = lied.paris.client.engine();
        var statement = engine.trust()
                .newest(Subject.device(new org.hublink.protocol.Country("BR"), device.deviceId()), engine.moment())
                .valueOrNull();
        if (statement == null) {
            throw new AssertionError("not logged");
        }
        return UnsafeMember.stranger(lied.world.home, device.deviceId(), device.device(), statement.index());
    }

    /** Its keys are its own, its name that of a device that is logged: the log has other keys for it. */
    @Test
    void aDeviceThatIsNotTheLoggedOneIsNotAdded() throws Exception {
        String conversation = lied.opensWithoutRecife();
        byte[] forged = stranger().message();
        lied.tell(lied.paris, FrameLies.bundle(CaseWorld.BRAZILIAN, honest -> packages(honest, forged)));
        int mark = lied.paris.shown.size();
        lied.paris.run(new Wish.BringIn(conversation, CaseWorld.BRAZILIAN));
        assertThat(LiedWorld.since(lied.paris, mark)).contains("leaf-mismatch");
        assertThat(LiedWorld.members(lied.paris, conversation).devices()).hasSize(3);
        lied.honest();
        lied.paris.run(new Wish.BringIn(conversation, CaseWorld.BRAZILIAN));
        lied.goesOn(conversation, lied.paris, lied.lyon, lied.rio, lied.recife);
    }

    private byte[] packages(byte[] honest, byte[] forged) {
        return LiedWorld.edited(honest, json -> {
            for (int i = 0; i < json.getJsonArray("devices").size(); i++) {
                json.getJsonArray("devices")
                        .getJsonObject(i)
                        .put("keyPackage", Base64.getEncoder().encodeToString(forged));
            }
        });
    }

    /** The package that Recife joined by once is handed out again: nobody can open that welcome, and Recife says so. */
    @Test
    void whoIsAddedByAUsedPackageSaysSoAndIsTakenInByAFreshOne() throws Exception {
        List<byte[]> handedOut = new ArrayList<>();
        lied.tell(lied.lyon, FrameLies.bundle(CaseWorld.BRAZILIAN, honest -> {
            handedOut.add(honest);
            return handedOut.get(0);
        }));
        lied.opens(lied.lyon);
        String conversation = lied.begins(lied.lyon);
        lied.honest();
        int mark = lied.recife.shown.size();
        lied.recife.run(new Wish.Connect());
        assertThat(LiedWorld.since(lied.recife, mark)).contains("welcome-for-nobody");
        assertThat(lied.reached(() -> LiedWorld.in(lied.rio, conversation) && LiedWorld.in(lied.recife, conversation)))
                .isTrue();
        lied.goesOn(conversation, lied.paris, lied.lyon, lied.rio, lied.recife);
        assertThat(LiedWorld.since(lied.recife, mark)).contains("joined");
    }

    @Test
    void aWelcomeThatWasAlteredIsRefusedAndTheDeviceIsTakenInAfterwards() throws Exception {
        lied.tell(lied.recife, FrameLies.each(one -> welcome(one) ? Retold.flipped(one) : one));
        String conversation = lied.begins(lied.rio);
        int mark = lied.recife.shown.size();
        lied.recife.run(new Wish.Connect());
        assertThat(LiedWorld.since(lied.recife, mark)).contains("aead-open");
        lied.honest();
        assertThat(lied.reached(() -> LiedWorld.in(lied.recife, conversation))).isTrue();
        lied.goesOn(conversation, lied.paris, lied.lyon, lied.rio, lied.recife);
    }

    /** Welcomes of two groups, each in the place of the other. */
    @Test
    void welcomesThatWereExchangedAreRefusedAndBothGroupsAreEnteredAfterwards() throws Exception {
        lied.tell(lied.recife, FrameLies.entries(ServerLiesIT::exchanged));
        String one = lied.begins(lied.rio);
        String other = lied.begins(lied.rio);
        int mark = lied.recife.shown.size();
        lied.recife.run(new Wish.Connect());
        assertThat(LiedWorld.since(lied.recife, mark)).contains("welcome-other-group");
        lied.honest();
        assertThat(lied.reached(() -> LiedWorld.in(lied.recife, one) && LiedWorld.in(lied.recife, other)))
                .isTrue();
        lied.goesOn(one, lied.rio, lied.recife);
        lied.goesOn(other, lied.rio, lied.recife);
    }

    private static List<DeliveryFrame> exchanged(List<DeliveryFrame> frames) {
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i) instanceof DeliveryFrame.Delivered entry && welcome(entry)) {
                at.add(i);
            }
        }
        if (at.size() == 2) {
            var one = (DeliveryFrame.Delivered) frames.get(at.get(0));
            var other = (DeliveryFrame.Delivered) frames.get(at.get(1));
            frames.set(at.get(0), Retold.body(one, other.body()));
            frames.set(at.get(1), Retold.body(other, one.body()));
        }
        return frames;
    }

    /** The server takes both of two commits of an epoch, and shows each half one of them. */
    @Test
    void halvesThatWereGivenDifferentCommitsFindTogetherAgain() throws Exception {
        lied.recifeAfresh();
        String conversation = lied.opens(lied.paris);
        UnsafeMember helper = lied.turned(lied.recife, conversation);
        DeliveryFrame.Commit one = helper.empty();
        DeliveryFrame.Commit other = helper.empty();
        assertThat(lied.puts(lied.recife, one)).hasOnlyElementsOfType(DeliveryFrame.Taken.class);
        lied.tell(
                lied.lyon,
                FrameLies.each(entry -> commit(entry) && entry.clientId().equals(one.clientId())
                        ? Retold.body(entry, other.message())
                        : entry));
        int mark = lied.lyon.shown.size();
        lied.lyon.run(new Wish.Connect());
        lied.paris.run(new Wish.Connect());
        says(lied.paris, conversation, "in the one half");
        lied.lyon.run(new Wish.Connect());
        assertThat(LiedWorld.since(lied.lyon, mark)).contains("epoch-differs");
        assertThat(LiedWorld.heard(lied.lyon, conversation)).isEmpty();
        lied.honest();
        lied.goesOn(conversation, lied.paris, lied.lyon, lied.rio);
        assertThat(LiedWorld.heard(lied.lyon, conversation)).contains("in the one half");
        lied.recifeAfresh();
    }

    /** Every third message is left out and the others are numbered as if nothing were missing. */
    @Test
    void whatIsLeftOutIsMissedThoughTheServerNumbersAnew() throws Exception {
        String conversation = lied.opens(lied.paris);
        lied.goesOn(conversation, lied.paris, lied.rio);
        RandomId group =
                RandomId.fromHex(LiedWorld.members(lied.rio, conversation).group());
        boolean[] told = {false};
        lied.tell(lied.rio, FrameLies.entries(frames -> {
            List<DeliveryFrame> out = renumbered(frames, group, told[0]);
            told[0] |= out.size() < frames.size();
            return out;
        }));
        for (int i = 1; i <= 7; i++) {
            says(lied.paris, conversation, "text " + i);
        }
        int mark = lied.rio.shown.size();
        lied.rio.run(new Wish.Connect());
        assertThat(LiedWorld.since(lied.rio, mark)).contains("messages-missing");
        assertThat(LiedWorld.heard(lied.rio, conversation))
                .contains("text 1", "text 2", "text 4", "text 5", "text 7")
                .doesNotContain("text 3", "text 6");
        assertThat(LiedWorld.members(lied.rio, conversation).missing()).isEqualTo(2);
    }

    private static List<DeliveryFrame> renumbered(List<DeliveryFrame> frames, RandomId group, boolean told) {
        List<DeliveryFrame> out = new ArrayList<>();
        long less = 0;
        int n = 0;
        for (DeliveryFrame frame : frames) {
            if (frame instanceof DeliveryFrame.Delivered one && one.group().equals(group) && message(one)) {
                n++;
                if (told || n % 3 == 0) {
                    // Whoever asks once more is given nothing, or it would see what lies behind.
                    less++;
                } else {
                    out.add(Retold.at(one, one.seq() - less));
                }
            } else {
                out.add(frame);
            }
        }
        return out;
    }

    /** A message of before under the number that the next one will have. */
    @Test
    void whatIsReplayedTakesNoPlaceFromTheNextHonestMessage() throws Exception {
        String conversation = lied.opens(lied.lyon);
        says(lied.lyon, conversation, "one");
        lied.tell(lied.rio, FrameLies.entries(frames -> {
            if (!frames.isEmpty() && frames.get(frames.size() - 1) instanceof DeliveryFrame.Delivered last) {
                frames.add(Retold.at(last, last.seq() + 1));
            }
            return frames;
        }));
        int mark = lied.rio.shown.size();
        lied.rio.run(new Wish.Connect());
        assertThat(LiedWorld.since(lied.rio, mark)).contains("generation-used");
        lied.honest();
        says(lied.lyon, conversation, "two");
        lied.rio.run(new Wish.Connect());
        assertThat(LiedWorld.heard(lied.rio, conversation)).containsExactly("one", "two");
        assertThat(LiedWorld.since(lied.rio, mark)).contains("entry-differs");
    }

    /** What was sealed for one case does not open in another. */
    @Test
    void aMessageOfAnotherCaseIsRefused() throws Exception {
        String one = lied.opens(lied.recife);
        String other = lied.opens(lied.recife);
        RandomId from = RandomId.fromHex(LiedWorld.members(lied.rio, one).group());
        RandomId to = RandomId.fromHex(LiedWorld.members(lied.rio, other).group());
        long last = lied.headOf(lied.rio, other);
        lied.tell(
                lied.rio,
                FrameLies.each(entry -> entry.group().equals(from) && message(entry)
                        ? Retold.in(Retold.at(entry, last + 1), to)
                        : entry));
        says(lied.recife, one, "for the first case");
        int mark = lied.rio.shown.size();
        lied.rio.run(new Wish.Connect());
        assertThat(LiedWorld.since(lied.rio, mark)).contains("other-group");
        assertThat(LiedWorld.heard(lied.rio, other)).isEmpty();
        lied.honest();
        lied.goesOn(other, lied.recife, lied.rio);
        assertThat(LiedWorld.heard(lied.rio, one)).containsExactly("for the first case");
    }

    /** Steps in another order under other numbers: the chain is the same, and so is the state; what the server says of it counts for nothing. */
    @Test
    void stepsInAnotherOrderAndAFalseStateChangeNothing() throws Exception {
        String conversation = lied.opens(lied.rio);
        RandomId group =
                RandomId.fromHex(LiedWorld.members(lied.rio, conversation).group());
        step(lied.paris, conversation, CaseStep.ACKNOWLEDGE);
        step(lied.paris, conversation, CaseStep.ACCEPT);
        lied.tell(lied.rio, FrameLies.entries(frames -> {
            List<DeliveryFrame> out = backwards(frames, group);
            for (String hint : List.of("state-closed", "closed", "withdrawn", "acknowledged")) {
                out.add(new DeliveryFrame.Hint(hint));
            }
            return out;
        }));
        int mark = lied.rio.shown.size();
        lied.rio.run(new Wish.Connect());
        assertThat(LiedWorld.since(lied.rio, mark)).contains("messages-missing");
        assertThat(lied.rio.book().story(conversation).position().state()).isEqualTo(CaseState.ACCEPTED);
        lied.honest();
        lied.goesOn(conversation, lied.paris, lied.rio);
    }

    private static List<DeliveryFrame> backwards(List<DeliveryFrame> frames, RandomId group) {
        List<DeliveryFrame.Delivered> turned = new ArrayList<>();
        for (DeliveryFrame frame : frames) {
            if (frame instanceof DeliveryFrame.Delivered one && one.group().equals(group) && message(one)) {
                turned.add(0, one);
            }
        }
        List<DeliveryFrame> out = new ArrayList<>();
        int next = 0;
        for (DeliveryFrame frame : frames) {
            if (frame instanceof DeliveryFrame.Delivered one && one.group().equals(group) && message(one)) {
                out.add(Retold.at(turned.get(next), one.seq()));
                next++;
            } else {
                out.add(frame);
            }
        }
        return out;
    }

    private static void step(CaseWorld.Officer officer, String conversation, CaseStep step) throws IOException, Ended {
        var finished = officer.run(new Wish.Step(conversation, step, Transition.Words.NONE));
        assertThat(finished.clean()).as("%s %s", step, finished).isTrue();
    }

    /** The server says that it took what it threw away: when its author hears of the others, they have missed him. */
    @Test
    void whatTheServerThrewAwayIsMissedByTheOthers() throws Exception {
        String conversation = lied.opens(lied.paris);
        lied.goesOn(conversation, lied.paris, lied.lyon, lied.rio, lied.recife);
        lied.tell(lied.paris, new Liar.Lie() {
            @Override
            public HttpHome.@Nullable Answer instead(String path, byte[] asked) {
                return path.equals(FRAMES) ? thrownAway(asked) : null;
            }
        });
        says(lied.paris, conversation, "into the void");
        lied.honest();
        says(lied.paris, conversation, "heard by all");
        int mark = lied.rio.shown.size();
        lied.rio.run(new Wish.Connect());
        assertThat(LiedWorld.heard(lied.rio, conversation))
                .contains("heard by all")
                .doesNotContain("into the void");
        assertThat(LiedWorld.since(lied.rio, mark)).contains("messages-missing");
    }

    private static HttpHome.@Nullable Answer thrownAway(byte[] asked) {
        try {
            List<DeliveryFrame> answers = new ArrayList<>();
            for (DeliveryFrame frame : DeliveryFrames.read(asked)) {
                if (!(frame instanceof DeliveryFrame.Send send)) {
                    return null;
                }
                answers.add(new DeliveryFrame.Taken(send.clientId(), 1_000));
            }
            return new HttpHome.Answer(200, DeliveryFrames.write(answers));
        } catch (Malformed broken) {
            throw new AssertionError(broken);
        }
    }
}
