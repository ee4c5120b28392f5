package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.mls.Group;
import org.hublink.mls.Member;
import org.hublink.mls.Pending;
import org.hublink.mls.Received;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.Moment;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Verdict;

/**
 * Takes what a group's log brings, in its order and each entry in one turn: the plaintext, the ratchets that moved and the
 * cursor together (E3).
 */
final class Receipt {
    private static final String PAST = "epoch-past";
    private static final String FUTURE = "epoch-future";

    private final Talks talks;
    private final Rejoining rejoining;
    private final Rebuilding rebuilding;

    Receipt(Talks talks, Rejoining rejoining, Rebuilding rebuilding) {
        this.talks = talks;
        this.rejoining = rejoining;
        this.rebuilding = rebuilding;
    }

    /** An entry that is the next one of its group. */
    Need take(Draft draft, OpenGroup group, DeliveryFrame.Delivered entry) {
        Cut cut = group.cut;
        if (cut != null) {
            rejoining.follow(draft, group, cut, entry);
        } else if (entry.kind() == DeliveryFrame.Body.COMMIT) {
            return group.waitsFor(entry.clientId()) ? own(draft, group, entry.seq()) : commit(draft, group, entry);
        } else if (entry.kind() == DeliveryFrame.Body.MESSAGE) {
            message(draft, group, entry);
        } else {
            if (entry.kind() == DeliveryFrame.Body.SUCCESSOR) {
                rebuilding.named(draft, group, entry);
            }
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
        byte[] data = group.pendingData;
        Digest commit = Digest.of(pending.commit());
        Group next = pending.accepted(group.mls, GroupJudge.POLICY);
        group.pending = null;
        group.pendingId = null;
        group.pendingSeq = 0;
        group.keepPending(draft, talks.records);
        group.newest = id;
        group.newestSeq = seq;
        install(draft, group, next, group.pendingAt, seq, commit);
        try {
            rejoining.applied(draft, group, CommitData.read(data));
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
        return Need.NOTHING;
    }

    /** The next epoch is the group's; {@code commit} is the digest of what began it. */
    void install(Draft draft, OpenGroup group, Group next, long judgedAt, long seq, Digest commit) {
        group.mls = next;
        try {
            group.context = ConversationContext.of(next.extensions());
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
        group.judgedAt = judgedAt;
        group.cursor = seq;
        group.lastCommit = commit;
        group.confirmed.clear();
        group.passed = 0;
        group.over = -1;
        group.noticed = false;
        group.confirmAt = 0;
        for (Intent intent : talks.intents.of(group.id, true)) {
            if (talks.outbox.find(intent.id()) == null) {
                talks.intents.unseal(intent);
            }
        }
        group.keepEpoch(draft, talks.records);
        talks.judge.keepParts(draft, next.members());
        talks.acknowledge(group.id, seq);
    }

    private void advance(Draft draft, OpenGroup group, long seq) {
        group.cursor = seq;
        group.keepCursor(draft, talks.records);
        talks.acknowledge(group.id, seq);
    }

    private Need commit(Draft draft, OpenGroup group, DeliveryFrame.Delivered entry) {
        if (entry.epoch() != group.mls.epochNumber()) {
            return otherEpoch(draft, group, entry);
        }
        GroupJudge.Peek peek = new GroupJudge.Peek();
        Received first = group.mls.receive(
                entry.body(), talks.judge.terms(peek, talks.home.clock().now()));
        byte[] data = peek.data();
        String committer = peek.committer();
        if (data == null) {
            String reason = first instanceof Received.Refused refused ? refused.reason() : "commit-form";
            return cut(draft, group, entry, reason, false, entry.sender().hex());
        }
        CommitData said;
        try {
            said = CommitData.read(data);
        } catch (Malformed malformed) {
            return cut(draft, group, entry, malformed.reason(), true, committer);
        }
        Verdict<SignedCheckpoint> named = talks.following.peer(draft, said.checkpoint());
        if (named instanceof Verdict.Refused<SignedCheckpoint> refused) {
            if (refused.reason() == Reason.LOG_BEHIND) {
                return Need.LOG;
            }
            return cut(draft, group, entry, refused.reason().code(), true, committer);
        }
        SignedCheckpoint checkpoint = ((Verdict.Trusted<SignedCheckpoint>) named).value();
        if (checkpoint.size() < group.judgedAt) {
            return cut(draft, group, entry, "commit-checkpoint-back", true, committer);
        }
        Moment moment = GroupJudge.moment(checkpoint);
        GroupJudge.Heeded check = new GroupJudge.Heeded(talks.judge.check(group.context, data, moment));
        Received received = group.mls.receive(entry.body(), talks.judge.terms(check, moment.time()));
        if (received instanceof Received.Refused refused) {
            return refused.reason().equals(RosterCheck.UNSURE)
                    ? Need.PARTS
                    : cut(draft, group, entry, refused.reason(), check.refused(), committer);
        }
        if (received instanceof Received.Removed) {
            talks.trouble(draft, group, "removed");
            talks.forget(draft, group);
            talks.acknowledge(group.id, entry.seq());
        } else if (received instanceof Received.Committed committed) {
            group.dropPending(draft, talks.records);
            install(draft, group, committed.next(), checkpoint.size(), entry.seq(), Digest.of(entry.body()));
            rejoining.applied(draft, group, said);
            routing(draft, group, entry, said);
        }
        return Need.NOTHING;
    }

    /** A commit of an epoch that is over is nothing but noise; one of a later epoch says that one never came. */
    private Need otherEpoch(Draft draft, OpenGroup group, DeliveryFrame.Delivered entry) {
        if (entry.epoch() > group.mls.epochNumber()) {
            return missed(draft, group, entry, entry.epoch() + 1);
        }
        draft.show(new View.Talk(talks.conversation(group).id().hex(), PAST, "commit " + entry.seq()));
        advance(draft, group, entry.seq());
        return Need.NOTHING;
    }

    private Need missed(Draft draft, OpenGroup group, DeliveryFrame.Delivered entry, long serverEpoch) {
        Cut cut = new Cut(group.mls.epochNumber(), FUTURE, false, OpenGroup.NO_COMMIT, "");
        cut.serverEpoch = serverEpoch;
        rejoining.cut(draft, group, cut, entry.seq());
        return Need.NOTHING;
    }

    private Need cut(
            Draft draft,
            OpenGroup group,
            DeliveryFrame.Delivered entry,
            String reason,
            boolean refused,
            String committer) {
        Cut cut = new Cut(group.mls.epochNumber(), reason, refused, Digest.of(entry.body()), committer);
        cut.serverEpoch = entry.epoch() + 1;
        cut.seq = entry.seq();
        rejoining.cut(draft, group, cut, entry.seq());
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

    private void message(Draft draft, OpenGroup group, DeliveryFrame.Delivered entry) {
        Intent mine = talks.intents.find(entry.clientId());
        boolean own = entry.sender().hex().equals(talks.owner.deviceId())
                && (mine != null
                        || talks.conversation(group).knows(entry.clientId())
                        || entry.seq() <= group.newestSeq);
        if (own) {
            sent(draft, group, entry.clientId(), entry.seq());
            advance(draft, group, entry.seq());
            return;
        }
        if (RejoinClaim.looks(entry.body())) {
            rejoining.heard(draft, group, entry);
            advance(draft, group, entry.seq());
            return;
        }
        int skipped = group.mls.skipped();
        Received received = group.mls.receive(entry.body(), talks.judge.reading());
        if (!(received instanceof Received.Message message)) {
            unread(
                    draft,
                    group,
                    entry,
                    received instanceof Received.Refused refused ? refused.reason() : "message-form");
            return;
        }
        String device = sender(group.mls.members(), message.sender());
        group.mls = message.next();
        passedOver(draft, group, group.mls.skipped() - skipped);
        group.cursor = entry.seq();
        group.confirmed.add(device);
        group.keepRatchet(draft, talks.records);
        group.keepCursor(draft, talks.records);
        said(draft, group, device, message);
        talks.acknowledge(group.id, entry.seq());
    }

    /** Its sender said something before that never came, though the server numbers its entries as if nothing were missing. */
    private void passedOver(Draft draft, OpenGroup group, int messages) {
        int shown = Math.min(Math.max(0, messages), group.passed);
        group.passed -= shown;
        if (messages > shown) {
            group.missing += messages - shown;
            talks.trouble(draft, group, "messages-missing");
        }
    }

    /** A message that does not open: shown; where it means that a commit was another one here, the group is lost (M8). */
    private void unread(Draft draft, OpenGroup group, DeliveryFrame.Delivered entry, String reason) {
        draft.show(new View.Talk(talks.conversation(group).id().hex(), reason, "message " + entry.seq()));
        draft.alert(reason, "message " + entry.seq());
        long epoch = group.mls.epochNumber();
        boolean alone = group.confirmed.isEmpty()
                || (group.confirmed.size() == 1 && group.confirmed.contains(talks.owner.deviceId()));
        if (reason.equals(FUTURE) && entry.epoch() > epoch) {
            missed(draft, group, entry, entry.epoch());
        } else if (reason.equals("aead-open") && entry.epoch() == epoch && alone) {
            // Nobody else has been heard in this epoch: the others may stand in another one of the same number.
            Cut cut = new Cut(epoch, "epoch-differs", false, group.lastCommit, "");
            cut.serverEpoch = entry.epoch();
            rejoining.cut(draft, group, cut, entry.seq());
        } else {
            // Not acknowledged: the next time it may be another one, if the server or the way has lied.
            group.passed++;
            group.noiseSeq = entry.seq();
            group.noise = Digest.of(entry.body());
            group.cursor = entry.seq();
            group.keepCursor(draft, talks.records);
        }
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
                // Said again by its author after a member came back, it is the same; anything else is not.
                if (!conversation.holds(id, body.act())) {
                    draft.show(new View.Talk(conversation.id().hex(), "message-replayed", id.hex()));
                }
                return;
            }
            String author = device;
            if (body.kind() == MessageBody.HANDED) {
                if (!MessageBody.handed(body.act(), talks.home.text())) {
                    throw new Malformed("message-body");
                }
                author = MessageBody.signer(body.act(), talks.home.text());
            }
            KeptAct.Found found = new KeptAct.Found(
                    id, group.id, message.epoch(), author, talks.home.clock().now());
            KeptAct kept = new KeptAct(conversation.next(), found, body.act(), body.keys(), "", null);
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
}
