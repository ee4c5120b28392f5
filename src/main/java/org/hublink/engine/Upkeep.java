package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.mls.CommitPlan;
import org.hublink.mls.Committing;
import org.hublink.mls.Group;
import org.hublink.mls.GroupState;
import org.hublink.mls.Member;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Act;
import org.hublink.protocol.CaseHint;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Moment;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Transition;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What leaves of one's own accord: leaves that nothing justifies are removed before anything is said (M7, M10), devices are
 * added, messages sealed. Each is derived from the group's state and the intents, so whichever commit wins, what remains is
 * found anew (E6).
 */
final class Upkeep {
    /** Commits of a device in a group (M10). */
    private static final int COMMITS_A_MINUTE_MAX = 6;

    private static final long MINUTE_SECONDS = 60;
    private static final long CONFIRM_AFTER_SECONDS = 1_800;
    private static final long CONFIRM_SPREAD_SECONDS = 1_000;
    /** What only time brings about, such as the end of a statement, is seen this much later at most. */
    private static final long SOUND_SECONDS = 30;

    private static final long CLOSED_SECONDS = 7 * 86_400L;

    private final Talks talks;
    private final Newcomers newcomers;

    Upkeep(Talks talks) {
        this.talks = talks;
        this.newcomers = new Newcomers(talks);
    }

    /** Does the next thing that the group needs. */
    Need next(Draft draft, OpenGroup group) {
        boolean still = group.trouble.isEmpty()
                && group.pending == null
                && group.over != group.mls.epochNumber()
                && talks.instance.stopped().isEmpty();
        if (!still || over(draft, group)) {
            return Need.NOTHING;
        }
        Verdict<SignedCheckpoint> may = talks.following.maySend();
        SignedCheckpoint head = may.valueOrNull();
        boolean wanted = !talks.intents.of(group.id, true).isEmpty()
                || !talks.intents.of(group.id, false).isEmpty();
        if (head == null) {
            boolean due = group.confirmAt > 0 && talks.home.clock().now() >= group.confirmAt;
            return wanted || due ? Need.LOG : Need.NOTHING;
        }
        List<Member> out = new ArrayList<>();
        if (!sound(group)) {
            Rosters rosters = talks.judge.now();
            for (Member member : group.mls.members()) {
                String refusal = GroupJudge.refusal(rosters, group.context, member);
                if (RosterCheck.UNSURE.equals(refusal)) {
                    return Need.PARTS;
                }
                if (refusal != null) {
                    if (member.leaf() == group.mls.ownLeaf()) {
                        talks.trouble(draft, group, "own-" + refusal);
                        return Need.NOTHING;
                    }
                    out.add(member);
                }
            }
            setSound(group, out.isEmpty());
            newcomers.look(group, rosters);
        }
        if (!out.isEmpty() && !group.noticed) {
            group.noticed = true;
            group.notBefore = talks.home.clock().now() + talks.spread();
        }
        boolean free = mayCommit(draft, group, wanted);
        if (!out.isEmpty()) {
            if (free) {
                remove(draft, group, head, out);
            }
            return Need.NOTHING;
        }
        if (free && add(draft, group, head)) {
            return Need.NOTHING;
        }
        newcomers.ask(draft, group);
        confirm(draft, group);
        return seal(draft, group, head);
    }

    /** True if nobody had to leave when the same was judged a moment ago: by the same log, in the same epoch. */
    private boolean sound(OpenGroup group) {
        return group.soundAt == talks.following.size()
                && group.soundEpoch == group.mls.epochNumber()
                && talks.home.clock().now() < group.soundUntil;
    }

    private void setSound(OpenGroup group, boolean sound) {
        group.soundAt = sound ? talks.following.size() : -1;
        group.soundEpoch = group.mls.epochNumber();
        group.soundUntil = talks.home.clock().now() + SOUND_SECONDS;
    }

    /** Whoever has said nothing in an epoch confirms it by a small message within the hour (M9). */
    private void confirm(Draft draft, OpenGroup group) {
        boolean silent = !group.confirmed.contains(talks.owner.deviceId())
                && group.mls.members().size() > 1
                && talks.intents.of(group.id, true).isEmpty();
        if (!silent) {
            return;
        }
        long now = talks.home.clock().now();
        if (group.confirmAt == 0) {
            byte[] random = talks.home.randomness().bytes(2);
            long spread = ((random[0] & 0xff) << 8 | (random[1] & 0xff)) % CONFIRM_SPREAD_SECONDS;
            group.confirmAt = now + CONFIRM_AFTER_SECONDS + spread;
            group.keepCursor(draft, talks.records);
        }
        if (now >= group.confirmAt) {
            MessageBody body = MessageBody.confirmation(talks.home.randomness());
            talks.intents.add(draft, group.id, Talks.id(body.id()), "", body.bytes());
        } else {
            draft.wake(group.confirmAt);
        }
    }

