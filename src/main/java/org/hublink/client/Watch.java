package org.hublink.client;

import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.jspecify.annotations.Nullable;

/**
 * A duty room's watch: a session and nothing else, no vault, no conversation. It rings when the server says so, rings by itself
 * every two minutes while the server is away and nobody has acknowledged, and says so when it has lost the server.
 *
 * <p>Not trusted: whatever the server says. It can ring without cause and keep silent; no text of its own reaches the bell.
 */
public final class Watch implements AutoCloseable {
    /** Alerts that ring at one time; what comes beyond is rung once. */
    static final int ALERTS_MAX = 200;

    private static final String PATH = "/api/v1/messaging/watch";
    private static final int QUEUED_MAX = 1_000;
    private static final int WORDS_MAX = 2_000;
    private static final int SESSION_OVER = 4401;
    private static final long WAIT_MILLIS_MIN = 250;
    private static final long WAIT_MILLIS_MAX = 30_000;
    private static final long SLICE_MILLIS = 200;

    private final HttpHome http;
    private final Text text;
    private final Pace pace;
    private final Consumer<Ring> bell;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>(QUEUED_MAX);
    private final Map<String, Ringing> ringing = new LinkedHashMap<>();
    private volatile boolean closed;
    private volatile @Nullable WebSocket open;
    private long waitMillis = WAIT_MILLIS_MIN;

    /**
     * How long things take.
     *
     * @param repeat between two rings of an alert that nobody acknowledged
     * @param lost so long without the server is told by the bell
     */
    public record Pace(Duration repeat, Duration lost) {
        public static final Pace USUAL = new Pace(Duration.ofMinutes(2), Duration.ofMinutes(5));
    }

    /**
     * What the bell is told.
     *
     * @param alert random id, empty for what the watch says of itself
     * @param step the state or clock that is told, {@code lost} or {@code session-over}
     * @param text one line of ours, made of codes and a desk's id
     */
    public record Ring(String alert, String desk, String urgency, String step, String text) {}

    /** Words of the server, or that the connection opened (empty words) or ended (null). */
    private record Heard(@Nullable WebSocket from, @Nullable String words, int code) {}

    private static final class Ringing {
        final Ring ring;
        long again;

        Ringing(Ring ring, long again) {
            this.ring = ring;
            this.again = again;
        }
    }

    public Watch(HttpHome http, Text text, Pace pace, Consumer<Ring> bell) {
        this.http = http;
        this.text = text;
        this.pace = pace;
        this.bell = bell;
    }

    /** True while the server's socket is open. */
    public boolean connected() {
        return open != null;
    }

    /** Watches on the caller's thread until the session is over (true) or the watch is closed (false). */
    public boolean run(String token) throws Ended {
        long lostAt = System.nanoTime() + pace.lost().toNanos();
        boolean lost = false;
        long connectAt = System.nanoTime();
        boolean connecting = false;
        while (!closed) {
            if (open == null && !connecting && System.nanoTime() - connectAt >= 0) {
                connecting = true;
                connect(token);
            }
            Heard one = next();
            String words = one == null ? null : one.words();
            if (one != null && words == null) {
                if (one.code() == SESSION_OVER) {
                    bell.accept(own("session-over", "Hublink: the watch's session is over, sign in again"));
                    return true;
                }
                if (open != null) {
                    lostAt = System.nanoTime() + pace.lost().toNanos();
                }
                open = null;
                connecting = false;
                connectAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
                waitMillis = Math.min(WAIT_MILLIS_MAX, waitMillis * 2);
            } else if (one != null && words != null && words.isEmpty()) {
                open = one.from();
                connecting = false;
                lost = false;
                waitMillis = WAIT_MILLIS_MIN;
            } else if (words != null) {
                told(words);
                more(one);
            }
            if (open == null && !lost && System.nanoTime() - lostAt >= 0) {
                lost = true;
                bell.accept(own("lost", "Hublink: the watch has lost the server"));
            }
            ringAgain();
        }
        return false;
    }

    private static void more(@Nullable Heard one) {
        var socket = one == null ? null : one.from();
        if (socket != null && !socket.isInputClosed()) {
            socket.request(1);
        }
    }

    private static Ring own(String step, String words) {
        return new Ring("", "", "", step, words);
    }

    private @Nullable Heard next() throws Ended {
        try {
            return heard.poll(SLICE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw Ended.local("interrupted", "Stopped.");
        }
    }

    private void told(String words) {
        Told told;
        try {
            told = Told.read(words, text);
        } catch (Malformed notOurs) {
            return;
        }
        if (told.over()) {
            ringing.remove(told.ring().alert());
            return;
        }
        if (told.repeats() && ringing.size() < ALERTS_MAX) {
            ringing.put(told.ring().alert(), new Ringing(told.ring(), again()));
        }
        bell.accept(told.ring());
    }

    /** While the server is there it says each round itself; a little later than it would, so that nothing rings twice. */
    private long again() {
        return System.nanoTime() + pace.repeat().toNanos() + TimeUnit.SECONDS.toNanos(open == null ? 0 : 5);
    }

    private void ringAgain() {
        List<Ringing> due = new ArrayList<>();
        for (Ringing one : ringing.values()) {
            if (System.nanoTime() - one.again >= 0) {
                due.add(one);
            }
        }
        for (Ringing one : due) {
            one.again = again();
            bell.accept(one.ring);
        }
    }

    private void connect(String token) {
        var line = new Line();
        var unused = http.stream(PATH, token, line).whenComplete((socket, failure) -> {
            if (failure != null) {
                line.over(null, refused(failure) ? SESSION_OVER : 0);
            }
        });
    }

    /** The server says 401 to a session that is over. */
    private static boolean refused(Throwable failure) {
        for (Throwable inner = failure; inner != null; inner = inner.getCause()) {
            if (inner instanceof WebSocketHandshakeException refused
                    && refused.getResponse() != null
                    && refused.getResponse().statusCode() == 401) {
                return true;
            }
        }
        return false;
    }

    private final class Line implements WebSocket.Listener {
        private final StringBuilder partial = new StringBuilder();
        private boolean over;

        @Override
        public void onOpen(WebSocket socket) {
            offer(new Heard(socket, "", 0));
            socket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            if (partial.length() + data.length() > WORDS_MAX) {
                from.abort();
                over(from, 0);
                return null;
            }
            partial.append(data);
            if (last) {
                String words = partial.toString();
                partial.setLength(0);
                if (words.isEmpty()) {
                    from.request(1);
                } else {
                    offer(new Heard(from, words, 0));
                }
            } else {
                from.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            over(from, code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            over(from, 0);
        }

        synchronized void over(@Nullable WebSocket from, int code) {
            if (!over) {
                over = true;
                offer(new Heard(from, null, code));
            }
        }
    }

    /** One message is asked for at a time, so that this never fills up. */
    private void offer(Heard one) {
        if (!heard.offer(one)) {
            throw new IllegalStateException("more was heard than asked for");
        }
    }

    @Override
    public void close() {
        closed = true;
        var socket = open;
        if (socket != null) {
            socket.abort();
        }
    }
}
