package org.hublink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hublink.mls.CommitPlan;
import org.hublink.mls.Committing;
import org.hublink.mls.CredentialCheck;
import org.hublink.mls.Group;
import org.hublink.mls.Joined;
import org.hublink.mls.Pending;
import org.hublink.mls.PskStore;
import org.hublink.mls.Terms;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Retold;
import org.hublink.protocol.SampleCases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Members and servers that break a group: everybody is shown why, and the conversation goes on (M8). */
@Tag("unit")
class ConversationRejoinTest {
    private final TalkWorld world = new TalkWorld();
    private final TalkWorld.Client paris = world.client("paris", "fr-o-1", ConversationWorld.FRENCH);
    private final TalkWorld.Client lyon = world.client("lyon", "fr-o-2", ConversationWorld.FRENCH);
    private final TalkWorld.Client rio = world.client("rio", "br-o-1", ConversationWorld.BRAZILIAN);

    @BeforeEach
    void aCaseIsOpen() {
        // Some of these members have a program of their own beside ours, which cannot know what that one said.
        world.delivery.saysNewest = false;
        world.sync();
        paris.run(new Wish.OpenCase(SampleCases.preservation(), ConversationWorld.FRENCH));
        world.sync();
    }

    private static void says(TalkWorld.Client client, String text) {
        var finished = client.run(new Wish.Chat(client.conversation(), text));
        assertThat(finished.failed()).as("%s %s", client.name, finished).isNull();
    }

    private static CaseBook.Members members(TalkWorld.Client client) {
        var members = client.book().members(client.conversation());
        if (members == null) {
            throw new AssertionError(client.name + " is in no group " + client.codes());
        }
        return members;
    }

