package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Retold;
import org.hublink.protocol.SampleCases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that lies: each lie is refused or shown by its reason, and no plaintext comes of it. */
@Tag("unit")
class ConversationLiesTest {
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

    private void lateComer() {
        world.client("nantes", "fr-o-1", ConversationWorld.FRENCH).run(new Wish.Connect());
        paris.run(new Wish.BringIn(paris.conversation(), ConversationWorld.FRENCH));
    }

    @Test
    void aRoutingListThatIsNotTheCommitsIsShown() {
        world.delivery.lie = (device, one) -> one.kind() == DeliveryFrame.Body.COMMIT && device.equals(rio.id)
                ? List.of(Retold.routed(one, List.of(), one.removed()))
                : List.of(one);
        lateComer();
        rio.run(new Wish.Connect());
        assertThat(rio.codes()).contains("routing-mismatch");
        lyon.run(new Wish.Connect());
        assertThat(lyon.codes()).doesNotContain("routing-mismatch");
    }

    @Test
    void aMessageWithABitFlippedIsRefusedAndTheNextOneRead() {
        int[] seen = {0};
        world.delivery.lie = (device, one) ->
                one.kind() == DeliveryFrame.Body.MESSAGE && device.equals(rio.id) && ++seen[0] == 1
                        ? List.of(Retold.flipped(one))
                        : List.of(one);
        paris.run(new Wish.Chat(paris.conversation(), "one"));
        paris.run(new Wish.Chat(paris.conversation(), "two"));
        rio.run(new Wish.Connect());
        assertThat(rio.codes()).contains("aead-open");
        assertThat(rio.heard()).containsExactly("two");
    }

    @Test
    void whatIsReplayedOrReorderedIsReadOnceAndInOrder() {
        paris.run(new Wish.Chat(paris.conversation(), "one"));
        paris.run(new Wish.Chat(paris.conversation(), "two"));
        List<DeliveryFrame> entries = new ArrayList<>(world.delivery.everything());
        java.util.Collections.reverse(entries);
        rio.push(DeliveryFrames.write(entries));
        assertThat(rio.heard()).containsExactly("one", "two");
        rio.push(DeliveryFrames.write(entries));
        rio.push(DeliveryFrames.write(List.copyOf(world.delivery.everything())));
        assertThat(rio.heard()).containsExactly("one", "two");
    }

    /** The same ciphertext under a new place in the log: MLS has used that generation up. */
    @Test
    void aMessageUnderANewNumberIsNotReadTwice() {
        paris.run(new Wish.Chat(paris.conversation(), "one"));
        rio.run(new Wish.Connect());
        var last = world.delivery.everything().get(world.delivery.everything().size() - 1);
        rio.push(DeliveryFrames.write(Retold.at(last, last.seq() + 1)));
        assertThat(rio.heard()).containsExactly("one");
        assertThat(rio.codes()).contains("generation-used");
    }

    @Test
    void whatIsDroppedForGoodIsCountedAndTheRestRead() {
        paris.run(new Wish.Chat(paris.conversation(), "one"));
        paris.run(new Wish.Chat(paris.conversation(), "two"));
        paris.run(new Wish.Chat(paris.conversation(), "three"));
        long dropped = world.delivery.everything().size() - 1L;
        world.delivery.lie = (device, one) ->
                one.kind() == DeliveryFrame.Body.MESSAGE && one.seq() == dropped ? List.of() : List.of(one);
        rio.run(new Wish.Connect());
        assertThat(rio.heard()).containsExactly("one", "three");
        assertThat(rio.codes()).contains("messages-missing");
        assertThat(rio.book().members(rio.conversation()).missing()).isEqualTo(1);
    }

    /** Two commits of one epoch, each shown to one half: neither half reads the other, and both are told. */
    @Test
    void halvesOfAGroupThatWereGivenDifferentCommitsDoNotReadEachOther() {
        lateComer();
        var commits = world.delivery.everything();
        var real = commits.get(commits.size() - 1);
        TalkWorld.Client victim = lyon;
        world.delivery.lie =
                (device, one) -> device.equals(victim.id) && one.seq() == real.seq() ? List.of() : List.of(one);
        paris.run(new Wish.Chat(paris.conversation(), "in the new epoch"));
        victim.run(new Wish.Connect());
        assertThat(victim.heard()).isEmpty();
        assertThat(victim.codes()).contains("messages-missing", "epoch-future");
    }

