package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What clients and the delivery service say to each other, over HTTP as over the stream (M10 to M12). To the server a message
 * is opaque. Written and read by {@link DeliveryFrames}; a device stands by its id, which is a digest.
 */
public sealed interface DeliveryFrame {
    /** Bytes of an application message: the largest padding (B1), its AAD and what sealing adds. */
    int MESSAGE_BYTES_MAX = 96 * 1024;
    /** Bytes of a commit, and of a welcome. */
    int COMMIT_BYTES_MAX = 512 * 1024;
    /** Devices that one commit may add, and may remove. */
    int ROUTED_MAX = 128;

    int DESKS_MAX = 8;

    /** What a conversation is. */
    enum Kind implements Coded {
        CASE("case"),
        CHAT("chat");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** What was delivered. */
    enum Body implements Coded {
        /** An application message. */
        MESSAGE("message"),
        COMMIT("commit"),
        /** A welcome; its sequence number is that of the commit that added the device. */
        WELCOME("welcome"),
        /** The group was rebuilt (M8); the body is the id of the new one. */
        SUCCESSOR("successor");

        private final String code;

        Body(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** A desk of a conversation and its side. */
    record Place(String desk, CaseParty party) {
        public Place {
            if (!Ids.desk(desk)) {
                throw new IllegalArgumentException("desk");
            }
        }
    }

    /** A device that a commit adds, with its welcome. */
    record Added(Digest device, byte[] welcome) {}

    /** Makes a group at epoch 0 whose one member is the sending device. It is answered under the group's id. */
    record Open(RandomId conversation, Kind kind, RandomId group, List<Place> desks) implements DeliveryFrame {
        public Open {
            desks = List.copyOf(desks);
        }
    }

    /**
     * A commit on an epoch; the first one of an epoch wins.
     *
     * @param counter grows with each frame of an instance (V2)
     * @param desks that it brings into the conversation: the server wakes them when the case comes to them, and believes nothing
     *     else of it
     */
    record Commit(
            RandomId clientId,
            RandomId group,
            long epoch,
            long counter,
            List<Added> added,
            List<Digest> removed,
            List<Place> desks,
            byte[] message,
            @Nullable CaseHint hint)
            implements DeliveryFrame {
        public Commit {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
            desks = List.copyOf(desks);
        }
    }

    /** An application message of the current epoch. */
    record Send(
            RandomId clientId,
            RandomId group,
            long epoch,
            long counter,
            byte[] message,
            @Nullable CaseHint hint) implements DeliveryFrame {}

    /** All up to here is stored by the device, a welcome among it. Not answered. */
    record Ack(RandomId group, long seq) implements DeliveryFrame {}

    /** Names the group that takes over (M8), one a group. It is answered under the new group's id. */
    record Successor(RandomId group, RandomId newGroup) implements DeliveryFrame {}

    /** Durable. A frame sent again under its id is answered as the first time. */
    record Taken(RandomId clientId, long seq) implements DeliveryFrame {}

    /** Not stored, and why. */
    record Refused(RandomId clientId, DeliveryRefusal refusal) implements DeliveryFrame {}

    /**
     * One entry of a group's log, or a welcome.
     *
     * @param epoch in which it was sealed; a commit ends it
     */
    record Delivered(
            RandomId group,
            long seq,
            long epoch,
            Body kind,
            Digest sender,
            RandomId clientId,
            byte[] body,
            List<Digest> added,
            List<Digest> removed)
            implements DeliveryFrame {
        public Delivered {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }

    /** The newest id that the server has from this device in the group; one that a store does not know was lost by it (V2). */
    record Newest(RandomId group, RandomId clientId) implements DeliveryFrame {}

    /** Something else to look at, such as {@code key-packages-low}. It says nothing of itself, and nobody believes it. */
    record Hint(String code) implements DeliveryFrame {
        /** The log holds more, and it may take somebody's place away: it is to be followed now. */
        public static final String LOG_GREW = "log-grew";

        public Hint {
            if (!Ids.kind(code)) {
                throw new IllegalArgumentException("hint");
            }
        }
    }
}
