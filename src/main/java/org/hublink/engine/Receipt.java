package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.mls.Group;
import org.hublink.mls.Member;
import org.hublink.mls.Pending;
import org.hublink.mls.Received;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.Moment;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a group's log brings, in its order and each entry in one turn: the plaintext, the ratchets that moved and the
 * cursor together (E3).
 */
final class Receipt {
    private final Talks talks;

    Receipt(Talks talks) {
        this.talks = talks;
    }

    /** An entry that is the next one of its group. */
    Need take(Draft draft, OpenGroup group, DeliveryFrame.Delivered entry) {
        if (entry.kind() == DeliveryFrame.Body.COMMIT) {
            return group.waitsFor(entry.clientId()) ? own(draft, group, entry.seq()) : commit(draft, group, entry);
        }
        if (entry.kind() == DeliveryFrame.Body.MESSAGE) {
            message(draft, group, entry);
        } else {
            advance(draft, group, entry.seq());
        }
        return Need.NOTHING;
    }

    /** One's own commit has won. */
    Need own(Draft draft, OpenGroup group, long seq) {
        Pending pending = group.pending;
        RandomId id = group.pendingId;
        if (pending == null || id == null) {
            return Need.NOTHING;
        }
        Group next = pending.accepted(group.mls, GroupJudge.POLICY);
        group.pending = null;
        group.pendingId = null;
        group.pendingSeq = 0;
        group.keepPending(draft, talks.records);
        group.newest = id;
        group.newestSeq = seq;
        install(draft, group, next, group.pendingAt, seq);
        return Need.NOTHING;
    }

