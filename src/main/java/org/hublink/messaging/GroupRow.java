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
    /**
     * The newest number of the group {@code g}: what its messages' key says. The row has it only as far as a batch that was read
     * for left it, and as far as messages were erased: moving it with each message would be logged as often.
     */
    static final String HEAD = "greatest(g.head, (SELECT max(seq) FROM message WHERE group_id = g.id))";

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
    final Map<Digest, Stay> present;

    /**
     * One stay of a device in a group.
     *
     * @param stored false = begun in this batch
     */
    record Stay(long from, boolean stored) {
        /** The same once its batch is committed. */
        Stay kept() {
            return stored ? this : new Stay(from, true);
        }
    }

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
        this(open, later, opener, epoch, head, successor, closed, new LinkedHashMap<>());
    }

    private GroupRow(
            DeliveryFrame.Open open,
            List<DeliveryFrame.Place> later,
            Digest opener,
            long epoch,
            long head,
            @Nullable RandomId successor,
            boolean closed,
            Map<Digest, Stay> present) {
        this.id = open.group();
        this.open = open;
        this.later = new ArrayList<>(later);
        this.opener = opener;
        this.epoch = epoch;
        this.head = head;
        this.successor = successor;
        this.closed = closed;
        this.present = present;
    }

    /** The same as the next batch finds it; its members are shared, as no message changes them. */
    GroupRow moving() {
        return new GroupRow(open, later, opener, epoch, head, successor, closed, present);
    }
}
