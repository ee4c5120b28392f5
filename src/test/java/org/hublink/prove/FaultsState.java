package org.hublink.prove;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a run has done so far, in a file: a run that was cut goes on at its round. Several threads. */
final class FaultsState {
    private final Path file;
    private final Path acknowledgements;
    private final JsonObject values;
    private final Map<Long, String> acknowledged = new TreeMap<>();

    private FaultsState(Path file, JsonObject values) {
        this.file = file;
        this.acknowledgements = file.resolveSibling(file.getFileName() + ".acks");
        this.values = values;
    }

    static FaultsState open(Path given, long seed) throws IOException {
        Path file = given.toAbsolutePath();
        if (Files.exists(file)) {
            FaultsState state = new FaultsState(file, new JsonObject(Files.readString(file)));
            if (Files.exists(state.acknowledgements)) {
                for (String line : Files.readAllLines(state.acknowledgements)) {
                    int space = line.indexOf(' ');
                    // The last line of a cut run may be half: it was not counted then either.
                    if (space > 0 && line.length() == space + 65) {
                        state.acknowledged.put(Long.parseLong(line.substring(0, space)), line.substring(space + 1));
                    }
                }
            }
            return state;
        }
        FaultsState fresh = new FaultsState(
                file,
                new JsonObject()
                        .put("seed", seed)
                        .put("port", freePort())
                        .put("rounds", 0)
                        .put("founded", false)
                        .put("kills", new JsonObject())
                        .put("seconds", new JsonArray()));
        Files.createDirectories(fresh.folder());
        fresh.write();
        return fresh;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Of the server's data and the client's store. */
    Path folder() {
        return file.resolveSibling(file.getFileName() + ".d");
    }

    long seed() {
        return values.getLong("seed");
    }

    int port() {
        return values.getInteger("port");
    }

    synchronized int rounds() {
        return values.getInteger("rounds");
    }

    boolean founded() {
        return values.getBoolean("founded");
    }

    synchronized void found() throws IOException {
        values.put("founded", true);
        write();
    }

    synchronized void round(String kind, double seconds) throws IOException {
        JsonObject kills = values.getJsonObject("kills");
        kills.put(kind, kills.getInteger(kind, 0) + 1);
        values.getJsonArray("seconds").add(seconds);
        values.put("rounds", rounds() + 1);
        write();
    }

    synchronized Map<String, Object> kills() {
        return new TreeMap<>(values.getJsonObject("kills").getMap());
    }

    /** Recovery times of all rounds, shortest first. */
    synchronized List<Double> seconds() {
        List<Double> all = new ArrayList<>();
        for (Object one : values.getJsonArray("seconds")) all.add(((Number) one).doubleValue());
        all.sort(Double::compare);
        return all;
    }

    /** Remembers what the server promised. An index that was promised twice for two statements is a fork by itself. */
    synchronized void acknowledge(long index, String digest) {
        String before = acknowledged.put(index, digest);
        if (before != null && !before.equals(digest)) {
            throw new IllegalStateException("leaf " + index + " was acknowledged as " + before + " and " + digest);
        }
        try {
            Files.writeString(
                    acknowledgements,
                    index + " " + digest + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Digests by index, as of now. */
    synchronized NavigableMap<Long, String> acknowledged() {
        return new TreeMap<>(acknowledged);
    }

    private void write() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, values.encodePrettily());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
