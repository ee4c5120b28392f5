package org.hublink.messaging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.primitives.Digest;
import org.hublink.protocol.CaseHint;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/**
 * What a batch comes to, ready to be written.
 *
 * @param entries in the order of their numbers, group by group
 * @param ended stays that were there before and end now
 * @param begun stays that begin now; one that ended in the same batch has its end
 */
record Written(
        List<DeliveryFrame.Delivered> entries,
        List<GroupRow> moved,
        Map<RandomId, RandomId> succeeded,
        List<Stay> ended,
        List<Stay> begun,
        List<Welcome> welcomes,
        Map<Digest, BatchStore.Claimed> counters,
        Map<Reader, Long> acks,
        Map<RandomId, Told> hints) {

    static Written empty() {
        return new Written(
                new ArrayList<>(),
                new ArrayList<>(),
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new LinkedHashMap<>());
    }

    /** A device's time in a group: what comes after {@code from}, up to {@code until} if it has ended. */
    record Stay(
            RandomId group,
            Digest device,
            long from,
            @Nullable Long until) {}

    /** A welcome to the device that a commit added. */
    record Welcome(Digest device, DeliveryFrame.Delivered commit, byte[] body) {}

    /** Who reads what. */
    record Reader(Digest device, RandomId group) implements Comparable<Reader> {
        @Override
        public int compareTo(Reader other) {
            int order = device.compareTo(other.device);
            return order != 0 ? order : group.compareTo(other.group);
        }
    }

    /**
     * What a device told of a case.
     *
     * @param desks between which it was opened
     * @param later desks that came into it since, the newest last
     */
    record Told(
            RandomId group,
            Digest device,
            CaseHint hint,
            List<DeliveryFrame.Place> desks,
            List<DeliveryFrame.Place> later) {}
}
