package org.hublink.engine;

import org.hublink.mls.Member;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Gets back into a group that this device cannot follow (PROTOCOL M8): it says so by a signed act, and waits to be removed and
 * added again by a member that could follow; and does that for others. Where nobody can, {@link Rebuilding} begins anew.
 */
final class Rejoining {
    /** So long is waited for members that could follow. */
    static final long ANSWER_SECONDS = 60;
    /** Times that a device is taken in again in a group by this one; what it claims further is shown. */
    private static final int ANSWERS_MAX = 6;

    private final Talks talks;
    private final Rebuilding rebuilding;

    Rejoining(Talks talks, Rebuilding rebuilding) {
        this.talks = talks;
        this.rebuilding = rebuilding;
    }

    /** The group ends here for this device; its log is read on. */
    void cut(Draft draft, OpenGroup group, Cut cut, long seq) {
        group.dropPending(draft, talks.records);
        group.trouble = cut.reason;
        group.cut = cut;
        group.cursor = seq;
        group.keepCursor(draft, talks.records);
        talks.trouble(draft, group, cut.reason);
        talks.acknowledge(group.id, seq);
    }

    /** Another entry stands where the commit stood that was not taken: all is as it was before. */
    void uncut(Draft draft, OpenGroup group, long seq) {
        group.cut = null;
        group.trouble = "";
        group.cursor = seq - 1;
        group.keepCursor(draft, talks.records);
        talks.trouble(draft, group, "entry-differs");
    }

    /** An entry of the log of a group that this device cannot read. */
    void follow(Draft draft, OpenGroup group, Cut cut, DeliveryFrame.Delivered entry) {
        boolean own = entry.sender().hex().equals(talks.owner.deviceId());
        // A false entry may have named a later epoch than there is: the newest entry tells.
        cut.serverEpoch = entry.kind() == DeliveryFrame.Body.COMMIT ? entry.epoch() + 1 : entry.epoch();
        if (entry.kind() == DeliveryFrame.Body.SUCCESSOR) {
            rebuilding.named(draft, group, entry);
        } else if (entry.kind() == DeliveryFrame.Body.MESSAGE && !own && !RejoinClaim.looks(entry.body())) {
            group.missing++;
        }
        group.cursor = entry.seq();
        group.keepCursor(draft, talks.records);
        talks.acknowledge(group.id, entry.seq());
    }

    /** Does the next thing that gets this device back. */
    Need next(Draft draft, OpenGroup group, Cut cut) {
        if (!talks.instance.stopped().isEmpty()) {
            return Need.NOTHING;
        }
        if (!(talks.following.maySend() instanceof Verdict.Trusted<SignedCheckpoint>)) {
            return Need.LOG;
        }
        if (!cut.claimed()) {
            claim(draft, group, cut);
        }
        boolean heard = group.newest.equals(cut.claim);
        if (heard && talks.home.clock().now() >= cut.rebuildAt) {
            // Not before the others could read why: without it a new group is without cause.
            rebuilding.next(draft, group, cut);
        } else if (talks.home.clock().now() < cut.rebuildAt) {
            draft.wake(cut.rebuildAt);
        }
        return Need.NOTHING;
    }

    private void claim(Draft draft, OpenGroup group, Cut cut) {
        Verdict<LoggedStatement> own = talks.acting.own();
        var statement = own.valueOrNull();
        if (statement == null) {
            return;
        }
        RejoinClaim claim = new RejoinClaim(
                group.id.hex(),
                cut.epoch,
                Digest.of(group.mls.epochAuthenticator()),
                cut.reason,
                cut.commit,
                talks.packages.handOver(draft, statement.index()));
        String conversation = talks.conversation(group).id().hex();
        Envelope act = talks.acting
                .sign(draft, RejoinClaim.KIND, conversation, null, claim.json())
                .valueOrNull();
        if (act == null) {
            return;
        }
        cut.claim = RandomId.make(talks.home.randomness());
        if (cut.rebuildAt == 0) {
            long wait = cut.refused ? 0 : ANSWER_SECONDS;
            cut.rebuildAt = talks.home.clock().now() + wait + talks.spread();
        }
        group.keepCursor(draft, talks.records);
        long counter = talks.instance.next(draft);
        talks.send(
                draft,
                group.id,
                cut.claim,
                counter,
                new DeliveryFrame.Send(cut.claim, group.id, cut.serverEpoch, counter, act.bytes(), null));
    }

