package org.hublink.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** What goes on when a step is done. */
    interface Then {
        void go(Draft draft);
    }

    /** Requests and loads that wait for their answer; lives as long as the engine. */
    static final class Waiting {
        private final Map<Long, Answered> replies = new LinkedHashMap<>();
        private final Map<Long, Opened> loads = new LinkedHashMap<>();
        private long next = 1;

        void reply(Draft draft, Event.Reply reply) {
            var then = replies.remove(reply.requestId());
            if (then != null) {
                then.on(draft, reply.status(), reply.body());
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
