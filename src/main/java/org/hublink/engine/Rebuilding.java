package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.mls.Member;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/**
 * Puts a new group in the place of one that nobody can follow (PROTOCOL M8), and judges such groups of others: a member takes
 * one only for a cause of its own, or for one that it read in the old group's log.
 */
final class Rebuilding {
    /** The new group waits for the server to say that it is the one successor. */
    static final String WAITS = "rebuild-waits";

    private final Talks talks;

    Rebuilding(Talks talks) {
        this.talks = talks;
    }

    /** The log names a group that takes over. */
    void named(Draft draft, OpenGroup old, DeliveryFrame.Delivered entry) {
        try {
            RandomId named = RandomId.from(entry.body());
            old.claims.succeeded(named);
            Cut cut = old.cut;
            if (cut != null && !cut.rebuilding.equals(named)) {
                // Its welcome comes, or another group is built without the name.
                cut.slotLost = true;
                cut.rebuildAt = talks.home.clock().now() + Rejoining.ANSWER_SECONDS + talks.spread();
            }
            old.keepCursor(draft, talks.records);
        } catch (Malformed malformed) {
            draft.show(new View.Talk(talks.conversation(old).id().hex(), malformed.reason(), "successor"));
        }
    }

    /** Nobody has taken this device in again: a new group is due, or goes on being made. */
    void next(Draft draft, OpenGroup old, Cut cut) {
        if (!old.context.isCase()) {
            return;
        }
        OpenGroup fresh = cut.isRebuilding() ? talks.groups.get(cut.rebuilding) : null;
        cut.rebuildAt = talks.home.clock().now() + Rejoining.ANSWER_SECONDS;
        old.keepCursor(draft, talks.records);
        draft.wake(cut.rebuildAt);
        if (fresh == null) {
            talks.chores.add((next, refusals, then) -> {
                begin(next, old, cut, refusals);
                then.go(next);
            });
        } else if (fresh.trouble.isEmpty()) {
            gather(old, cut, fresh);
        }
    }

    private void begin(Draft draft, OpenGroup old, Cut cut, Refusals refusals) {
        var before = new ConversationContext.Predecessor(old.id.bytes(), cut.epoch, cut.commit);
        Gathering gathering = new Gathering(talks, refusals);
        RandomId id = gathering.fresh();
        OpenGroup fresh = gathering.begin(draft, id, old.context.after(before));
        if (fresh == null) {
            return;
        }
        cut.rebuilding = id;
        old.keepCursor(draft, talks.records);
        if (cut.slotLost) {
            gather(old, cut, fresh);
            return;
        }
        fresh.trouble = WAITS;
        fresh.keepCursor(draft, talks.records);
        talks.send(draft, id, id, talks.instance.next(draft), new DeliveryFrame.Successor(old.id, id));
    }

    private @Nullable OpenGroup rebuiltBy(RandomId fresh) {
        for (OpenGroup group : talks.groups.values()) {
            Cut cut = group.cut;
            if (cut != null && cut.isRebuilding() && cut.rebuilding.equals(fresh)) {
                return group;
            }
        }
        return null;
    }

    /** The server took the new group as the successor: its members are brought in. */
    boolean taken(Draft draft, DeliveryFrame.Taken taken) {
        OpenGroup old = rebuiltBy(taken.clientId());
        OpenGroup fresh = talks.groups.get(taken.clientId());
        Cut cut = old == null ? null : old.cut;
        if (old == null || fresh == null || cut == null) {
            return false;
        }
        // The frame that opens the group is answered under the same id, at place 0.
        if (taken.seq() > 0 && fresh.trouble.equals(WAITS)) {
            fresh.trouble = "";
            fresh.keepCursor(draft, talks.records);
            gather(old, cut, fresh);
        }
        return true;
    }

    /** Another group is the successor. */
    boolean refused(Draft draft, DeliveryFrame.Refused refused) {
        OpenGroup old = rebuiltBy(refused.clientId());
        OpenGroup fresh = talks.groups.get(refused.clientId());
        Cut cut = old == null ? null : old.cut;
        if (old == null || cut == null) {
            return false;
        }
        if (fresh != null) {
            talks.forget(draft, fresh);
        }
        cut.rebuilding = RandomId.NONE;
        cut.slotLost = true;
        cut.rebuildAt = talks.home.clock().now() + Rejoining.ANSWER_SECONDS + talks.spread();
        old.keepCursor(draft, talks.records);
        draft.wake(cut.rebuildAt);
        return true;
    }

