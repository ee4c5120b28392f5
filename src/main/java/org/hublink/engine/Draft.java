package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A turn in the making: what the steps of one event write, want and show. Requests are remembered with what follows them. */
final class Draft {
    /** What goes on when a request was answered; status 0: the server was not reached. */
    interface Answered {
        void on(Draft draft, int status, byte[] body);
    }

    /** What goes on when records were loaded. */
    interface Opened {
        void on(Draft draft, List<Row> rows);
    }

    /** What goes on when the home has read a chunk; none: it cannot be read. */
    interface Taken {
        void on(Draft draft, byte @Nullable [] bytes, boolean last);
    }

    /** What goes on when the home has written a chunk. */
    interface Given {
        void on(Draft draft, boolean written);
    }

    /** What goes on when a step is done. */
    interface Then {
        void go(Draft draft);
    }

    /** Something that goes on at a time, epoch seconds. */
    private record Pause(long at, Then then) {}

    /** Requests and loads that wait for their answer; lives as long as the engine. */
    static final class Waiting {
        private final Map<Long, Answered> replies = new LinkedHashMap<>();
        private final Map<Long, Opened> loads = new LinkedHashMap<>();
        private final Map<Long, Taken> takes = new LinkedHashMap<>();
        private final Map<Long, Given> gives = new LinkedHashMap<>();
        private final List<Pause> pauses = new ArrayList<>();
        private long next = 1;

        /** What was put off until its time has come. */
        void tick(Draft draft, long now) {
            for (Pause one : List.copyOf(pauses)) {
                if (one.at() <= now) {
                    pauses.remove(one);
                    one.then().go(draft);
                }
            }
        }

        void reply(Draft draft, Event.Reply reply) {
            var then = replies.remove(reply.requestId());
            if (then != null) {
                then.on(draft, reply.status(), reply.body());
            }
        }

        void chunk(Draft draft, Event.Chunk chunk) {
            var then = takes.remove(chunk.jobId());
            if (then != null) {
                then.on(draft, chunk.bytes(), chunk.last());
            }
        }

        void given(Draft draft, Event.Given given) {
            var then = gives.remove(given.jobId());
            if (then != null) {
                then.on(draft, given.written());
            }
        }

        void loaded(Draft draft, Event.Loaded loaded) {
            var then = loads.remove(loaded.loadId());
            if (then != null) {
                then.on(draft, loaded.rows());
            }
        }
    }

    private final Waiting waiting;
    private final List<Write> writes = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<View> views = new ArrayList<>();

    Draft(Waiting waiting) {
        this.waiting = waiting;
    }

    void fetch(Call call, Answered then) {
        long id = waiting.next++;
        waiting.replies.put(id, then);
        effects.add(new Effect.Fetch(id, call));
    }

    /** Sends what stands in the outbox; its reply is no business of {@link Waiting}, as it may come to a later engine. */
    void send(long outboxId, Call call) {
        effects.add(new Effect.Send(outboxId, call));
    }

    /** Reads chunk {@code index} of a local source. */
    void take(String source, int index, Taken then) {
        long id = waiting.next++;
        waiting.takes.put(id, then);
        effects.add(new Effect.Take(id, source, index));
    }

    /** Writes the next chunk of what a person is to have once it is whole. */
    void give(String sink, int index, byte[] bytes, boolean last, Given then) {
        long id = waiting.next++;
        waiting.gives.put(id, then);
        effects.add(new Effect.Give(id, sink, index, bytes, last));
    }

    /** Reads back a chunk that was given for a sink at an earlier try; none: it is not there. */
    void retake(String sink, int index, Taken then) {
        long id = waiting.next++;
        waiting.takes.put(id, then);
        effects.add(new Effect.Retake(id, sink, index));
    }

    /** What was given so far is thrown away. */
    void discard(String sink) {
        effects.add(new Effect.Discard(sink));
    }

    /** Goes on at a time, epoch seconds: by then whoever was not there may be back. */
    void pause(long at, Then then) {
        waiting.pauses.add(new Pause(at, then));
        wake(at);
    }

    void wake(long time) {
        effects.add(new Effect.Wake(time));
    }

    void load(String prefix, String after, int limit, Opened then) {
        long id = waiting.next++;
        waiting.loads.put(id, then);
        effects.add(new Effect.Load(id, prefix, after, limit));
    }

    void write(Write write) {
        writes.add(write);
    }

    void show(View view) {
        views.add(view);
    }

    void alert(String code, String detail) {
        effects.add(new Effect.Alert(code, detail));
    }

    Turn turn() {
        return new Turn(writes, effects, views);
    }
}