    private static RandomId group(TalkWorld.Client client) {
        try {
            return RandomId.fromHex(members(client).group());
        } catch (Malformed impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** All are in one group without trouble, and hear each other. */
    private void goesOn(String text, TalkWorld.Client... clients) {
        for (TalkWorld.Client client : clients) {
            assertThat(members(client).trouble())
                    .as("%s %s", client.name, client.codes())
                    .isEmpty();
            assertThat(members(client).group())
                    .as(client.name)
                    .isEqualTo(members(clients[0]).group());
            says(client, text + " " + client.name);
            world.sync();
        }
        for (TalkWorld.Client client : clients) {
            for (TalkWorld.Client other : clients) {
                assertThat(client.heard())
                        .as("%s %s", client.name, client.codes())
                        .containsOnlyOnce(text + " " + other.name);
            }
        }
    }

    /** A valid commit of a member's group that was not made by our program. */
    private DeliveryFrame.Commit commit(TalkWorld.Client by, CommitPlan plan, List<String> added) {
        Group mls = by.unsafeGroup(group(by));
        Pending pending = prepared(mls, plan, added).pending();
        List<DeliveryFrame.Added> routed = new ArrayList<>();
        byte[] welcome = pending.welcome();
        for (String device : added) {
            routed.add(new DeliveryFrame.Added(Upkeep.digest(device), Objects.requireNonNull(welcome)));
        }
        return frame(by, pending.commit(), mls.epochNumber(), routed);
    }

    private Committing.Prepared prepared(Group mls, CommitPlan plan, List<String> added) {
        byte[] data = new CommitData(world.note(), added, List.of()).bytes();
        CredentialCheck anybody = (occasion, member, before, about) -> null;
        Terms terms = new Terms(GroupJudge.POLICY, anybody, PskStore.none(), world.world.now);
        Committing made = mls.commit(plan.authenticatedData(data), terms, world.world.home.randomness());
        return (Committing.Prepared) made;
    }

    private DeliveryFrame.Commit frame(TalkWorld.Client by, byte[] body, long epoch, List<DeliveryFrame.Added> added) {
        return new DeliveryFrame.Commit(
                RandomId.make(world.world.home.randomness()),
                group(by),
                epoch,
                0,
                added,
                List.of(),
                List.of(),
                body,
                null);
    }

    private void puts(TalkWorld.Client by, DeliveryFrame frame) {
        assertThat(world.delivery.unsafeForTests(by.id, frame)).isInstanceOf(DeliveryFrame.Taken.class);
    }

    private void everybodyIsThere() {
        for (int i = 0; i < 4; i++) {
            world.sync();
            world.pass(2);
        }
    }

    /** Only one of them cannot take it, as with a path that is bad for him: whoever could takes him in again. */
    @Test
    void whoCannotTakeACommitIsTakenInAgainByThoseWhoCould() {
        long[] place = {0};
        world.delivery.lie = (device, one) -> {
            boolean first = one.kind() == DeliveryFrame.Body.COMMIT && device.equals(rio.id) && place[0] == 0;
            place[0] = first ? one.seq() : place[0];
            boolean lie = device.equals(rio.id) && one.seq() == place[0];
            return List.of(lie ? Retold.flipped(one) : one);
        };
        world.client("nantes", "fr-o-1", ConversationWorld.FRENCH).run(new Wish.Connect());
        String before = members(paris).group();
        paris.run(new Wish.BringIn(paris.conversation(), ConversationWorld.FRENCH));
        says(paris, "while rio is away");
        rio.run(new Wish.Connect());
        assertThat(members(rio).trouble()).isEqualTo("aead-open");
        says(rio, "can you hear me");
        everybodyIsThere();
        assertThat(rio.codes()).contains("aead-open", "rejoined");
        assertThat(rio.heard()).contains("while rio is away");
        assertThat(paris.heard()).contains("can you hear me");
        goesOn("on", paris, lyon, rio, world.clients.get("nantes"));
        assertThat(members(paris).group()).isEqualTo(before);
    }

    @Test
    void aGarbageCommitEndsNoConversation() {
        String before = members(paris).group();
        says(lyon, "before");
        world.sync();
        puts(rio, frame(rio, new byte[] {0, 1, 2, 3}, members(rio).epoch(), List.of()));
        world.sync();
        assertThat(members(paris).trouble()).isNotEmpty();
        says(paris, "said into the void");
        assertThat(members(paris).group()).isEqualTo(before);
        world.pass(63);
        everybodyIsThere();
        assertThat(members(paris).group()).isNotEqualTo(before);
        goesOn("on", paris, lyon, rio);
        assertThat(lyon.heard()).containsOnlyOnce("said into the void").containsOnlyOnce("before");
        assertThat(world.delivery.refusals).isSubsetOf("messaging.successor-lost", "messaging.epoch-past");

        // The second time the one who is said to have done it stays out.
        puts(rio, frame(rio, new byte[] {0, 1, 2, 3}, members(rio).epoch(), List.of()));
        world.sync();
        world.pass(63);
        everybodyIsThere();
        goesOn("again", paris, lyon);
        assertThat(members(paris).devices()).containsExactlyInAnyOrder(paris.id, lyon.id);
        assertThat(List.of(paris.codes(), lyon.codes()).toString()).contains("left-out");
    }

    @Test
    void anUnjustifiedAddIsRefusedByAllAndLeavesItsCommitterOut() {
        var stranger = world.logged.device("mallory", "fr-o-77");
        byte[] keyPackage = world.logged.keyPackage(stranger).message();
        puts(rio, commit(rio, new CommitPlan().add(keyPackage), List.of(stranger.id())));
        world.sync();
        assertThat(paris.codes()).contains("not-rostered");
        assertThat(lyon.codes()).contains("not-rostered");
        everybodyIsThere();
        goesOn("without them", paris, lyon);
        assertThat(members(paris).devices()).containsExactlyInAnyOrder(paris.id, lyon.id);
        assertThat(List.of(paris.codes(), lyon.codes()).toString()).contains("left-out");
    }

    @Test
    void commitsInALoopKeepNobodyFromSpeaking() {
        Group mls = rio.unsafeGroup(group(rio));
        for (int i = 0; i < 12; i++) {
            Committing.Prepared made = prepared(mls, new CommitPlan(), List.of());
            puts(rio, frame(rio, made.pending().commit(), made.next().epochNumber(), List.of()));
            mls = made.pending().accepted(made.next(), GroupJudge.POLICY);
        }
        says(paris, "patience");
        lyon.run(new Wish.Connect());
        assertThat(lyon.heard()).containsExactly("patience");
    }

    /** A server that gives two halves of a group different commits of one epoch. */
    @Test
    void halvesThatWereGivenDifferentCommitsFindTogetherAgain() {
        DeliveryFrame.Commit other = commit(rio, new CommitPlan(), List.of());
        puts(rio, commit(rio, new CommitPlan(), List.of()));
        int at = world.delivery.everything().size();
        world.delivery.lie = (device, one) -> device.equals(lyon.id) && one.seq() == at && isCommit(one)
                ? List.of(Retold.body(one, other.message()))
                : List.of(one);
        lyon.run(new Wish.Connect());
        assertThat(members(lyon).trouble()).isEmpty();
        says(paris, "in the other half");
        lyon.run(new Wish.Connect());
        assertThat(lyon.codes()).contains("epoch-differs");
        everybodyIsThere();
        assertThat(lyon.heard()).contains("in the other half");
        goesOn("together", paris, lyon, rio);
    }

    private static boolean isCommit(DeliveryFrame.Delivered one) {
        return one.kind() == DeliveryFrame.Body.COMMIT;
    }

    @Test
    void whoWasNeverShownACommitIsTakenInAgain() {
        world.client("nantes", "fr-o-1", ConversationWorld.FRENCH).run(new Wish.Connect());
        paris.run(new Wish.BringIn(paris.conversation(), ConversationWorld.FRENCH));
        long withheld = world.delivery.everything().size();
        world.delivery.lie = (device, one) ->
                device.equals(lyon.id) && one.seq() == withheld && isCommit(one) ? List.of() : List.of(one);
        says(paris, "in the new epoch");
        lyon.run(new Wish.Connect());
        assertThat(lyon.codes()).contains("epoch-future");
        everybodyIsThere();
        assertThat(lyon.heard()).contains("in the new epoch");
        goesOn("on", paris, lyon, rio);
    }

    /** Somebody replays the claim of one who is back: it is the same act, and does nothing. */
    @Test
    void aClaimCountsOnce() {
        whoWasNeverShownACommitIsTakenInAgain();
        var claim = world.delivery.everything().stream()
                .filter(one -> RejoinClaim.looks(one.body()))
                .findFirst()
                .orElseThrow();
        long epoch = members(paris).epoch();
        world.delivery.lie = (device, one) -> List.of(one);
        puts(
                lyon,
                new DeliveryFrame.Send(
                        RandomId.make(world.world.home.randomness()), claim.group(), epoch, 0, claim.body(), null));
        everybodyIsThere();
        assertThat(paris.codes()).contains("act-replayed");
        assertThat(members(paris).epoch()).isEqualTo(epoch);
        assertThat(members(lyon).trouble()).isEmpty();
    }

    @Test
    void aRebuildWithoutCauseIsRefusedAndShown() {
        RandomId old = group(rio);
        RandomId id = RandomId.make(world.world.home.randomness());
        var cause = new ConversationContext.Predecessor(
                old.bytes(), members(rio).epoch(), Digest.of(Utf8.encode("a commit that never was")));
        puts(rio, new DeliveryFrame.Open(Talks.id(context(rio, old).conversation()), KIND, id, List.of()));
        puts(rio, new DeliveryFrame.Successor(old, id));
        puts(rio, first(id, context(rio, old).after(cause)));
        everybodyIsThere();
        assertThat(paris.codes()).contains("rebuild-unfounded");
        assertThat(members(paris).group()).isEqualTo(old.hex());
        goesOn("here", paris, lyon);
    }

    private static final DeliveryFrame.Kind KIND = DeliveryFrame.Kind.CASE;

    private static ConversationContext context(TalkWorld.Client client, RandomId group) {
        try {
            return ConversationContext.of(client.unsafeGroup(group).extensions());
        } catch (Malformed impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Rio's first commit in a group of his own: he adds Paris. */
    private DeliveryFrame.Commit first(RandomId id, ConversationContext context) {
        Joined made = Group.create(
                id.bytes(),
                world.logged.keyPackage(rio.device),
                List.of(context.extension()),
                world.logged.joining(),
                world.world.home.randomness());
        byte[] data = new CommitData(world.note(), List.of(paris.id), List.of()).bytes();
        CommitPlan plan = new CommitPlan()
                .add(world.delivery.packages.get(paris.id).remove())
                .authenticatedData(data);
        Committing committing = ((Joined.Welcomed) made)
                .group()
                .commit(plan, world.logged.committing(context, data), world.world.home.randomness());
        Pending pending = ((Committing.Prepared) committing).pending();
        var routed =
                List.of(new DeliveryFrame.Added(Upkeep.digest(paris.id), Objects.requireNonNull(pending.welcome())));
        return new DeliveryFrame.Commit(
                RandomId.make(world.world.home.randomness()),
                id,
                0,
                0,
                routed,
                List.of(),
                List.of(),
                pending.commit(),
                null);
    }
}
