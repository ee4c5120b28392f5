package org.hublink.messaging;

import io.vertx.core.Context;
import org.jspecify.annotations.Nullable;

/** The room's event loop. What comes on it already, as its connections' messages do, need not stand in its row once more. */
final class Loop {
    private final Context context;
    private volatile @Nullable Thread thread;

    Loop(Context context) {
        this.context = context;
        context.runOnContext(on -> thread = Thread.currentThread());
    }

    /** At once if this is the loop, else when its turn comes. */
    void run(Runnable work) {
        if (Thread.currentThread() == thread) {
            work.run();
        } else {
            context.runOnContext(on -> work.run());
        }
    }

    /** After all that the loop has before it. */
    void later(Runnable work) {
        context.runOnContext(on -> work.run());
    }

    /** After so many milliseconds. */
    void in(long millis, Runnable work) {
        context.owner().setTimer(millis, id -> run(work));
    }
}