    private void gather(OpenGroup old, Cut cut, OpenGroup fresh) {
        List<String> desks = new ArrayList<>();
        for (ConversationContext.Place place : fresh.context.desks()) {
            desks.add(place.desk());
        }
        talks.chores.add((draft, refusals, then) -> {
            Gathering gathering = new Gathering(talks, refusals);
            gathering.bundles(
                    draft,
                    desks,
                    (next, bundles) -> {
                        List<String> leftOut = leftOut(old, cut);
                        for (String device : leftOut) {
                            String conversation = talks.conversation(fresh).id().hex();
                            next.show(new View.Talk(conversation, "left-out", "device " + device));
                        }
                        gathering.add(next, fresh, bundles, leftOut);
                        replace(next, old, fresh, cut.epoch);
                        then.go(next);
                    },
                    then);
        });
    }

    /** Whose commit was refused, and who is said to have broken a group for the second time. */
    private static List<String> leftOut(OpenGroup old, Cut cut) {
        boolean out = cut.refused || old.context.successorOf() != null;
        return out && !cut.committer.isEmpty() ? List.of(cut.committer) : List.of();
    }

    /** Why a group that says it follows another one is not taken; {@link #WAITS} while it cannot be said; null if it is. */
    @Nullable
    String refusal(OpenGroup fresh) {
        ConversationContext.Predecessor before = fresh.context.successorOf();
        if (before == null) {
            return null;
        }
        OpenGroup old = talks.groups.get(Talks.id(before.group()));
        if (old == null) {
            OpenGroup live = talks.group(Talks.id(fresh.context.conversation()));
            return live == null || !live.trouble.isEmpty() || prefers(fresh, live) ? null : "rebuild-unfounded";
        }
        if (!Bytes.equal(
                old.context.after(before).extension().data(),
                fresh.context.extension().data())) {
            return "rebuild-context";
        }
        if (old.cut != null || old.claims.founds(fresh.id, before)) {
            return null;
        }
        RandomId named = old.claims.successor();
        boolean early = named == null || (!named.equals(fresh.id) && old.mls.epochNumber() <= before.epoch());
        return early ? WAITS : "rebuild-unfounded";
    }

    /** Of two that were built in one's place without the server's word, all take the one with the smaller id. */
    private static boolean prefers(OpenGroup fresh, OpenGroup live) {
        ConversationContext.Predecessor one = fresh.context.successorOf();
        ConversationContext.Predecessor other = live.context.successorOf();
        List<String> there = new ArrayList<>();
        for (Member member : live.mls.members()) {
            there.add(GroupJudge.device(member));
        }
        boolean within = true;
        for (Member member : fresh.mls.members()) {
            within &= there.contains(GroupJudge.device(member));
        }
        return one != null
                && other != null
                && Bytes.equal(one.group(), other.group())
                && within
                && fresh.id.compareTo(live.id) < 0;
    }

    /** The conversation goes on in the new group: what was not said yet, and what not all may have heard, is said there. */
    void replace(Draft draft, OpenGroup old, OpenGroup fresh, long since) {
        talks.intents.move(draft, old.id, fresh.id, talks.home.randomness());
        talks.sayAgain(draft, old.id, since, fresh);
        talks.forget(draft, old);
        String conversation = talks.conversation(fresh).id().hex();
        draft.show(new View.Talk(conversation, "rebuilt", "group " + fresh.id.hex() + " after " + old.id.hex()));
        draft.alert("rebuilt", "conversation " + conversation);
    }

    /** A group that was taken replaces the one that it names, or the sibling that it is preferred to. */
    void joined(Draft draft, OpenGroup fresh) {
        ConversationContext.Predecessor before = fresh.context.successorOf();
        if (before == null) {
            return;
        }
        for (OpenGroup group : List.copyOf(talks.groups.values())) {
            ConversationContext.Predecessor other = group.context.successorOf();
            boolean sibling = other != null && Bytes.equal(other.group(), before.group());
            boolean old = Bytes.equal(group.id.bytes(), before.group());
            if (!group.id.equals(fresh.id) && (old || sibling)) {
                replace(draft, group, fresh, old ? before.epoch() : 0);
            }
        }
    }
}
