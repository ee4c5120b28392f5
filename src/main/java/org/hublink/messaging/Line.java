package org.hublink.messaging;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.platform.Stream;
import org.hublink.primitives.Digest;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.hublink.protocol.RandomId;
import org.jspecify.annotations.Nullable;

/** One device's stream: how far it was told of each of its groups, and what is still to be read for it. */
final class Line {
    final Stream stream;
    final Digest device;
    /** Null = it is told hints only. */
    final @Nullable RandomId instance;
    /** The newest number told, by group. */
    final Map<RandomId, Long> told = new LinkedHashMap<>();
    /** Groups of which more may be there than was told. */
    final Set<RandomId> behind = new LinkedHashSet<>();
    /** Welcomes told on this stream, by group and number. */
    final Set<String> welcomed = new LinkedHashSet<>();

    boolean welcomes;
    boolean ready;
    boolean reading;
    boolean closed;
    int underWay;

    Line(Stream stream, Digest device, @Nullable RandomId instance) {
        this.stream = stream;
        this.device = device;
        this.instance = instance;
    }

    /** True if what is written now would pile up here. */
    boolean full() {
        return stream.socket().writeQueueFull();
    }

    void write(List<? extends DeliveryFrame> frames) {
        for (int i = 0; i < frames.size(); i += DeliveryFrames.BATCH_FRAMES_MAX) {
            int to = Math.min(frames.size(), i + DeliveryFrames.BATCH_FRAMES_MAX);
            write(Buffer.buffer(DeliveryFrames.write(frames.subList(i, to))));
        }
    }

    void write(Buffer batch) {
        if (!closed) {
            stream.socket().writeBinaryMessage(batch).onFailure(gone -> closed = true);
        }
    }

    void end(int code, String reason) {
        closed = true;
        stream.socket().close((short) code, reason);
    }
}
