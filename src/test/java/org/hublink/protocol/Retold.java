package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Digest;

/** A delivered entry told otherwise, as a server that lies would tell it. */
public final class Retold {
    private Retold() {}

    /** Under another number. */
    public static DeliveryFrame.Delivered at(DeliveryFrame.Delivered one, long seq) {
        return with(one, one.group(), seq, one.body(), one.added(), one.removed());
    }

    /** As if it were of another group. */
    public static DeliveryFrame.Delivered in(DeliveryFrame.Delivered one, RandomId group) {
        return with(one, group, one.seq(), one.body(), one.added(), one.removed());
    }

    public static DeliveryFrame.Delivered body(DeliveryFrame.Delivered one, byte[] body) {
        return with(one, one.group(), one.seq(), body, one.added(), one.removed());
    }

    /** With the last bit of its body another one. */
    public static DeliveryFrame.Delivered flipped(DeliveryFrame.Delivered one) {
        return body(one, flipped(one.body()));
    }

    /** The same bytes but for the last bit. */
    public static byte[] flipped(byte[] bytes) {
        byte[] out = bytes.clone();
        out[out.length - 1] ^= 1;
        return out;
    }

    public static DeliveryFrame.Delivered routed(
            DeliveryFrame.Delivered one, List<Digest> added, List<Digest> removed) {
        return with(one, one.group(), one.seq(), one.body(), added, removed);
    }

    private static DeliveryFrame.Delivered with(
            DeliveryFrame.Delivered one,
            RandomId group,
            long seq,
            byte[] body,
            List<Digest> added,
            List<Digest> removed) {
        return new DeliveryFrame.Delivered(
                group, seq, one.epoch(), one.kind(), one.sender(), one.clientId(), body, added, removed);
    }
}
