package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.hublink.platform.Database;
import org.hublink.platform.Tx;
import org.hublink.primitives.Digest;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.hublink.protocol.RandomId;

/** Answers 'what came after': a device's welcomes and what it may read of its groups. */
final class Feed {
    /** Groups of one question. */
    static final int GROUPS_MAX = 256;

    private final Database database;
    private final FeedStore store;

    Feed(Database database, FeedStore store) {
        this.database = database;
        this.store = store;
    }

    /** Where a client stands in a group; {@link RandomId#NONE} asks for its welcomes. */
    record After(RandomId group, long seq) {}

    /** A batch of what comes next, of at most a batch's bytes; nothing = there is no more. */
    Future<Buffer> fetch(Digest device, List<After> places) {
        return database.read(tx -> {
            Answer out = new Answer();
            Future<?> all = Future.succeededFuture();
            for (After place : places) {
                all = all.compose(before -> out.full()
                        ? Future.succeededFuture()
                        : next(tx, device, place, DeliveryFrames.BATCH_BYTES_MAX / 2 - out.batch.length())
                                .onSuccess(out::append));
            }
            return all.map(done -> out.batch);
        });
    }

    private Future<List<DeliveryFrame.Delivered>> next(Tx tx, Digest device, After place, long bytesMax) {
        return place.group().equals(RandomId.NONE)
                ? store.welcomes(tx, device, bytesMax)
                : store.entries(tx, device, place.group(), place.seq(), bytesMax);
    }

    /** One batch, of bounded bytes and frames: a device that is behind in many groups has many small ones to come. */
    private static final class Answer {
        final Buffer batch = Buffer.buffer();
        private int frames;

        boolean full() {
            return batch.length() > DeliveryFrames.BATCH_BYTES_MAX / 2 || frames >= DeliveryFrames.BATCH_FRAMES_MAX;
        }

        /** The first of a page may be as large as any; with half a batch before it, it still fits. */
        void append(List<DeliveryFrame.Delivered> found) {
            for (DeliveryFrame.Delivered one : found) {
                byte[] bytes = DeliveryFrames.write(one);
                if (batch.length() + bytes.length > DeliveryFrames.BATCH_BYTES_MAX
                        || frames == DeliveryFrames.BATCH_FRAMES_MAX) {
                    return;
                }
                batch.appendBytes(bytes);
                frames++;
            }
        }
    }
}
