package org.hublink.engine;

import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryRefusal;
import org.hublink.protocol.RandomId;

/** Takes what the delivery service says to what this device sent. */
final class Answers {
    private final Talks talks;
    private final Receipt receipt;
    private final Rejoining rejoining;
    private final Rebuilding rebuilding;

    Answers(Talks talks, Receipt receipt, Rejoining rejoining, Rebuilding rebuilding) {
        this.talks = talks;
        this.receipt = receipt;
        this.rejoining = rejoining;
        this.rebuilding = rebuilding;
    }

    /** True if something of the log is missing before the place that it has now. */
    boolean taken(Draft draft, DeliveryFrame.Taken taken) {
        if (talks.strays.taken(taken) || rejoining.taken(draft, taken) || rebuilding.taken(draft, taken)) {
            return false;
        }
        for (OpenGroup group : talks.groups.values()) {
            if (group.waitsFor(taken.clientId())) {
                group.pendingSeq = taken.seq();
                group.keepPending(draft, talks.records);
                if (taken.seq() == group.cursor + 1) {
                    receipt.own(draft, group, taken.seq());
                    return false;
                }
                return taken.seq() > group.cursor + 1;
            }
        }
        Intent intent = talks.intents.find(taken.clientId());
        OpenGroup group = intent == null ? null : talks.groups.get(intent.group());
        if (group != null) {
            receipt.sent(draft, group, taken.clientId(), taken.seq());
        }
        return false;
    }

    /** True if the log is to be read on. */
    boolean refused(Draft draft, DeliveryFrame.Refused refused) {
        DeliveryRefusal why = refused.refusal();
        if (why == DeliveryRefusal.INSTANCE_REPLACED || why == DeliveryRefusal.COUNTER_PAST) {
            talks.instance.stop(draft, why.code());
        }
        if (talks.strays.refused(draft, refused)
                || rejoining.refused(draft, refused)
                || rebuilding.refused(draft, refused)) {
            return true;
        }
        OpenGroup group = null;
        for (OpenGroup one : talks.groups.values()) {
            if (one.waitsFor(refused.clientId())) {
                one.dropPending(draft, talks.records);
                group = one;
            }
        }
        Intent intent = talks.intents.find(refused.clientId());
        if (intent != null) {
            talks.intents.unseal(intent);
            group = talks.groups.get(intent.group());
        }
        if (group == null) {
            return false;
        }
        // Nothing more in this epoch until its end has come, or the connection begins anew.
        group.over = group.mls.epochNumber();
        draft.show(new View.Talk(talks.conversation(group).id().hex(), why.code(), ""));
        return true;
    }

    /** An id that this store does not know: a later store of this device was lost, or another one speaks (V2). */
    void newest(Draft draft, DeliveryFrame.Newest newest) {
        OpenGroup group = talks.groups.get(newest.group());
        Cut cut = group == null ? null : group.cut;
        boolean known = group == null
                || newest.clientId().equals(RandomId.NONE)
                || newest.clientId().equals(group.newest)
                || group.waitsFor(newest.clientId())
                || (cut != null && newest.clientId().equals(cut.claim))
                || talks.intents.find(newest.clientId()) != null
                || talks.conversation(group).knows(newest.clientId());
        if (!known) {
            talks.instance.stop(draft, "store-rolled-back");
        }
    }
}
