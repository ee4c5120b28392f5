package org.hublink.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far a run of {@link HomesProve} came, in a folder: one that was cut goes on, with its seed and by the same code only. */
final class HomesState {
    private static final Path CORE = Path.of("target/wasm-test/core.wasm");
    private static final String FILE = "homes.json";

    private final @Nullable Path folder;
    private final JsonObject values;

    private HomesState(@Nullable Path folder, JsonObject values) {
        this.folder = folder;
        this.values = values;
    }

    /** Without a folder nothing is kept. Another code than that of the folder's run begins anew. */
    static HomesState open(@Nullable Path folder, long seed, String code) throws IOException {
        if (folder != null && Files.exists(folder.resolve(FILE))) {
            JsonObject kept = new JsonObject(Files.readString(folder.resolve(FILE)));
            if (kept.getString("code").equals(code)) return new HomesState(folder, kept);
        }
        JsonObject fresh = new JsonObject()
                .put("code", code)
                .put("seed", seed)
                .put("differences", new JsonArray())
                .put("cases", new JsonObject())
                .put("seconds", new JsonObject());
        return new HomesState(folder, fresh);
    }

    /** Of the core that Chromium runs; the same sources make what the JVM runs. */
    static String code() throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(CORE));
            return HexFormat.of().formatHex(hash).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    long seed() {
        return values.getLong("seed");
    }

    String codeOfRun() {
        return values.getString("code");
    }

    /** Cases of a decoder or a file that both homes have answered. */
    int done(String name) {
        return values.getJsonObject("cases").getInteger(name, 0);
    }

    void reached(String name, int cases, double seconds, List<String> differences) throws IOException {
        values.getJsonObject("cases").put(name, cases);
        JsonObject all = values.getJsonObject("seconds");
        all.put(name, Math.round((all.getDouble(name, 0.0) + seconds) * 10) / 10.0);
        for (String difference : differences) values.getJsonArray("differences").add(difference);
        if (folder == null) return;
        Path file = Files.createDirectories(folder).resolve(FILE);
        Path fresh = file.resolveSibling(FILE + ".new");
        Files.writeString(fresh, values.encodePrettily());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Map<String, Object> seconds() {
        return new TreeMap<>(values.getJsonObject("seconds").getMap());
    }

    List<String> differences() {
        List<String> out = new ArrayList<>();
        for (Object one : values.getJsonArray("differences")) out.add((String) one);
        return out;
    }
}