    private void install(Draft draft, OpenGroup group, Group next, long judgedAt, long seq) {
        group.mls = next;
        try {
            group.context = ConversationContext.of(next.extensions());
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
        group.judgedAt = judgedAt;
        group.cursor = seq;
        group.confirmed.clear();
        group.over = -1;
        for (Intent intent : talks.intents.of(group.id, true)) {
            if (talks.outbox.find(intent.id()) == null) {
                talks.intents.unseal(intent);
            }
        }
        group.keepEpoch(draft, talks.records);
        talks.judge.keepParts(draft, next.members());
        talks.acknowledge(draft, group.id, seq);
    }

    private void advance(Draft draft, OpenGroup group, long seq) {
        group.cursor = seq;
        group.keepCursor(draft, talks.records);
        talks.acknowledge(draft, group.id, seq);
    }

    private Need commit(Draft draft, OpenGroup group, DeliveryFrame.Delivered entry) {
        GroupJudge.Peek peek = new GroupJudge.Peek();
        Received first = group.mls.receive(
                entry.body(), talks.judge.terms(peek, talks.home.clock().now()));
        byte[] data = peek.data();
        if (data == null) {
            return unusable(
                    draft, group, entry, first instanceof Received.Refused refused ? refused.reason() : "commit-form");
        }
        CommitData said;
        try {
            said = CommitData.read(data);
        } catch (Malformed malformed) {
            return cut(draft, group, malformed.reason());
        }
        Verdict<SignedCheckpoint> named = talks.following.peer(draft, said.checkpoint());
        if (named instanceof Verdict.Refused<SignedCheckpoint> refused) {
            if (refused.reason() == Reason.LOG_BEHIND) {
                return Need.LOG;
            }
            return cut(draft, group, refused.reason().code());
        }
        SignedCheckpoint checkpoint = ((Verdict.Trusted<SignedCheckpoint>) named).value();
        if (checkpoint.size() < group.judgedAt) {
            return cut(draft, group, "commit-checkpoint-back");
        }
        Moment moment = GroupJudge.moment(checkpoint);
        Received received = group.mls.receive(entry.body(), talks.judge.commit(group.context, data, moment));
        if (received instanceof Received.Refused refused) {
            return refused.reason().equals(RosterCheck.UNSURE) ? Need.PARTS : cut(draft, group, refused.reason());
        }
        if (received instanceof Received.Removed) {
            removed(draft, group, entry.seq());
        } else if (received instanceof Received.Committed committed) {
            group.dropPending(draft, talks.records);
            install(draft, group, committed.next(), checkpoint.size(), entry.seq());
            routing(draft, group, entry, said);
        }
        return Need.NOTHING;
    }

    /** The server routed by other lists than all members judged: whoever it left out learns nothing, and is shown (M9, M12). */
    private void routing(Draft draft, OpenGroup group, DeliveryFrame.Delivered entry, CommitData said) {
        if (!hex(entry.added()).equals(said.added()) || !hex(entry.removed()).equals(said.removed())) {
            talks.trouble(draft, group, "routing-mismatch");
        }
    }

    private static List<String> hex(List<Digest> devices) {
        List<String> out = new ArrayList<>();
        for (Digest device : devices) {
            out.add(device.hex());
        }
        return out;
    }

    /** A commit of an epoch that is over is nothing but noise; any other that cannot be opened ends the group here (M8). */
    private Need unusable(Draft draft, OpenGroup group, DeliveryFrame.Delivered entry, String reason) {
        if (reason.equals("epoch-past")) {
            draft.show(new View.Talk(talks.conversation(group).id().hex(), reason, "commit " + entry.seq()));
            advance(draft, group, entry.seq());
            return Need.NOTHING;
        }
        return cut(draft, group, reason);
    }

    private Need cut(Draft draft, OpenGroup group, String reason) {
        group.dropPending(draft, talks.records);
        group.trouble = reason;
        group.keepCursor(draft, talks.records);
        talks.trouble(draft, group, reason);
        return Need.NOTHING;
    }

    private void removed(Draft draft, OpenGroup group, long seq) {
        talks.trouble(draft, group, "removed");
        talks.groups.remove(group.id);
        group.forget(draft);
        for (Intent intent : talks.intents.of(group.id, true)) {
            talks.intents.done(draft, intent);
        }
        for (Intent intent : talks.intents.of(group.id, false)) {
            talks.intents.done(draft, intent);
        }
        talks.acknowledge(draft, group.id, seq);
    }

    private void message(Draft draft, OpenGroup group, DeliveryFrame.Delivered entry) {
        Intent mine = talks.intents.find(entry.clientId());
        boolean own = entry.sender().hex().equals(talks.owner.deviceId())
                && (mine != null
                        || talks.conversation(group).knows(entry.clientId())
                        || group.newest.equals(entry.clientId()));
        if (own) {
            sent(draft, group, entry.clientId(), entry.seq());
            advance(draft, group, entry.seq());
            return;
        }
        Received received = group.mls.receive(entry.body(), talks.judge.reading());
        if (!(received instanceof Received.Message message)) {
            String reason = received instanceof Received.Refused refused ? refused.reason() : "message-form";
            draft.show(new View.Talk(talks.conversation(group).id().hex(), reason, "message " + entry.seq()));
            draft.alert(reason, "message " + entry.seq());
            advance(draft, group, entry.seq());
            return;
        }
        String device = sender(group.mls.members(), message.sender());
        group.mls = message.next();
        group.cursor = entry.seq();
        group.confirmed.add(device);
        group.keepRatchet(draft, talks.records);
        group.keepCursor(draft, talks.records);
        said(draft, group, device, message);
        talks.acknowledge(draft, group.id, entry.seq());
    }

    private void said(Draft draft, OpenGroup group, String device, Received.Message message) {
        Conversation conversation = talks.conversation(group);
        try {
            // A checkpoint ahead is remembered: nothing is sent until the log was followed to it.
            MessageData gossip = MessageData.read(message.authenticatedData());
            Verdict<SignedCheckpoint> peer = talks.following.peer(draft, gossip.checkpoint());
            if (peer instanceof Verdict.Refused<SignedCheckpoint> refused && refused.reason() != Reason.LOG_BEHIND) {
                draft.show(
                        new View.Talk(conversation.id().hex(), refused.reason().code(), "gossip"));
            }
            MessageBody body = MessageBody.read(message.data());
            RandomId id = Talks.id(body.id());
            if (body.kind() == MessageBody.CONFIRMATION) {
                return;
            }
            if (conversation.knows(id)) {
                draft.show(new View.Talk(conversation.id().hex(), "message-replayed", id.hex()));
                return;
            }
            KeptAct.Found found = new KeptAct.Found(
                    id, group.id, message.epoch(), device, talks.home.clock().now());
            KeptAct kept = new KeptAct(conversation.next(), found, body.act(), "", null);
            talks.keep(draft, conversation, talks.hearing.judged(kept, conversation, group.context));
        } catch (Malformed malformed) {
            draft.show(new View.Talk(conversation.id().hex(), malformed.reason(), "from " + device));
        }
    }

    /** The server has taken a message of one's own. */
    void sent(Draft draft, OpenGroup group, RandomId id, long seq) {
        Intent intent = talks.intents.find(id);
        if (intent != null) {
            talks.intents.done(draft, intent);
        }
        if (seq > group.newestSeq) {
            group.newest = id;
            group.newestSeq = seq;
            group.keepCursor(draft, talks.records);
        }
    }

    private static String sender(List<Member> members, int leaf) {
        for (Member member : members) {
            if (member.leaf() == leaf) {
                return GroupJudge.device(member);
            }
        }
        return "";
    }

    /** A welcome: the group begins here at the place of the commit that added this device. */
    Need welcome(Draft draft, DeliveryFrame.Delivered entry) {
        Verdict<SignedCheckpoint> may = talks.following.maySend();
        SignedCheckpoint head = may.valueOrNull();
        if (head == null) {
            return Need.LOG;
        }
        KeyPackages.Opened opened = talks.packages.open(entry.body(), talks.judge.joining());
        Group joined = opened.group();
        if (joined == null) {
            if (opened.reason().equals(Reason.NOT_LOGGED.code())
                    || opened.reason().equals(Reason.LOG_BEHIND.code())) {
                return Need.LOG;
            }
            return refuse(draft, entry, opened.reason());
        }
        try {
            if (!Bytes.equal(joined.groupId(), entry.group().bytes())) {
                return refuse(draft, entry, "welcome-other-group");
            }
            OpenGroup group = new OpenGroup(entry.group(), joined);
            String refusal = talks.judge.joined(group.context, joined.members());
            if (refusal != null) {
                return refusal.equals(RosterCheck.UNSURE) ? Need.PARTS : refuse(draft, entry, refusal);
            }
            talks.groups.put(group.id, group);
            talks.packages.used(draft, opened.used());
            install(draft, group, joined, 0, entry.seq());
            draft.show(new View.Talk(talks.conversation(group).id().hex(), "joined", "group " + group.id.hex()));
            return Need.NOTHING;
        } catch (Malformed malformed) {
            return refuse(draft, entry, malformed.reason());
        }
    }

    private Need refuse(Draft draft, DeliveryFrame.Delivered entry, @Nullable String reason) {
        String code = reason == null ? "welcome-refused" : reason;
        draft.show(new View.Talk("", code, "welcome of group " + entry.group().hex()));
        draft.alert(code, "welcome of group " + entry.group().hex());
        talks.acknowledge(draft, entry.group(), entry.seq());
        return Need.NOTHING;
    }
}
