package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.hublink.protocol.CaseState;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.hublink.protocol.SampleCases;
import org.hublink.protocol.Transition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who comes and goes while a case runs (M5, M7, M10, M11), and who has a later store (V2). */
@Tag("unit")
class ConversationUpkeepTest {
    private final TalkWorld world = new TalkWorld();
    private final TalkWorld.Client paris = world.client("paris", "fr-o-1", ConversationWorld.FRENCH);
    private final TalkWorld.Client lyon = world.client("lyon", "fr-o-2", ConversationWorld.FRENCH);
    private final TalkWorld.Client rio = world.client("rio", "br-o-1", ConversationWorld.BRAZILIAN);

    @BeforeEach
    void aCaseIsOpen() {
        world.sync();
        paris.run(new Wish.OpenCase(SampleCases.preservation(), ConversationWorld.FRENCH));
        world.sync();
    }

    private static CaseBook.Members members(TalkWorld.Client client) {
        var members = client.book().members(client.conversation());
        if (members == null) {
            throw new AssertionError(client.name + " is in no group");
        }
        return members;
    }

    @Test
    void aDeviceOfADeskThatComesLaterReadsWhatIsSaidFromThenOn() {
        paris.run(new Wish.Chat(paris.conversation(), "before"));
        TalkWorld.Client late = world.client("nantes", "fr-o-1", ConversationWorld.FRENCH);
        late.run(new Wish.Connect());
        var finished = lyon.run(new Wish.BringIn(lyon.conversation(), ConversationWorld.FRENCH));
        assertThat(finished.clean()).as("%s", finished).isTrue();
        world.sync();
        assertThat(members(rio).devices()).contains(late.id);
        rio.run(new Wish.Chat(rio.conversation(), "after"));
        world.sync();
        assertThat(late.heard()).containsExactly("after");
        late.run(new Wish.Chat(late.conversation(), "thanks"));
        world.sync();
        assertThat(paris.heard()).containsExactly("before", "after", "thanks");
    }

    @Test
    void aDeviceThatIsListedLaterComesIntoAnOpenCaseByItself() {
        TalkWorld.Client late = world.client("nantes", "fr-o-1", ConversationWorld.FRENCH);
        late.run(new Wish.Connect());
        rio.run(new Wish.Connect());
        assertThat(members(rio).devices()).as("another desk's people").doesNotContain(late.id);
        lyon.run(new Wish.Connect());
        rio.run(new Wish.Connect());
        assertThat(members(rio).devices()).contains(late.id);
        rio.run(new Wish.Chat(rio.conversation(), "after"));
        world.sync();
        assertThat(late.heard()).containsExactly("after");
        assertThat(members(paris).devices()).hasSize(4);
        assertThat(world.delivery.refusals).isEmpty();
    }

    @Test
    void aDeviceThatPublishedNothingIsAskedForNowAndThen() {
        TalkWorld.Client late = world.client("nantes", "fr-o-1", ConversationWorld.FRENCH);
        world.delivery.asked.clear();
        for (int i = 0; i < 5; i++) {
            lyon.run(new Wish.Connect());
            lyon.run(new Wish.Chat(lyon.conversation(), "meanwhile " + i));
        }
        assertThat(world.delivery.asked).containsExactly(late.id);
        late.run(new Wish.Connect());
        world.world.now += 600;
        lyon.run(new Wish.Connect());
        assertThat(members(lyon).devices()).contains(late.id);
        // All that is asked for is a package of the one that is missing: a colleague's stay where they are.
        assertThat(world.delivery.asked).containsExactly(late.id, late.id);
    }

    @Test
    void whoeverComesToTheDeskAfterTheCaseWasClosedIsLeftOut() {
        paris.run(new Wish.Step(paris.conversation(), CaseStep.WITHDRAW, Transition.Words.text("by mistake")));
        paris.run(new Wish.Step(paris.conversation(), CaseStep.CLOSE, Transition.Words.NONE));
        world.sync();
        assertThat(paris.state()).isEqualTo(CaseState.CLOSED);
        TalkWorld.Client late = world.client("nantes", "fr-o-1", ConversationWorld.FRENCH);
        late.run(new Wish.Connect());
        world.sync();
        assertThat(members(paris).devices()).doesNotContain(late.id);
    }

    @Test
    void whoIsRevokedIsRemovedByWhoeverIsThereAndReadsNothingAfter() {
        world.logged.hold(Revoke.device(lyon.id), "FR");
        rio.run(new Wish.Chat(rio.conversation(), "for those who are left"));
        paris.run(new Wish.Connect());
        assertThat(members(rio).devices()).doesNotContain(lyon.id);
        assertThat(members(paris).devices()).doesNotContain(lyon.id);
        lyon.run(new Wish.Connect());
        assertThat(lyon.heard()).isEmpty();
        assertThat(lyon.codes()).contains("removed");
        assertThat(lyon.store.keySet()).noneMatch(name -> name.startsWith("epoch/"));
        assertThat(paris.heard()).containsExactly("for those who are left");
        assertThat(order(world.delivery.everything())).endsWith("commit", "message", "message");
    }

