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
            Buffer out = Buffer.buffer();
            Future<?> all = Future.succeededFuture();
            for (After place : places) {
                all = all.compose(before -> out.length() > DeliveryFrames.BATCH_BYTES_MAX / 2
                        ? Future.succeededFuture()
                        : next(tx, device, place, DeliveryFrames.BATCH_BYTES_MAX / 2 - out.length())
                                .onSuccess(found -> append(out, found)));
            }
            return all.map(out);
        });
    }

    private Future<List<DeliveryFrame.Delivered>> next(Tx tx, Digest device, After place, long bytesMax) {
        return place.group().equals(RandomId.NONE)
                ? store.welcomes(tx, device, bytesMax)
                : store.entries(tx, device, place.group(), place.seq(), bytesMax);
    }

    /** The first of a page may be as large as any; with half a batch before it, it still fits. */
    private static void append(Buffer out, List<DeliveryFrame.Delivered> found) {
        for (DeliveryFrame.Delivered one : found) {
            byte[] bytes = DeliveryFrames.write(one);
            if (out.length() + bytes.length > DeliveryFrames.BATCH_BYTES_MAX) {
                return;
            }
            out.appendBytes(bytes);
        }
    }
}
