package org.hublink.messaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.primitives.Digest;
import org.hublink.protocol.CaseHint;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryRefusal;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/**
 * Judges frames one after the other in the order in which they came, over groups and instances whose rows are locked, and
 * collects what is to be written. Asks nobody and waits for nothing.
 */
final class Batch {
    private final Map<RandomId, GroupRow> groups;
    private final Map<Digest, BatchStore.Claimed> instances;
    private final Map<Entry.Key, Entry> known;
    private final Quotas quotas;
    private final long now;
    private final Written written = Written.empty();
    private final Map<Written.Reader, Integer> begun = new LinkedHashMap<>();

    Batch(
            Map<RandomId, GroupRow> groups,
            Map<Digest, BatchStore.Claimed> instances,
            Map<Entry.Key, Entry> known,
            Quotas quotas,
            long now) {
        this.groups = groups;
        this.instances = new TreeMap<>(instances);
        this.known = new LinkedHashMap<>(known);
        this.quotas = quotas;
        this.now = now;
    }

    /** What all judged frames come to. */
    Written written() {
        for (GroupRow group : groups.values()) {
            if (group.changed) {
                written.moved().add(group);
            }
        }
        return written;
    }

    /** Where the groups stand after all that was judged. */
    Collection<GroupRow> groups() {
        return groups.values();
    }

    /** Where the devices stand after it. */
    Map<Digest, BatchStore.Claimed> instances() {
        return instances;
    }

    /** One answer a frame, none for an ack. */
    List<DeliveryFrame> judge(Submission submission) {
        List<DeliveryFrame> answers = new ArrayList<>();
        BatchStore.Claimed claimed = instances.get(submission.device());
        boolean current = claimed != null && claimed.instance().equals(submission.instance());
        for (DeliveryFrame frame : submission.frames()) {
            if (frame instanceof DeliveryFrame.Ack ack) {
                written.acks().merge(new Written.Reader(submission.device(), ack.group()), ack.seq(), Math::max);
            } else {
                answers.add(judge(submission.device(), current, frame));
            }
        }
        return answers;
    }

    private DeliveryFrame judge(Digest device, boolean current, DeliveryFrame frame) {
        if (frame instanceof DeliveryFrame.Open open) {
            return current
                    ? open(device, open)
                    : new DeliveryFrame.Refused(open.group(), DeliveryRefusal.INSTANCE_REPLACED);
        }
        if (frame instanceof DeliveryFrame.Commit commit) {
            Bid bid = new Bid(
                    commit.clientId(),
                    commit.group(),
                    commit.epoch(),
                    commit.counter(),
                    DeliveryFrame.Body.COMMIT,
                    commit.message());
            DeliveryFrame refused = refused(device, current, bid);
            return refused != null ? refused : commit(device, bid, commit);
        }
        if (frame instanceof DeliveryFrame.Send send) {
            Bid bid = new Bid(
                    send.clientId(),
                    send.group(),
                    send.epoch(),
                    send.counter(),
                    DeliveryFrame.Body.MESSAGE,
                    send.message());
            DeliveryFrame refused = refused(device, current, bid);
            return refused != null ? refused : taken(device, bid, List.of(), List.of(), send.hint());
        }
        if (frame instanceof DeliveryFrame.Successor successor) {
            return current
                    ? successor(device, successor)
                    : new DeliveryFrame.Refused(successor.newGroup(), DeliveryRefusal.INSTANCE_REPLACED);
        }
        return new DeliveryFrame.Refused(RandomId.NONE, DeliveryRefusal.DIRECTION);
    }

    /** What a commit and a message have in common. */
    private record Bid(
            RandomId clientId, RandomId group, long epoch, long counter, DeliveryFrame.Body kind, byte[] body) {
        DeliveryFrame refused(DeliveryRefusal refusal) {
            return new DeliveryFrame.Refused(clientId, refusal);
        }
    }

    /** Null if it may be stored; else the answer: a refusal, or what the same frame was answered before. */
    private @Nullable DeliveryFrame refused(Digest device, boolean current, Bid bid) {
        boolean commit = bid.kind() == DeliveryFrame.Body.COMMIT;
        if (!commit && bid.body().length > DeliveryFrame.MESSAGE_BYTES_MAX) {
            return bid.refused(DeliveryRefusal.TOO_LARGE);
        }
        if (!current) {
            return bid.refused(DeliveryRefusal.INSTANCE_REPLACED);
        }
        Entry before = known.get(new Entry.Key(bid.group(), device, bid.clientId()));
        if (before != null) {
            return before.same(bid.epoch(), bid.kind(), bid.body())
                    ? new DeliveryFrame.Taken(bid.clientId(), before.seq())
                    : bid.refused(DeliveryRefusal.CONFLICT);
        }
        GroupRow group = groups.get(bid.group());
        if (group == null || !group.present.containsKey(device)) {
            return bid.refused(DeliveryRefusal.NOT_A_MEMBER);
        }
        if (group.closed) {
            return bid.refused(DeliveryRefusal.GROUP_CLOSED);
        }
        BatchStore.Claimed claimed = instances.get(device);
        if (claimed == null || bid.counter() <= claimed.counter()) {
            return bid.refused(DeliveryRefusal.COUNTER_PAST);
        }
        if (bid.epoch() != group.epoch) {
            return bid.refused(commit ? DeliveryRefusal.EPOCH_LOST : DeliveryRefusal.EPOCH_PAST);
        }
        return quotas.admits(device, commit ? bid.group() : null, now) ? null : bid.refused(DeliveryRefusal.QUOTA);
    }