    @Test
    void aCommitWithABitFlippedEndsTheGroupHereAndIsShown() {
        world.delivery.lie = (device, one) -> one.kind() == DeliveryFrame.Body.COMMIT && device.equals(rio.id)
                ? List.of(Retold.flipped(one))
                : List.of(one);
        lateComer();
        rio.run(new Wish.Connect());
        assertThat(rio.codes()).contains("aead-open");
        var members = rio.book().members(rio.conversation());
        assertThat(members.trouble()).isEqualTo("aead-open");
    }

    @Test
    void aWelcomeOfAnotherGroupIsRefused() {
        TalkWorld.Client late = world.client("nantes", "fr-o-1", ConversationWorld.FRENCH);
        late.run(new Wish.Connect());
        world.delivery.lie = (device, one) -> one.kind() == DeliveryFrame.Body.WELCOME
                ? List.of(Retold.in(one, RandomId.make(n -> new byte[n])))
                : List.of(one);
        paris.run(new Wish.BringIn(paris.conversation(), ConversationWorld.FRENCH));
        late.run(new Wish.Connect());
        assertThat(late.codes()).contains("welcome-other-group");
        assertThat(late.book().conversations()).isEmpty();
    }

    /** The server numbers what is left as if nothing were missing: the sender's own numbers tell. */
    @Test
    void whatIsLeftOutIsMissedThoughItIsNumberedAnew() {
        paris.run(new Wish.Chat(paris.conversation(), "one"));
        rio.run(new Wish.Connect());
        paris.run(new Wish.Chat(paris.conversation(), "two"));
        paris.run(new Wish.Chat(paris.conversation(), "three"));
        long last = world.delivery.everything().size();
        world.delivery.lie = (device, one) -> {
            boolean left = one.seq() == last - 1;
            return left ? List.of() : List.of(one.seq() == last ? Retold.at(one, last - 1) : one);
        };
        rio.run(new Wish.Connect());
        assertThat(rio.heard()).containsExactly("one", "three");
        assertThat(rio.codes()).contains("messages-missing");
        assertThat(rio.book().members(rio.conversation()).missing()).isEqualTo(1);
    }

    /** Noise behind the last entry takes no place from what comes there later. */
    @Test
    void whatDidNotOpenIsAskedForOnceMore() {
        paris.run(new Wish.Chat(paris.conversation(), "one"));
        long next = world.delivery.everything().size() + 1L;
        world.delivery.lie = (device, one) -> one.kind() == DeliveryFrame.Body.MESSAGE && one.seq() == next - 1
                ? List.of(one, Retold.flipped(Retold.at(one, next)))
                : List.of(one);
        rio.run(new Wish.Connect());
        assertThat(rio.codes()).contains("generation-used");
        world.delivery.lie = (device, one) -> List.of(one);
        paris.run(new Wish.Chat(paris.conversation(), "two"));
        rio.run(new Wish.Connect());
        assertThat(rio.heard()).containsExactly("one", "two");
        assertThat(rio.codes()).contains("entry-differs");
    }

    @Test
    void whoCannotOpenHisWelcomeIsTakenInAgain() {
        TalkWorld.Client late = world.client("nantes", "fr-o-1", ConversationWorld.FRENCH);
        late.run(new Wish.Connect());
        world.delivery.lie =
                (device, one) -> one.kind() == DeliveryFrame.Body.WELCOME ? List.of(Retold.flipped(one)) : List.of(one);
        paris.run(new Wish.BringIn(paris.conversation(), ConversationWorld.FRENCH));
        late.run(new Wish.Connect());
        assertThat(late.codes()).contains("aead-open");
        assertThat(late.book().conversations()).isEmpty();
        world.delivery.lie = (device, one) -> List.of(one);
        for (int i = 0; i < 3; i++) {
            world.sync();
            world.pass(2);
        }
        paris.run(new Wish.Chat(paris.conversation(), "welcome"));
        late.run(new Wish.Connect());
        assertThat(late.heard()).contains("welcome");
    }
}
