package org.hublink.bench;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hublink.platform.EmbeddedPostgres;

/** One start of the embedded PostgreSQL in a JVM that has done nothing before; prints milliseconds as JSON. */
final class StartOnce {
    private StartOnce() {}

    public static void main(String[] args) {
        Map<String, Long> at = new LinkedHashMap<>();
        long begin = System.nanoTime();
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(Path.of(args[0]), step -> at.put(step.split(" ", 2)[0], System.nanoTime()));
        long ready = System.nanoTime();
        Map<String, Object> figures = new LinkedHashMap<>();
        Long unpacking = at.get("Unpacking");
        Long making = at.get("Making");
        if (unpacking != null && making != null) {
            figures.put("unpack-ms", millis(making - unpacking));
        }
        figures.put(
                making == null ? "ready-ms" : "make-and-ready-ms", millis(ready - (making == null ? begin : making)));
        figures.put("all-ms", millis(ready - begin));
        System.out.println(new JsonObject(figures).encode());
        postgres.stop();
        System.exit(0);
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
