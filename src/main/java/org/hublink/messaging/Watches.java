package org.hublink.messaging;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.hublink.platform.Stream;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;

/** Duty rooms that watch by a session alone: no instance, no conversation, only what rings. */
final class Watches {
    static final int WATCHES_MAX = 5_000;
    private static final Duration LIVE_EVERY = Duration.ofSeconds(30);
    private static final short SESSION_OVER = 4401;
    private static final short MALFORMED = 4400;
    private static final short TOO_MANY = 4429;

    private final Vertx vertx;
    private final Presence presence;
    private final Set<Watch> open = ConcurrentHashMap.newKeySet();
    private Consumer<Digest> opened = device -> {};
    private long timer;

    private record Watch(Stream stream, Digest device) {
        boolean told(JsonObject text) {
            if (stream.socket().isClosed() || stream.socket().writeQueueFull()) {
                return false;
            }
            stream.socket().writeTextMessage(text.encode()).onFailure(gone -> {});
            return true;
        }
    }

    Watches(Vertx vertx, Presence presence) {
        this.vertx = vertx;
        this.presence = presence;
    }

    /** Hears of each device that begins to watch. */
    void start(Consumer<Digest> listener) {
        opened = listener;
        timer = vertx.setPeriodic(LIVE_EVERY.toMillis(), id -> live(""));
    }

    void opened(Stream stream) {
        Watch watch;
        try {
            watch = new Watch(stream, Digest.fromHex(stream.caller().id()));
        } catch (Malformed notADevice) {
            stream.socket().close(MALFORMED, notADevice.reason());
            return;
        }
        if (open.size() >= WATCHES_MAX) {
            stream.socket().close(TOO_MANY, "too-many-watches");
            return;
        }
        stream.socket().exceptionHandler(broken -> {});
        stream.socket().handler(said -> {});
        open.add(watch);
        presence.came(watch.device());
        stream.closed().onComplete(ended -> {
            if (open.remove(watch)) {
                presence.went(watch.device());
            }
        });
        opened.accept(watch.device());
    }

    /** Tells one device; on how many watches. */
    int tell(Digest device, Alert alert) {
        JsonObject text = new JsonObject()
                .put("alert", alert.id().hex())
                .put("desk", alert.desk())
                .put("listing", alert.desk())
                .put("urgency", alert.urgency())
                .put("step", alert.step())
                .put("round", alert.rounds())
                .put("over", alert.silenced())
                .put("text", alert.text());
        int told = 0;
        for (Watch watch : open) {
            if (watch.device().equals(device) && watch.told(text)) {
                told++;
            }
        }
        return told;
    }

    /** Asks the sessions of a country's watches anew, at once; empty = of all, and keeps quiet connections open. */
    void live(String country) {
        for (Watch watch : open) {
            if (country.isEmpty() || watch.stream().caller().country().equals(country)) {
                watch.stream().socket().writePing(Buffer.buffer()).onFailure(gone -> {});
                watch.stream().live().get().onSuccess(lives -> {
                    if (!lives) {
                        watch.stream().socket().close(SESSION_OVER, "session-over");
                    }
                });
            }
        }
    }

    Future<Void> close() {
        vertx.cancelTimer(timer);
        return Future.succeededFuture();
    }
}
