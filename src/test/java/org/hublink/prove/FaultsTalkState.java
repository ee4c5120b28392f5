package org.hublink.prove;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** How far a run of conversations has come, in a file: a run that was cut goes on at its round. */
final class FaultsTalkState {
    private final Path file;
    private final JsonObject values;

    private FaultsTalkState(Path file, JsonObject values) {
        this.file = file;
        this.values = values;
    }

    static FaultsTalkState open(Path given, long seed) throws IOException {
        Path file = given.toAbsolutePath();
        if (Files.exists(file)) {
            return new FaultsTalkState(file, new JsonObject(Files.readString(file)));
        }
        FaultsTalkState fresh = new FaultsTalkState(
                file,
                new JsonObject()
                        .put("seed", seed)
                        .put("first-port", freePort())
                        .put("second-port", freePort())
                        .put("rounds", 0)
                        .put("roster", 1)
                        .put("left", false)
                        .put("conversation", "")
                        .put("faults", new JsonObject()));
        Files.createDirectories(fresh.folder());
        fresh.write();
        return fresh;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    Path folder() {
        return file.resolveSibling(file.getFileName() + ".d");
    }

    long seed() {
        return values.getLong("seed");
    }

    int port(int node) {
        return values.getInteger(node == 0 ? "first-port" : "second-port");
    }

    int rounds() {
        return values.getInteger("rounds");
    }

    String conversation() {
        return values.getString("conversation");
    }

    void conversation(String id) throws IOException {
        values.put("conversation", id);
        write();
    }

    /** True while the one who leaves is off the roster. */
    boolean left() {
        return values.getBoolean("left");
    }

    int roster() {
        return values.getInteger("roster");
    }

    void roster(boolean left) throws IOException {
        values.put("left", left).put("roster", roster() + 1);
        write();
    }

    void round(String fault) throws IOException {
        JsonObject faults = values.getJsonObject("faults");
        faults.put(fault, faults.getInteger(fault, 0) + 1);
        values.put("rounds", rounds() + 1);
        write();
    }

    Map<String, Object> faults() {
        return new TreeMap<>(values.getJsonObject("faults").getMap());
    }

    private void write() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, values.encodePrettily());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
