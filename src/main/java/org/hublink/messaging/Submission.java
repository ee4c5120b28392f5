package org.hublink.messaging;

import io.vertx.core.Promise;
import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.RandomId;

/**
 * Frames of one device that came together and are answered together.
 *
 * @param instance that the device says it is (V2)
 */
record Submission(
        Digest device,
        RandomId instance,
        List<DeliveryFrame> frames,
        long bytes,
        Promise<List<DeliveryFrame>> answers) {}
