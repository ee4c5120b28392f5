package org.hublink.client;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hublink.primitives.Randomness;
import org.jspecify.annotations.Nullable;

/**
 * The delivery service's stream as a client keeps it: opened again after a break, later each time and by chance, so that
 * a server that comes back is not met by all at once. No more is read ahead than a few batches.
 *
 * <p>Not trusted: every batch; its form, its length and its order are the engine's to judge.
 */
final class StreamHome implements AutoCloseable {
    /** Batches that may wait for the engine. */
    static final int AHEAD_MAX = 8;

    private static final int BATCH_BYTES_MAX = 1 << 20;
    private static final long WAIT_MILLIS_MIN = 250;
    private static final long WAIT_MILLIS_MAX = 30_000;
    private static final int DOUBLINGS_MAX = 7;
    private static final String PATH = "/api/v1/stream?instance=";
    /** The server's codes: the session is over; another store of this device speaks. */
    static final int SESSION_OVER = 4401;

    static final int REPLACED = 4409;

    private final HttpHome http;
    private final Randomness randomness;
    private final Consumer<byte[]> batches;
    private volatile @Nullable Line line;
    private int failures;
    private long notBefore = System.nanoTime();
    private volatile int ended;

    StreamHome(HttpHome http, Randomness randomness, Consumer<byte[]> batches) {
        this.http = http;
        this.randomness = randomness;
        this.batches = batches;
    }

    /** One connection, from the attempt to its end. */
    private final class Line implements WebSocket.Listener {
        private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
        private volatile @Nullable WebSocket socket;

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            opened.request(AHEAD_MAX);
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            if (partial.size() + data.remaining() > BATCH_BYTES_MAX) {
                from.abort();
                over(0);
                return null;
            }
            byte[] part = new byte[data.remaining()];
            data.get(part);
            partial.writeBytes(part);
            if (last) {
                byte[] batch = partial.toByteArray();
                partial.reset();
                batches.accept(batch);
            } else {
                from.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            from.abort();
            over(0);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            over(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            over(0);
        }

        private void over(int code) {
            if (line == this) {
                ended = code;
                line = null;
            }
        }
    }

    /** True if there is none and the time for a new attempt has come. */
    boolean wanted() {
        return line == null && System.nanoTime() >= notBefore;
    }

    boolean connected() {
        var open = line;
        return open != null && open.socket != null;
    }

    /** Why the last one ended, once; 0 for no special reason. */
    int ended() {
        int code = ended;
        ended = 0;
        return code;
    }

    /** Begins one; whether it came to be is seen by {@link #connected}. */
    void connect(String token, String instance) {
        var fresh = new Line();
        line = fresh;
        backOff();
        var unused = http.stream(PATH + instance, token, fresh).whenComplete((socket, failure) -> {
            if (failure != null) {
                fresh.over(0);
            }
        });
    }

    /** The next attempt waits up to twice as long as the last, by chance. */
    void backOff() {
        long most = Math.min(WAIT_MILLIS_MAX, WAIT_MILLIS_MIN << Math.min(failures, DOUBLINGS_MAX));
        byte[] chance = randomness.bytes(2);
        long part = ((((chance[0] & 0xff) << 8) | (chance[1] & 0xff)) * most) >> 16;
        failures++;
        notBefore = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS_MIN + part);
    }

    /** A batch was taken: one more may come. What comes shows that the server is well. */
    void taken() {
        failures = 0;
        var open = line;
        var socket = open == null ? null : open.socket;
        if (socket != null && !socket.isInputClosed()) {
            socket.request(1);
        }
    }

    @Override
    public void close() {
        var open = line;
        line = null;
        var socket = open == null ? null : open.socket;
        if (socket != null) {
            socket.abort();
        }
    }
}
