package org.hublink.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.hublink.client.Ended;

/** A server in this process, as the demo needs it; the app, which alone knows the server, supplies it. */
public interface DemoServer {
    /**
     * Starts a server on {@code data} that takes the published demo keys (K4).
     *
     * @param progress is told what takes time
     */
    Running start(Path data, Consumer<String> progress) throws Ended;

    /** One that runs. */
    interface Running {
        /** What clients connect to, such as {@code http://127.0.0.1:8080}. */
        String origin();

        /** Every stored row of a conversation. */
        List<Stored> stored(String conversation) throws Ended;

        /** Ends it in order. */
        void stop();
    }
}
