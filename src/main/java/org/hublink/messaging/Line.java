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

    private final Outgoing outgoing;
    /** Frames that go out together, in their order. */
    private Buffer pending = Buffer.buffer();

    private int frames;
    private boolean flushing;
    private boolean resting;
    boolean welcomes;
    boolean ready;
    /** Was there when the newest look began: who came since has looked for himself, and later than what it finds. */
    boolean asked;

    boolean reading;
    boolean closed;
    int underWay;

    Line(Outgoing outgoing, Stream stream, Digest device, @Nullable RandomId instance) {
        this.outgoing = outgoing;
        this.stream = stream;
        this.device = device;
        this.instance = instance;
        if (instance != null) {
            stream.socket().pause();
        }
    }

    /** From now on it is told and heard: an older newest id behind the answer to what was sent at once would look like a store put back. */
    void open() {
        welcomes = true;
        ready = true;
        stream.socket().resume();
    }

    /** True if what is written now would pile up here. */
    boolean full() {
        return stream.socket().writeQueueFull();
    }

    void write(List<? extends DeliveryFrame> batch) {
        for (int i = 0; i < batch.size(); i += DeliveryFrames.BATCH_FRAMES_MAX) {
            int to = Math.min(batch.size(), i + DeliveryFrames.BATCH_FRAMES_MAX);
            write(Buffer.buffer(DeliveryFrames.write(batch.subList(i, to))), to - i);
        }
    }

    /** An entry for which nobody waits: it leaves at once unless one has just left. */
    void pass(Buffer entry) {
        append(entry, 1);
        if (!resting) {
            resting = true;
            outgoing.rests(this);
            soon();
        }
    }

    void wake() {
        resting = false;
        if (frames > 0) {
            resting = true;
            outgoing.rests(this);
            flush();
        }
    }

    /**
     * What a transaction brings to one stream, entries and answers, leaves as one message: each one by itself would be sealed
     * and handed to the system by itself.
     */
    void write(Buffer batch, int count) {
        append(batch, count);
        soon();
    }

    private void append(Buffer batch, int count) {
        if (frames + count > DeliveryFrames.BATCH_FRAMES_MAX
                || pending.length() + batch.length() > DeliveryFrames.BATCH_BYTES_MAX) {
            flush();
        }
        pending.appendBuffer(batch);
        frames += count;
    }

    private void soon() {
        if (!flushing) {
            flushing = true;
            outgoing.due(this);
        }
    }

    void flush() {
        flushing = false;
        if (frames > 0) {
            Buffer batch = pending;
            pending = Buffer.buffer();
            frames = 0;
            if (!closed) {
                stream.socket().writeBinaryMessage(batch).onFailure(gone -> closed = true);
            }
        }
    }

    void end(int code, String reason) {
        flush();
        closed = true;
        stream.socket().close((short) code, reason);
    }
}