    private static List<String> order(List<DeliveryFrame.Delivered> entries) {
        return entries.stream().map(one -> one.kind().code()).toList();
    }

    @Test
    void nothingIsSentWhileALeafIsUnjustified() {
        world.logged.hold(Revoke.device(lyon.id), "FR");
        int before = world.delivery.everything().size();
        rio.run(new Wish.Chat(rio.conversation(), "first the removal"));
        var entries = world.delivery.everything();
        assertThat(entries.get(before).kind()).isEqualTo(DeliveryFrame.Body.COMMIT);
        assertThat(entries.get(before).removed()).containsExactly(Upkeep.digest(lyon.id));
        assertThat(entries.get(before + 1).epoch())
                .isEqualTo(entries.get(before).epoch() + 1);
    }

    /** Both see the revocation at once and commit in the same epoch; one loses, and finds nothing left to do. */
    @Test
    void ofTwoCommitsOfAnEpochOneWinsAndTheOtherIsDerivedAnew() {
        TalkWorld.Client late = world.client("nantes", "fr-o-1", ConversationWorld.FRENCH);
        late.run(new Wish.Connect());
        world.logged.hold(Revoke.device(lyon.id), "FR");
        paris.withheldFetches = 1;
        rio.withheldFetches = 1;
        rio.run(new Wish.Connect());
        paris.run(new Wish.BringIn(paris.conversation(), ConversationWorld.FRENCH));
        world.sync();
        assertThat(world.delivery.refusals).containsExactly("messaging.epoch-lost");
        assertThat(members(paris).devices()).containsExactlyInAnyOrder(paris.id, rio.id, late.id);
        assertThat(members(paris)).isEqualTo(sameAs(members(rio), members(paris)));
        rio.run(new Wish.Chat(rio.conversation(), "on we go"));
        world.sync();
        assertThat(late.heard()).containsExactly("on we go");
        assertThat(members(paris).waiting()).isZero();
    }

    private static CaseBook.Members sameAs(CaseBook.Members one, CaseBook.Members notReachedOf) {
        return new CaseBook.Members(
                one.group(),
                one.epoch(),
                one.devices(),
                notReachedOf.notReached(),
                one.missing(),
                one.trouble(),
                one.waiting());
    }

    /** A message of an epoch that ended meanwhile is refused by the server and sealed again under its id. */
    @Test
    void whatIsRefusedAsPastIsSealedAnewAndReadOnce() {
        TalkWorld.Client late = world.client("nantes", "fr-o-1", ConversationWorld.FRENCH);
        late.run(new Wish.Connect());
        lyon.run(new Wish.BringIn(lyon.conversation(), ConversationWorld.FRENCH));
        rio.withheldFetches = 1;
        rio.run(new Wish.Chat(rio.conversation(), "said in the epoch before"));
        world.sync();
        assertThat(world.delivery.refusals).containsExactly("messaging.epoch-past");
        assertThat(paris.heard()).containsExactly("said in the epoch before");
        assertThat(late.heard()).containsExactly("said in the epoch before");
    }

    private void restoredFromYesterday() {
        var yesterday = new TreeMap<>(rio.store);
        rio.run(new Wish.Chat(rio.conversation(), "today"));
        rio.store.clear();
        rio.store.putAll(yesterday);
        rio.reopen();
    }

    private String refusedChat(String text) {
        var failed = rio.run(new Wish.Chat(paris.conversation(), text)).failed();
        return failed == null ? "said" : failed.code();
    }

    @Test
    void aStoreOfYesterdaySendsNothingAndSaysWhy() {
        restoredFromYesterday();
        int before = rio.framesSent;
        assertThat(refusedChat("again")).isEqualTo("store-rolled-back");
        assertThat(rio.framesSent).isEqualTo(before);
        rio.reopen();
        assertThat(refusedChat("once more")).isEqualTo("store-rolled-back");
        assertThat(paris.heard()).isEmpty();
        paris.run(new Wish.Connect());
        assertThat(paris.heard()).containsExactly("today");
    }

    /** Where the server does not say what it has, the counter says it. */
    @Test
    void aStoreOfYesterdayIsStoppedByItsCounterToo() {
        world.delivery.saysNewest = false;
        restoredFromYesterday();
        int before = world.delivery.everything().size();
        assertThat(refusedChat("again")).isEqualTo("said");
        assertThat(rio.book().stopped()).isEqualTo("messaging.counter-past");
        assertThat(world.delivery.everything()).hasSize(before);
        assertThat(refusedChat("once more")).isEqualTo("messaging.counter-past");
    }