    /** A week after a case was closed its group goes; what was said stays (M10). */
    private boolean over(Draft draft, OpenGroup group) {
        long closed = group.context.isCase() ? talks.conversation(group).closedAt(talks.home.text()) : -1;
        if (closed < 0 || talks.home.clock().now() < closed + CLOSED_SECONDS) {
            return false;
        }
        String conversation = talks.conversation(group).id().hex();
        talks.forget(draft, group);
        draft.show(new View.Talk(conversation, "group-over", "group " + group.id.hex()));
        return true;
    }

    /**
     * Whoever has something to say commits at once; what anybody could do waits until its time, for somebody else may have
     * done it by then. Nobody commits in a loop (M10).
     */
    private boolean mayCommit(Draft draft, OpenGroup group, boolean wanted) {
        long now = talks.home.clock().now();
        long at = wanted && !onlyAgain(group) ? now : group.notBefore;
        while (!group.commits.isEmpty() && group.commits.element() <= now - MINUTE_SECONDS) {
            group.commits.remove();
        }
        if (group.commits.size() >= COMMITS_A_MINUTE_MAX) {
            at = Math.max(at, group.commits.element() + MINUTE_SECONDS);
        }
        if (at > now) {
            draft.wake(at);
        }
        return at <= now;
    }

    private boolean onlyAgain(OpenGroup group) {
        for (Intent intent : talks.intents.of(group.id, false)) {
            if (!intent.again()) {
                return false;
            }
        }
        return talks.intents.of(group.id, true).isEmpty();
    }

    private void remove(Draft draft, OpenGroup group, SignedCheckpoint head, List<Member> out) {
        CommitPlan plan = new CommitPlan();
        List<String> devices = new ArrayList<>();
        for (Member member : out) {
            plan.remove(member.leaf());
            devices.add(GroupJudge.device(member));
        }
        String refused = commit(draft, group, head, plan, List.of(), devices, List.of());
        if (refused != null) {
            // By the checkpoint's time he is still justified, by this clock he is not: he goes with the next
            // checkpoint.
            talks.trouble(draft, group, "removal-waits");
        }
    }

    /** True if a commit was made, or nothing may go before it. */
    private boolean add(Draft draft, OpenGroup group, SignedCheckpoint head) {
        List<Intent> wanted = new ArrayList<>();
        List<String> members = new ArrayList<>();
        for (Member member : group.mls.members()) {
            members.add(GroupJudge.device(member));
        }
        for (Intent intent : talks.intents.of(group.id, false)) {
            if (!intent.again() && (members.contains(intent.device()) || Widening.named(group, intent))) {
                talks.intents.done(draft, intent);
            } else if (intent.isPlace() && !wanted.isEmpty()) {
                // One desk a commit: what is to be added for it stands behind it.
                break;
            } else {
                wanted.add(intent);
            }
        }
        if (wanted.isEmpty()) {
            return false;
        }
        String refused = add(draft, group, head, wanted);
        if (refused == null) {
            return true;
        }
        List<Intent> fit = new ArrayList<>();
        for (Intent one : wanted) {
            if (one.isPlace()) {
                fit.add(one);
                continue;
            }
            List<Intent> tried = new ArrayList<>(fit);
            tried.add(one);
            String why = dry(group, head, tried);
            if (why == null) {
                fit.add(one);
            } else {
                draft.show(new View.Talk(talks.conversation(group).id().hex(), why, "device " + one.device()));
                talks.intents.done(draft, one);
            }
        }
        boolean nothing = fit.isEmpty() || (fit.size() == 1 && fit.get(0).isPlace());
        if (!nothing && add(draft, group, head, fit) == null) {
            return true;
        }
        for (Intent one : fit) {
            if (one.isPlace()) {
                talks.intents.done(draft, one);
                talks.trouble(draft, group, "desk-not-brought-in");
            }
        }
        return false;
    }

    private @Nullable String add(Draft draft, OpenGroup group, SignedCheckpoint head, List<Intent> wanted) {
        return commit(
                draft,
                group,
                head,
                Adding.plan(group, wanted),
                Adding.devices(wanted),
                Adding.back(group, wanted),
                Widening.places(wanted));
    }

