package org.hublink.client;

import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * What the server says of who is at a desk: its hint, shown as such (PROTOCOL C5).
 *
 * @param connected devices of the desk that hear it now
 * @param last when the last one did, epoch seconds; null = nobody ever, as far as it says
 */
public record DeskReach(int connected, @Nullable Long last) {
    private static final int CONNECTED_MAX = 1_000_000;

    static DeskReach read(Fields answer) throws Malformed {
        boolean never = answer.json("lastConnected") instanceof Json.Null;
        return new DeskReach(
                (int) answer.integer("connected", 0, CONNECTED_MAX),
                never ? null : answer.integer("lastConnected", 0, Json.INTEGER_MAX));
    }

    /** What the sender of an emergency must know at once; empty while somebody hears it. */
    String words(String desk) {
        return connected > 0
                ? ""
                : "By what the server says nobody of " + desk
                        + " is connected. It is rung, but do not wait for it: call it" + " now, hub directory show "
                        + desk;
    }
}
