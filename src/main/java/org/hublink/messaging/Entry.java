package org.hublink.messaging;

import java.util.Arrays;
import org.hublink.primitives.Digest;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;

/**
 * An entry of a group's log that is stored already, as far as a repetition is compared with it.
 *
 * @param own true if it is of the device that uses its id now
 */
record Entry(long seq, long epoch, DeliveryFrame.Body kind, byte[] body, boolean own) {
    /** Which device uses the id; in a group an id is used once. */
    record Key(RandomId group, Digest device, RandomId clientId) {}

    boolean same(long otherEpoch, DeliveryFrame.Body otherKind, byte[] otherBody) {
        return own && epoch == otherEpoch && kind == otherKind && Arrays.equals(body, otherBody);
    }
}