    private DeliveryFrame open(Digest device, DeliveryFrame.Open open) {
        GroupRow group = groups.get(open.group());
        if (group == null) {
            return new DeliveryFrame.Refused(open.group(), DeliveryRefusal.NOT_A_MEMBER);
        }
        return group.opener.equals(device) && group.open.equals(open)
                ? new DeliveryFrame.Taken(open.group(), 0)
                : new DeliveryFrame.Refused(open.group(), DeliveryRefusal.CONFLICT);
    }

    private DeliveryFrame commit(Digest device, Bid bid, DeliveryFrame.Commit commit) {
        GroupRow group = groups.get(bid.group());
        if (group == null || !routes(group, commit)) {
            return bid.refused(DeliveryRefusal.ROUTING);
        }
        group.later.addAll(commit.desks());
        group.widened |= !commit.desks().isEmpty();
        List<Digest> added =
                commit.added().stream().map(DeliveryFrame.Added::device).toList();
        DeliveryFrame answer = taken(device, bid, added, commit.removed(), commit.hint());
        DeliveryFrame.Delivered entry = written.entries().get(written.entries().size() - 1);
        group.epoch++;
        for (Digest removed : commit.removed()) {
            // Who is added again by the same commit reads its welcome in the place of the commit.
            end(group, removed, added.contains(removed) ? entry.seq() - 1 : entry.seq());
        }
        for (DeliveryFrame.Added one : commit.added()) {
            begin(group, one.device(), entry.seq());
            written.welcomes().add(new Written.Welcome(one.device(), entry, one.welcome()));
        }
        return answer;
    }

    /** True if the lists remove members only and add nobody and no desk twice. */
    private static boolean routes(GroupRow group, DeliveryFrame.Commit commit) {
        int desks =
                group.open.desks().size() + group.later.size() + commit.desks().size();
        boolean known = commit.desks().stream().anyMatch(place -> group.names(place.desk()));
        if (!commit.desks().isEmpty() && (known || desks > DeliveryFrame.DESKS_MAX)) {
            return false;
        }
        for (Digest removed : commit.removed()) {
            if (!group.present.containsKey(removed)) {
                return false;
            }
        }
        for (DeliveryFrame.Added one : commit.added()) {
            if (group.present.containsKey(one.device()) && !commit.removed().contains(one.device())) {
                return false;
            }
        }
        return true;
    }

    private DeliveryFrame taken(
            Digest device, Bid bid, List<Digest> added, List<Digest> removed, @Nullable CaseHint hint) {
        GroupRow group = groups.get(bid.group());
        BatchStore.Claimed claimed = instances.get(device);
        if (group == null || claimed == null) {
            throw new IllegalStateException("judged before");
        }
        store(group, device, bid, added, removed);
        BatchStore.Claimed moved = new BatchStore.Claimed(claimed.instance(), bid.counter());
        instances.put(device, moved);
        written.counters().put(device, moved);
        if (hint != null && group.open.kind() == DeliveryFrame.Kind.CASE) {
            written.hints()
                    .put(
                            group.open.conversation(),
                            new Written.Told(group.id, device, hint, group.open.desks(), List.copyOf(group.later)));
        }
        return new DeliveryFrame.Taken(bid.clientId(), group.head);
    }

    private void store(GroupRow group, Digest device, Bid bid, List<Digest> added, List<Digest> removed) {
        group.head++;
        group.changed = true;
        written.entries()
                .add(new DeliveryFrame.Delivered(
                        group.id,
                        group.head,
                        bid.epoch(),
                        bid.kind(),
                        device,
                        bid.clientId(),
                        bid.body(),
                        added,
                        removed));
        known.put(
                new Entry.Key(group.id, device, bid.clientId()),
                new Entry(group.head, bid.epoch(), bid.kind(), bid.body(), true));
    }

    private DeliveryFrame successor(Digest device, DeliveryFrame.Successor frame) {
        GroupRow group = groups.get(frame.group());
        GroupRow fresh = groups.get(frame.newGroup());
        RandomId former = group == null ? null : group.successor;
        if (group != null && former != null && former.equals(frame.newGroup())) {
            return new DeliveryFrame.Taken(frame.newGroup(), group.head);
        }
        boolean member = group != null && group.present.containsKey(device);
        if (group == null || fresh == null || !member || !fresh.opener.equals(device)) {
            return new DeliveryFrame.Refused(frame.newGroup(), DeliveryRefusal.NOT_A_MEMBER);
        }
        if (former != null || !fresh.open.conversation().equals(group.open.conversation())) {
            return new DeliveryFrame.Refused(frame.newGroup(), DeliveryRefusal.SUCCESSOR_LOST);
        }
        group.successor = frame.newGroup();
        written.succeeded().put(group.id, frame.newGroup());
        // An entry of the log, so that every member reads it in its place and none can miss it.
        Bid bid = new Bid(
                frame.newGroup(),
                group.id,
                group.epoch,
                0,
                DeliveryFrame.Body.SUCCESSOR,
                frame.newGroup().bytes());
        store(group, device, bid, List.of(), List.of());
        return new DeliveryFrame.Taken(frame.newGroup(), group.head);
    }

    private void end(GroupRow group, Digest device, long until) {
        GroupRow.Stay stay = group.present.remove(device);
        if (stay == null) {
            throw new IllegalStateException("judged before");
        }
        Written.Stay ended = new Written.Stay(group.id, device, stay.from(), until);
        Integer place = stay.stored() ? null : begun.get(new Written.Reader(device, group.id));
        if (place == null) {
            written.ended().add(ended);
        } else {
            written.begun().set(place, ended);
        }
    }

    private void begin(GroupRow group, Digest device, long from) {
        group.present.put(device, new GroupRow.Stay(from, false));
        begun.put(new Written.Reader(device, group.id), written.begun().size());
        written.begun().add(new Written.Stay(group.id, device, from, null));
    }
}
