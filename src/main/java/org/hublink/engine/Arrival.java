package org.hublink.engine;

import org.hublink.mls.Group;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Reason;
import org.jspecify.annotations.Nullable;

/** Takes welcomes: a group begins here, or goes on here after this device had lost it, or takes another one's place (M8). */
final class Arrival {
    private final Talks talks;
    private final Receipt receipt;
    private final Rebuilding rebuilding;

    Arrival(Talks talks, Receipt receipt, Rebuilding rebuilding) {
        this.talks = talks;
        this.receipt = receipt;
        this.rebuilding = rebuilding;
    }

    /** A welcome: the group begins here at the place of the commit that added this device. */
    Need welcome(Draft draft, DeliveryFrame.Delivered entry) {
        OpenGroup before = talks.groups.get(entry.group());
        if (before != null && entry.seq() <= before.cursor && before.cut == null) {
            talks.acknowledge(entry.group(), entry.seq());
            return Need.NOTHING;
        }
        if (talks.following.maySend().valueOrNull() == null) {
            return Need.LOG;
        }
        GroupJudge.Heeded check = talks.judge.joiningCheck();
        KeyPackages.Opened opened = talks.packages.open(
                entry.body(), talks.judge.terms(check, talks.home.clock().now()));
        Group joined = opened.group();
        if (joined == null) {
            boolean behind = opened.reason().equals(Reason.NOT_LOGGED.code())
                    || opened.reason().equals(Reason.LOG_BEHIND.code());
            if (!behind && !check.refused()) {
                stray(draft, before, entry, opened.reason());
            }
            return behind ? Need.LOG : refuse(draft, entry, opened.reason());
        }
        try {
            if (!Bytes.equal(joined.groupId(), entry.group().bytes())) {
                stray(draft, before, entry, "welcome-other-group");
                return refuse(draft, entry, "welcome-other-group");
            }
            if (before != null && joined.epochNumber() <= before.mls.epochNumber()) {
                return refuse(draft, entry, "welcome-old");
            }
            OpenGroup group = new OpenGroup(entry.group(), joined);
            String refusal = talks.judge.joined(group.context, joined.members());
            if (refusal != null) {
                return refusal.equals(RosterCheck.UNSURE) ? Need.PARTS : refuse(draft, entry, refusal);
            }
            String unfounded = before == null ? rebuilding.refusal(group) : null;
            if (Rebuilding.WAITS.equals(unfounded)) {
                // Not acknowledged: it comes again when the old group's log was read.
                draft.show(new View.Talk(talks.conversation(group).id().hex(), Rebuilding.WAITS, ""));
                return Need.NOTHING;
            }
            if (unfounded != null) {
                return refuse(draft, entry, unfounded);
            }
            enter(draft, before, group, entry);
            talks.packages.joined(draft, opened.used());
            return Need.NOTHING;
        } catch (Malformed malformed) {
            return refuse(draft, entry, malformed.reason());
        }
    }

    /** This device is said to be in a group that it cannot enter by what it was given: it says so there. */
    private void stray(Draft draft, @Nullable OpenGroup before, DeliveryFrame.Delivered entry, String reason) {
        Cut cut = before == null ? null : before.cut;
        if (before == null) {
            talks.strays.begin(draft, entry, reason);
        } else if (cut != null) {
            cut.serverEpoch = Math.max(cut.serverEpoch, entry.epoch() + 1);
            cut.claim = RandomId.NONE;
            before.cursor = Math.max(before.cursor, entry.seq());
            before.keepCursor(draft, talks.records);
        }
    }

    private void enter(Draft draft, @Nullable OpenGroup before, OpenGroup group, DeliveryFrame.Delivered entry) {
        if (before != null) {
            before.dropPending(draft, talks.records);
            group.missing = before.missing;
            group.newest = before.newest;
            group.newestSeq = before.newestSeq;
        }
        talks.groups.put(group.id, group);
        talks.strays.end(draft, group.id);
        receipt.install(draft, group, group.mls, 0, entry.seq(), OpenGroup.NO_COMMIT);
        Cut cut = before == null ? null : before.cut;
        if (cut != null) {
            // What was said since and never heard by those who went on is said again.
            talks.sayAgain(draft, group.id, cut.epoch, group);
        }
        String code = before == null ? "joined" : "rejoined";
        draft.show(new View.Talk(talks.conversation(group).id().hex(), code, "group " + group.id.hex()));
        rebuilding.joined(draft, group);
    }

    private Need refuse(Draft draft, DeliveryFrame.Delivered entry, @Nullable String reason) {
        String code = reason == null ? "welcome-refused" : reason;
        draft.show(new View.Talk("", code, "welcome of group " + entry.group().hex()));
        draft.alert(code, "welcome of group " + entry.group().hex());
        talks.acknowledge(entry.group(), entry.seq());
        return Need.NOTHING;
    }
}
