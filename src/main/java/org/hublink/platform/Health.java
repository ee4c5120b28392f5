package org.hublink.platform;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Whether this node can do its work, part by part. Names of parts and nothing else are shown. */
public final class Health {
    /** A check that has no answer by then counts as failed: whoever asks wants to know now. */
    private static final Duration CHECK_MAX = Duration.ofSeconds(2);

    private final Map<String, Supplier<Future<Boolean>>> checks = new LinkedHashMap<>();

    Health() {}

    /** Adds a part: {@code false}, a failure and silence mean that it does not work. */
    public void check(String part, Supplier<Future<Boolean>> check) {
        checks.put(part, check);
    }

    /** The database's part of it. */
    public void database(Database database) {
        check(
                "database",
                () -> database.read(
                        tx -> tx.connection().query("SELECT 1").execute().map(rows -> rows.size() == 1)));
    }

    Future<Answer> answer() {
        Map<String, Future<Boolean>> asked = new LinkedHashMap<>();
        checks.forEach((part, check) -> asked.put(part, bounded(check)));
        return Future.join(asked.values().stream().toList()).transform(done -> {
            JsonObject parts = new JsonObject();
            boolean well = true;
            for (Map.Entry<String, Future<Boolean>> part : asked.entrySet()) {
                boolean works = Boolean.TRUE.equals(part.getValue().result());
                parts.put(part.getKey(), works ? "ok" : "failed");
                well &= works;
            }
            JsonObject body = new JsonObject().put("checks", parts);
            return Future.succeededFuture(
                    well
                            ? Answer.ok(body.put("status", "ok"))
                            : Answer.refused(503, "http.unhealthy", "A part of this node does not work.", body));
        });
    }

    private Future<Boolean> bounded(Supplier<Future<Boolean>> check) {
        try {
            return check.get().timeout(CHECK_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException broken) {
            return Future.failedFuture(broken);
        }
    }
}
