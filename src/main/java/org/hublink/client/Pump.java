package org.hublink.client;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hublink.engine.Call;
import org.hublink.engine.Effect;
import org.hublink.engine.Engine;
import org.hublink.engine.Event;
import org.hublink.engine.Turn;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.primitives.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Runs an engine's turns on the caller's thread: writes made durable first, then effects, then views (E1). Answers of the
 * network come back through a queue, so that the engine sees one event at a time.
 */
public final class Pump implements AutoCloseable {
    private static final long QUIET_SECONDS_MAX = 120;
    private static final long WAKE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(200);

    private final Engine engine;
    private final JournalStore store;
    private final HttpHome http;
    private final LocalFiles files = new LocalFiles();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final TreeSet<Long> wakes = new TreeSet<>();
    private final Clock clock;
    private final Consumer<View> views;
    private final Consumer<Effect.Alert> alerts;
    private Runnable frameTaken = () -> {};
    private long nextCommand = 1;
    private final Map<Long, Consumer<View.Finished>> begun = new LinkedHashMap<>();
    private int underWay;

    /**
     * A pump for one engine and its home.
     *
     * @param clock by which the engine is woken when it asked for that
     * @param views sees every view in order, on the caller's thread
     * @param alerts sees what a person must see at once
     */
    Pump(
            Engine engine,
            JournalStore store,
            HttpHome http,
            Clock clock,
            Consumer<View> views,
            Consumer<Effect.Alert> alerts) {
        this.engine = engine;
        this.store = store;
        this.http = http;
        this.clock = clock;
        this.views = views;
        this.alerts = alerts;
    }

    /**
     * Runs one wish to its end.
     *
     * @throws IOException if the store could not be written: engine and store are then to be opened anew
     * @throws Ended if nothing moved for two minutes
     */
    public View.Finished run(Wish wish) throws IOException, Ended {
        long command = nextCommand++;
        events.add(new Event.Command(command, wish));
        while (true) {
            var event = next();
            var finished = show(turn(event), command);
            if (finished != null) {
                return finished;
            }
        }
    }

    /** Puts a wish before the engine without waiting for its end, of which {@code after} is told. */
    void begin(Wish wish, Consumer<View.Finished> after) {
        long command = nextCommand++;
        begun.put(command, after);
        events.add(new Event.Command(command, wish));
    }

    /** Goes on until everything that left is answered, and what followed from the answers too. */
    void settle() throws IOException, Ended {
        while (underWay > 0 || !events.isEmpty()) {
            show(turn(next()), 0);
        }
    }

    /** Takes one event if one comes within this time. */
    boolean step(long nanosMax) throws IOException, Ended {
        var event = poll(nanosMax);
        if (event == null) {
            return false;
        }
        show(turn(event), 0);
        return true;
    }

    /** Puts an event before the engine; from any thread. */
    void offer(Event event) {
        events.add(event);
    }

    /** Is told when a frame of the stream was taken, so that no more are read ahead than may be. */
    void onFrameTaken(Runnable listener) {
        frameTaken = listener;
    }

    /** Ticks if the engine wanted to be woken by now. */
    private void wake() {
        long now = clock.now();
        if (!wakes.isEmpty() && wakes.first() <= now) {
            wakes.headSet(now, true).clear();
            offer(new Event.Tick());
        }
    }

    private Event next() throws Ended {
        var event = poll(TimeUnit.SECONDS.toNanos(QUIET_SECONDS_MAX));
        if (event == null) {
            throw Ended.unreachable("The server " + http.origin() + " has not answered for two minutes.");
        }
        return event;
    }

    private @Nullable Event poll(long nanosMax) throws Ended {
        try {
            long end = System.nanoTime() + nanosMax;
            while (true) {
                wake();
                long left = end - System.nanoTime();
                var event = events.poll(wakes.isEmpty() ? left : Math.min(left, WAKE_NANOS_MAX), TimeUnit.NANOSECONDS);
                if (event != null || end - System.nanoTime() <= 0) {
                    return event;
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw Ended.local("interrupted", "Stopped.");
        }
    }

    private Turn turn(Event event) throws IOException {
        if (event instanceof Event.Reply) {
            underWay--;
        }
        var turn = engine.turn(event);
        store.write(turn.writes());
        for (var effect : turn.effects()) {
            run(effect);
        }
        if (event instanceof Event.Frame) {
            frameTaken.run();
        }
        return turn;
    }

    private View.@Nullable Finished show(Turn turn, long command) {
        View.Finished finished = null;
        for (var view : turn.views()) {
            views.accept(view);
            if (view instanceof View.Finished end) {
                finished = end.commandId() == command ? end : finished;
                var after = begun.remove(end.commandId());
                if (after != null) {
                    after.accept(end);
                }
            }
        }
        return finished;
    }

    private void run(Effect effect) throws IOException {
        if (effect instanceof Effect.Fetch fetch) {
            call(fetch.requestId(), fetch.call());
        } else if (effect instanceof Effect.Send send) {
            call(send.outboxId(), send.call());
        } else if (effect instanceof Effect.Load load) {
            events.add(new Event.Loaded(load.loadId(), store.range(load.prefix(), load.after(), load.limit())));
        } else if (effect instanceof Effect.Take take) {
            events.add(files.take(take));
        } else if (effect instanceof Effect.Give give) {
            events.add(files.give(give));
        } else if (effect instanceof Effect.Retake retake) {
            events.add(files.retake(retake));
        } else if (effect instanceof Effect.Discard discard) {
            files.discard(discard);
        } else if (effect instanceof Effect.Wake wake) {
            wakes.add(wake.time());
        } else if (effect instanceof Effect.Alert alert) {
            alerts.accept(alert);
        }
    }

    private void call(long id, Call call) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (call.contentType() != null) {
            headers.put("Content-Type", call.contentType());
        }
        if (call.token() != null) {
            headers.put("Authorization", "Bearer " + call.token());
        }
        if (call.instance() != null) {
            headers.put("Hublink-Instance", call.instance());
        }
        byte[] body = call.body();
        underWay++;
        // The future of HttpHome never fails; what comes of it is the event.
        var unused = http.start(call.method(), call.path(), headers, body)
                .thenAccept(answer -> events.add(new Event.Reply(id, answer.status(), answer.body())));
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
