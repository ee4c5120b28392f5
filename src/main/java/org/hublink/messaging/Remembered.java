package org.hublink.messaging;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.primitives.Digest;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;

/**
 * What this node's own batches left behind of groups and devices, so that the next messages need not be read for. It may be
 * past at any time, as other nodes write too: what is judged by it is stored only if the database finds everything so still
 * ({@link QuickStore}). Who is in a group cannot be past unless the group's epoch is.
 */
final class Remembered {
    static final int GROUPS_MAX = 2_048;
    static final int DEVICES_MAX = 8_192;
    /** Members of one group of whom it is known that they are in. */
    static final int PRESENT_MAX = 64;
    /** So many batches at most are not tried after one in vain. */
    private static final int REST_BATCHES_MAX = 64;

    private final Map<RandomId, GroupRow> groups = newest(GROUPS_MAX);
    private final Map<Digest, BatchStore.Claimed> devices = newest(DEVICES_MAX);
    private int rest;
    private int rested;

    private static <K, V> Map<K, V> newest(int max) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > max;
            }
        };
    }

    /**
     * True if the batch is nothing but new messages which, by what is known here, may be stored. Where another node has its
     * hand in the same groups, guesses are in vain; then they rest for a while.
     */
    boolean covers(List<Submission> batch) {
        if (rested < rest) {
            rested++;
            return false;
        }
        Map<Digest, Long> counters = new TreeMap<>();
        for (Submission submission : batch) {
            BatchStore.Claimed claimed = devices.get(submission.device());
            if (claimed == null || !claimed.instance().equals(submission.instance())) {
                return false;
            }
            long counter = counters.getOrDefault(submission.device(), claimed.counter());
            for (DeliveryFrame frame : submission.frames()) {
                if (!(frame instanceof DeliveryFrame.Send send)
                        || send.counter() <= counter
                        || !mayStore(submission.device(), send)) {
                    return false;
                }
                counter = send.counter();
            }
            counters.put(submission.device(), counter);
        }
        return true;
    }

    private boolean mayStore(Digest device, DeliveryFrame.Send send) {
        GroupRow group = groups.get(send.group());
        return group != null
                && group.epoch == send.epoch()
                && !group.closed
                && group.present.containsKey(device)
                && send.hint() == null
                && send.message().length <= DeliveryFrame.MESSAGE_BYTES_MAX;
    }

    /** To be judged over, apart from what is kept here. */
    Map<RandomId, GroupRow> groups(Collection<RandomId> asked) {
        Map<RandomId, GroupRow> found = new LinkedHashMap<>();
        for (RandomId id : asked) {
            GroupRow group = groups.get(id);
            if (group != null) {
                found.put(id, group.moving());
            }
        }
        return found;
    }

    Map<Digest, BatchStore.Claimed> devices(Collection<Digest> asked) {
        Map<Digest, BatchStore.Claimed> found = new LinkedHashMap<>();
        for (Digest device : asked) {
            BatchStore.Claimed claimed = devices.get(device);
            if (claimed != null) {
                found.put(device, claimed);
            }
        }
        return found;
    }

    /** Adds to a group as it was read who else is known to be in it. */
    void complete(GroupRow read) {
        GroupRow before = groups.get(read.id);
        if (before != null && before.epoch == read.epoch && before.present.size() < PRESENT_MAX) {
            before.present.forEach((device, stay) -> read.present.putIfAbsent(device, stay.kept()));
        }
    }

    /** What a batch that is committed came to. */
    void keep(Collection<GroupRow> moved, Map<Digest, BatchStore.Claimed> counted) {
        for (GroupRow group : moved) {
            groups.put(group.id, group.moving());
        }
        devices.putAll(counted);
    }

    /** A guess held. */
    void held() {
        rest = 0;
        rested = 0;
    }

    /** A guess was in vain, so nothing of it is believed any longer. */
    void forget(Collection<RandomId> pastGroups, Collection<Digest> pastDevices) {
        pastGroups.forEach(groups::remove);
        pastDevices.forEach(devices::remove);
        rest = Math.min(REST_BATCHES_MAX, Math.max(1, 2 * rest));
        rested = 0;
    }

    /** Where groups stand by what is known here. */
    Map<RandomId, Long> heads(Collection<RandomId> asked) {
        Map<RandomId, Long> found = new LinkedHashMap<>();
        groups(asked).forEach((id, group) -> found.put(id, group.head));
        return found;
    }
}