    /** The server has the claim. */
    boolean taken(Draft draft, DeliveryFrame.Taken taken) {
        for (OpenGroup group : talks.groups.values()) {
            Cut cut = group.cut;
            if (cut != null && cut.claimed() && cut.claim.equals(taken.clientId())) {
                if (taken.seq() > group.newestSeq) {
                    group.newest = cut.claim;
                    group.newestSeq = taken.seq();
                    group.keepCursor(draft, talks.records);
                }
                return true;
            }
        }
        return false;
    }

    /** The claim came too late for its epoch: it is made again once the log was read on. */
    boolean refused(Draft draft, DeliveryFrame.Refused refused) {
        for (OpenGroup group : talks.groups.values()) {
            Cut cut = group.cut;
            if (cut != null && cut.claimed() && cut.claim.equals(refused.clientId())) {
                switch (refused.refusal()) {
                    case EPOCH_PAST -> {
                        cut.claim = RandomId.NONE;
                        cut.serverEpoch = Math.max(cut.epoch, cut.serverEpoch - 1);
                    }
                    case QUOTA -> cut.claim = RandomId.NONE;
                    default -> talks.trouble(draft, group, refused.refusal().code());
                }
                group.keepCursor(draft, talks.records);
                return true;
            }
        }
        return false;
    }

    /** A member says that it cannot follow. */
    void heard(Draft draft, OpenGroup group, DeliveryFrame.Delivered entry) {
        Conversation conversation = talks.conversation(group);
        if (conversation.knows(entry.clientId())) {
            return;
        }
        KeptAct.Found found = new KeptAct.Found(
                entry.clientId(),
                group.id,
                entry.epoch(),
                entry.sender().hex(),
                talks.home.clock().now());
        KeptAct kept = new KeptAct(conversation.next(), found, entry.body(), new byte[0], "", null);
        KeptAct judged = talks.hearing.judged(kept, conversation, group.context);
        talks.keep(draft, conversation, judged);
        judged(draft, group, judged);
    }

    /** Notes that a member is to be taken in again, if its claim counts and nobody has done it yet. */
    void judged(Draft draft, OpenGroup group, KeptAct kept) {
        String device = kept.found().device();
        if (!kept.trusted()
                || !RejoinClaim.looks(kept.envelope())
                || group.cut != null
                || device.equals(talks.owner.deviceId())) {
            return;
        }
        try {
            RejoinClaim claim = RejoinClaim.read(kept.act(talks.home.text()).body());
            if (!claim.group().equals(group.id.hex())) {
                throw new Malformed(Reason.ACT_CONTEXT.code());
            }
            String refusal = refusal(group, device, claim);
            if (refusal != null) {
                draft.show(new View.Talk(talks.conversation(group).id().hex(), refusal, "device " + device));
                return;
            }
            group.claims.heard(device, claim.epoch(), claim.commit());
            talks.intents.again(draft, group.id, RandomId.make(talks.home.randomness()), device, claim.keyPackage());
            group.notBefore = talks.home.clock().now() + talks.spread();
            group.keepCursor(draft, talks.records);
        } catch (Malformed malformed) {
            draft.show(new View.Talk(talks.conversation(group).id().hex(), malformed.reason(), "rejoin"));
        }
    }

    private static @Nullable String refusal(OpenGroup group, String device, RejoinClaim claim) {
        boolean member = false;
        for (Member one : group.mls.members()) {
            member |= GroupJudge.device(one).equals(device);
        }
        boolean same = claim.epoch() == group.mls.epochNumber()
                && claim.authenticator().equals(Digest.of(group.mls.epochAuthenticator()));
        if (!member || same || claim.epoch() > group.mls.epochNumber()) {
            return "rejoin-unfounded";
        }
        if (group.claims.readded(device) > claim.epoch()) {
            return "rejoin-answered";
        }
        return group.claims.answers(device) >= ANSWERS_MAX ? "rejoin-too-often" : null;
    }

    /** A commit was applied: whoever it removed and added again is back, and is told once more what he may have missed. */
    void applied(Draft draft, OpenGroup group, CommitData said) {
        for (String device : said.added()) {
            if (!said.removed().contains(device)) {
                continue;
            }
            long since = group.claims.answered(device, group.mls.epochNumber());
            for (Intent intent : talks.intents.of(group.id, false)) {
                if (intent.again() && intent.device().equals(device)) {
                    talks.intents.done(draft, intent);
                }
            }
            if (since >= 0 && !device.equals(talks.owner.deviceId())) {
                talks.sayAgain(draft, group.id, since, group);
            }
            draft.show(new View.Talk(talks.conversation(group).id().hex(), "rejoined", "device " + device));
        }
    }
}
