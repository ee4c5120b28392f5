package org.hublink.demo;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hublink.client.Ended;
import org.hublink.client.Progress;

/** Many small errands to the server, a few at a time; the first that fails ends them all. */
final class Errands implements AutoCloseable {
    private static final int AT_ONCE = 16;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

    /** One errand. */
    interface Errand {
        void run() throws Exception;
    }

    void run(List<? extends Errand> errands, Progress progress) throws Ended {
        List<Future<?>> begun = errands.stream()
                .<Future<?>>map(errand -> threads.submit(() -> {
                    errand.run();
                    progress.step();
                    return null;
                }))
                .toList();
        for (var one : begun) {
            await(one);
        }
    }

    private static void await(Future<?> errand) throws Ended {
        try {
            errand.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw Ended.local("interrupted", "Stopped.");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Ended ended) {
                throw ended;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
