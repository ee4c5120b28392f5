package org.hublink.transparency;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Lets one piece of work in at a time, in order of arrival: whoever changes the view of the log. One event loop. */
final class Turnstile {
    private Future<?> last = Future.succeededFuture();

    <T> Future<T> enter(Supplier<Future<T>> work) {
        Future<T> mine = last.transform(before -> {
            try {
                return work.get();
            } catch (RuntimeException bug) {
                return Future.failedFuture(bug);
            }
        });
        last = mine;
        return mine;
    }

    /** Ends when all that is inside now has ended. */
    Future<Void> empty() {
        return last.transform(done -> Future.succeededFuture());
    }
}