    @Test
    void aSecondStoreThatWasClaimedSilencesTheFirst() {
        world.delivery.claim(rio.id, "00112233445566778899aabbccddeeff");
        rio.run(new Wish.Chat(rio.conversation(), "who am I"));
        assertThat(rio.book().stopped()).isEqualTo("messaging.instance-replaced");
        assertThat(paris.heard()).isEmpty();
    }

    /** A device whose packages are used up is still reached, is shown that, and publishes another one. */
    @Test
    void theLastResortServesIsShownAndReplaced() {
        TalkWorld.Client late = world.client("nantes", "fr-o-1", ConversationWorld.FRENCH);
        late.run(new Wish.Connect());
        world.delivery.packages.get(late.id).clear();
        byte[] before = world.delivery.lastResorts.get(late.id);
        paris.run(new Wish.BringIn(paris.conversation(), ConversationWorld.FRENCH));
        late.run(new Wish.Connect());
        assertThat(late.codes()).contains("joined", "last-resort-used");
        late.run(new Wish.Connect());
        assertThat(world.delivery.lastResorts.get(late.id)).isNotEqualTo(before);
        assertThat(world.delivery.packages.get(late.id))
                .as("those that were handed out")
                .isNotEmpty();
        rio.run(new Wish.Chat(rio.conversation(), "still reached"));
        world.sync();
        assertThat(late.heard()).containsExactly("still reached");
    }

    /** Within the hour everybody has been heard of, by a message that says nothing (M9). */
    @Test
    void whoSaysNothingConfirmsTheEpochWithinTheHour() {
        assertThat(members(paris).notReached()).contains(lyon.id, rio.id);
        world.pass(2_900);
        world.sync();
        assertThat(members(paris).notReached()).isEmpty();
        assertThat(paris.heard()).isEmpty();
    }

    @Test
    void aWeekAfterACaseWasClosedItsGroupGoesAndWhatWasSaidStays() {
        rio.run(new Wish.Step(rio.conversation(), CaseStep.ACKNOWLEDGE, Transition.Words.NONE));
        rio.run(new Wish.Step(rio.conversation(), CaseStep.REFUSE, Transition.Words.code("not-competent", null)));
        paris.run(new Wish.Connect());
        var closed = paris.run(new Wish.Step(paris.conversation(), CaseStep.CLOSE, Transition.Words.NONE));
        assertThat(closed.clean()).as("%s", closed).isTrue();
        world.world.now += 6 * FlowWorld.DAY;
        paris.run(new Wish.Connect());
        assertThat(members(paris).trouble()).isEmpty();
        world.world.now += FlowWorld.DAY + 1;
        paris.run(new Wish.Connect());
        assertThat(paris.codes()).contains("group-over");
        assertThat(paris.book().members(paris.conversation())).isNull();
        assertThat(paris.state()).isEqualTo(CaseState.CLOSED);
        assertThat(paris.store.keySet()).noneMatch(name -> name.startsWith("epoch/"));
    }

    /** Nobody waits for the next look at the log; what the hint says is believed by nobody, the log is. */
    @Test
    void whoIsToldThatTheLogGrewRemovesWhoIsOnHold() {
        world.logged.hold(Revoke.device(lyon.id), "FR");
        world.world.now += 3;
        paris.tick();
        assertThat(members(paris).devices()).contains(lyon.id);
        paris.push(DeliveryFrames.write(new DeliveryFrame.Hint(DeliveryFrame.Hint.LOG_GREW)));
        world.world.now += 3;
        paris.tick();
        assertThat(members(paris).devices()).doesNotContain(lyon.id).contains(rio.id);
    }

    @Test
    void aStoreThatIsToldOfAnotherOneStopsBeforeItSendsAnything() {
        int before = rio.framesSent;
        rio.push(DeliveryFrames.write(new DeliveryFrame.Hint("instance-replaced")));
        assertThat(rio.book().stopped()).isEqualTo("messaging.instance-replaced");
        assertThat(refusedChat("who am I")).isEqualTo("messaging.instance-replaced");
        assertThat(rio.framesSent).isEqualTo(before);
    }

    @Test
    void whoHasNotSpokenInAnEpochIsShown() {
        assertThat(members(paris).notReached()).contains(lyon.id, rio.id);
        rio.run(new Wish.Step(rio.conversation(), CaseStep.ACKNOWLEDGE, Transition.Words.NONE));
        world.sync();
        assertThat(members(paris).notReached()).containsExactly(lyon.id);
        assertThat(paris.state()).isEqualTo(CaseState.ACKNOWLEDGED);
    }
}
