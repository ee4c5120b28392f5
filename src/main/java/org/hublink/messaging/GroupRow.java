package org.hublink.messaging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hublink.primitives.Digest;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** A group while its row is locked: what was read, and what the batch makes of it. */
final class GroupRow {
    final RandomId id;
    final DeliveryFrame.Open open;
    final Digest opener;
    final boolean closed;
    long epoch;
    long head;

    @Nullable
    RandomId successor;

    /** Desks that commits brought in after it was opened. */
    final List<DeliveryFrame.Place> later;

    boolean changed;
    boolean widened;
    boolean succeeded;

    /** Present members that the batch asked about, with what is known of their stay. */
    final Map<Digest, Stay> present = new LinkedHashMap<>();

    /**
     * One stay of a device in a group.
     *
     * @param stored false = begun in this batch
     */
    record Stay(long from, boolean stored) {}

    /** Whether this desk is in the conversation. */
    boolean names(String desk) {
        return Stream.concat(open.desks().stream(), later.stream())
                .anyMatch(place -> place.desk().equals(desk));
    }

    GroupRow(
            DeliveryFrame.Open open,
            List<DeliveryFrame.Place> later,
            Digest opener,
            long epoch,
            long head,
            @Nullable RandomId successor,
            boolean closed) {
        this.id = open.group();
        this.open = open;
        this.later = new ArrayList<>(later);
        this.opener = opener;
        this.epoch = epoch;
        this.head = head;
        this.successor = successor;
        this.closed = closed;
    }
}