    /** Why these cannot be added together; the group that is asked is a copy. */
    @Nullable
    String dry(OpenGroup group, SignedCheckpoint head, List<Intent> tried) {
        try {
            Group copy =
                    GroupState.restore(GroupState.epoch(group.mls), GroupState.ratchets(group.mls), GroupJudge.POLICY);
            byte[] data = new CommitData(head.note(), Adding.devices(tried), Adding.back(group, tried)).bytes();
            Committing made = copy.commit(
                    Adding.plan(group, tried).authenticatedData(data),
                    talks.judge.commit(group.context, data, GroupJudge.moment(head)),
                    talks.home.randomness());
            if (made instanceof Committing.Prepared prepared) {
                prepared.pending().drop();
                return null;
            }
            return ((Committing.Refused) made).reason();
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Makes a commit and puts it on its way; the reason where it cannot be made. */
    private @Nullable String commit(
            Draft draft,
            OpenGroup group,
            SignedCheckpoint head,
            CommitPlan plan,
            List<String> added,
            List<String> removed,
            List<DeliveryFrame.Place> desks) {
        byte[] data = new CommitData(head.note(), added, removed).bytes();
        Moment moment = GroupJudge.moment(head);
        Committing made = group.mls.commit(
                plan.authenticatedData(data), talks.judge.commit(group.context, data, moment), talks.home.randomness());
        if (made instanceof Committing.Refused refused) {
            return refused.reason();
        }
        Committing.Prepared prepared = (Committing.Prepared) made;
        RandomId id = RandomId.make(talks.home.randomness());
        long epoch = group.mls.epochNumber();
        group.mls = prepared.next();
        group.pending = prepared.pending();
        group.pendingId = id;
        group.pendingSeq = 0;
        group.pendingAt = head.size();
        group.pendingData = data;
        group.commits.add(talks.home.clock().now());
        group.keepRatchet(draft, talks.records);
        group.keepPending(draft, talks.records);
        long counter = talks.instance.next(draft);
        List<DeliveryFrame.Added> routed = new ArrayList<>();
        byte[] welcome = prepared.pending().welcome();
        for (String device : added) {
            if (welcome != null) {
                routed.add(new DeliveryFrame.Added(digest(device), welcome));
            }
        }
        List<Digest> out = new ArrayList<>();
        for (String device : removed) {
            out.add(digest(device));
        }
        byte[] message = prepared.pending().commit();
        talks.send(
                draft,
                group.id,
                id,
                counter,
                new DeliveryFrame.Commit(id, group.id, epoch, counter, routed, out, desks, message, null));
        return null;
    }

    /** Seals what is still to be said, oldest first. */
    private Need seal(Draft draft, OpenGroup group, SignedCheckpoint head) {
        for (Intent intent : talks.intents.of(group.id, true)) {
            if (talks.intents.sealed(intent)) {
                continue;
            }
            byte[] data = new MessageData(head.note()).bytes();
            int padding = MessageSize.padding(intent.bytes().length);
            long epoch = group.mls.epochNumber();
            Group.Sent sent = group.mls.seal(intent.bytes(), data, padding, talks.home.randomness());
            group.mls = sent.next();
            group.confirmed.add(talks.owner.deviceId());
            group.keepRatchet(draft, talks.records);
            group.keepCursor(draft, talks.records);
            talks.intents.seal(intent);
            long counter = talks.instance.next(draft);
            talks.send(
                    draft,
                    group.id,
                    intent.id(),
                    counter,
                    new DeliveryFrame.Send(intent.id(), group.id, epoch, counter, sent.message(), hint(group, intent)));
        }
        return Need.NOTHING;
    }

    /** With a step of a case the server is told where the case stands now (C1); with nothing else. */
    private @Nullable CaseHint hint(OpenGroup group, Intent intent) {
        try {
            MessageBody body = MessageBody.read(intent.bytes());
            boolean step = group.context.isCase()
                    && body.kind() == MessageBody.ACT
                    && Envelope.read(body.act()).payloadType().equals(Act.payloadType(Transition.KIND));
            long now = talks.home.clock().now();
            return step ? talks.conversation(group).hint(talks.home.text(), now) : null;
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Digest digest(String device) {
        try {
            return Digest.fromHex(device);
        } catch (Malformed impossible) {
            throw new IllegalStateException(Reason.MALFORMED.code(), impossible);
        }
    }
}
