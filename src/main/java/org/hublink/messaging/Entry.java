package org.hublink.messaging;

import java.util.Arrays;
import org.hublink.primitives.Digest;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;

/** An entry of a group's log that is stored already, as far as a repetition is compared with it. */
record Entry(long seq, long epoch, DeliveryFrame.Body kind, byte[] body) {
    /** Whose id it is: unique per device and group. */
    record Key(RandomId group, Digest device, RandomId clientId) {}

    boolean same(long otherEpoch, DeliveryFrame.Body otherKind, byte[] otherBody) {
        return epoch == otherEpoch && kind == otherKind && Arrays.equals(body, otherBody);
    }
}
