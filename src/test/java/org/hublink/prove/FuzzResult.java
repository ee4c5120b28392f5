package org.hublink.prove;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** What is known of one target, in a file beside its inputs, so that a run that was cut goes on. One thread. */
final class FuzzResult {
    private final Path file;
    private final JsonObject values;

    private FuzzResult(Path file, JsonObject values) {
        this.file = file;
        this.values = values;
    }

    /** The stored result, or a fresh one where there is none or the code has changed since. */
    static FuzzResult open(Path folder, String code) throws IOException {
        Path file = Files.createDirectories(folder).resolve("result.json");
        if (Files.exists(file)) {
            JsonObject stored = new JsonObject(Files.readString(file));
            if (code.equals(stored.getString("code"))) return new FuzzResult(file, stored);
        }
        return new FuzzResult(
                file,
                new JsonObject()
                        .put("code", code)
                        .put("executions", 0L)
                        .put("seconds", 0L)
                        .put("coverage", 0)
                        .put("findings", new JsonArray()));
    }

    long executions() {
        return values.getLong("executions");
    }

    long seconds() {
        return values.getLong("seconds");
    }

    int coverage() {
        return values.getInteger("coverage");
    }

    List<String> findings() {
        return values.getJsonArray("findings").stream().map(String::valueOf).toList();
    }

    /** True when enough was run, or something was found: more would only find it again. */
    boolean done(long executionsMax, long secondsMax) {
        return executions() >= executionsMax
                || seconds() >= secondsMax
                || !findings().isEmpty();
    }

    void reached(long executions, long seconds, int coverage) throws IOException {
        values.put("executions", executions).put("seconds", seconds);
        values.put("coverage", Math.max(coverage, coverage()));
        write();
    }

    void found(String words) throws IOException {
        values.getJsonArray("findings").add(words);
        write();
    }

    private void write() throws IOException {
        Path fresh = file.resolveSibling("result.new");
        Files.writeString(fresh, values.encodePrettily());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
