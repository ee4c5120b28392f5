package org.hublink.forum;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hublink.platform.Database;
import org.hublink.platform.Incident;
import org.hublink.platform.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells everybody who watches what moved in the forum, at once on every node. All are told all: who follows what is known to
 * their clients alone.
 */
final class ForumWatches {
    static final int WATCHES_MAX = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ForumWatches.class);
    /** In case a notice was lost. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private static final Duration LIVE_EVERY = Duration.ofSeconds(30);
    private static final String CHANNEL = "hublink_forum";
    private static final short SESSION_OVER = 4401;
    private static final short TOO_MANY = 4429;

    private final Vertx vertx;
    private final Database database;
    private final ForumReading reading;
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private Supplier<Future<Void>> deaf = Future::succeededFuture;
    private long lookTimer;
    private long liveTimer;
    private volatile long seen;
    private boolean looking;
    private boolean again;

    ForumWatches(Vertx vertx, Database database, ForumReading reading) {
        this.vertx = vertx;
        this.database = database;
        this.reading = reading;
    }

    Future<Void> start() {
        return reading.newest().map(newest -> {
            seen = newest;
            deaf = database.listen(CHANNEL, hint -> look());
            lookTimer = vertx.setPeriodic(LOOK_EVERY.toMillis(), id -> look());
            liveTimer = vertx.setPeriodic(LIVE_EVERY.toMillis(), id -> live());
            return null;
        });
    }

    void opened(Stream stream) {
        if (open.size() >= WATCHES_MAX) {
            stream.socket().close(TOO_MANY, "too-many-watches");
            return;
        }
        stream.socket().exceptionHandler(broken -> {});
        stream.socket().handler(said -> {});
        open.add(stream);
        stream.closed().onComplete(ended -> open.remove(stream));
    }

    /** Reads what came and tells it, one look at a time. */
    private synchronized void look() {
        if (looking) {
            again = true;
            return;
        }
        looking = true;
        reading.changes(seen)
                .onSuccess(this::tell)
                .onFailure(cause -> LOG.warn("the forum's changes could not be read: {}", Incident.line(cause)))
                .onComplete(done -> looked(done.succeeded() && done.result().size() == ForumReading.CHANGES_MAX));
    }

    private synchronized void looked(boolean more) {
        looking = false;
        if (again || more) {
            again = false;
            look();
        }
    }

    private void tell(List<ForumStore.Change> changes) {
        for (ForumStore.Change change : changes) {
            seen = Math.max(seen, change.seq());
            String text = ForumJson.change(change).encode();
            for (Stream stream : open) {
                // Whoever does not read is not waited for: he asks for what changed when he comes back.
                if (!stream.socket().isClosed() && !stream.socket().writeQueueFull()) {
                    stream.socket().writeTextMessage(text).onFailure(gone -> {});
                }
            }
        }
    }

    private void live() {
        for (Stream stream : open) {
            stream.socket().writePing(Buffer.buffer()).onFailure(gone -> {});
            stream.live().get().onSuccess(lives -> {
                if (!lives) {
                    stream.socket().close(SESSION_OVER, "session-over");
                }
            });
        }
    }

    Future<Void> close() {
        vertx.cancelTimer(lookTimer);
        vertx.cancelTimer(liveTimer);
        return deaf.get();
    }
}
