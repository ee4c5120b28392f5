package org.hublink.prove;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hublink.bench.Program;
import org.hublink.demo.ContentRound;

/**
 * {@code ./hub prove content [--mib 1024] [--cuts 5] [--rounds 1] [--seed N] [--state FILE]}: an attachment through links that
 * break on the way up and on the way down arrives identical, and neither the server nor a client grows by more than it may. With
 * {@code --state} a run that was cut goes on at its round.
 */
final class ContentProve implements ProveProgram {
    @Override
    public Map<String, Object> run(String[] args) throws Exception {
        int rounds = Integer.parseInt(Program.option(args, "--rounds", "1"));
        String given = Program.option(args, "--state", "");
        Path file = given.isEmpty() ? null : Path.of(given).toAbsolutePath();
        JsonObject state = file != null && Files.exists(file)
                ? new JsonObject(Files.readString(file))
                : new JsonObject()
                        .put("seed", Program.seedOf(args))
                        .put("mib", Integer.parseInt(Program.option(args, "--mib", "1024")))
                        .put("cuts", Integer.parseInt(Program.option(args, "--cuts", "5")))
                        .put("rounds", new JsonArray());
        JsonArray done = state.getJsonArray("rounds");
        while (done.size() < rounds) {
            System.err.println("round " + (done.size() + 1) + " of " + rounds);
            done.add(new JsonObject(round(state, done.size())));
            if (file != null) write(file, state);
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("passed", done.stream().allMatch(one -> ((JsonObject) one).getBoolean("passed")));
        out.put("run-seed", state.getLong("seed"));
        out.put("cuts", state.getInteger("cuts"));
        out.put("rounds", done.stream().map(one -> ((JsonObject) one).getMap()).toList());
        return out;
    }

    private static Map<String, Object> round(JsonObject state, int number) throws IOException {
        Path target = Files.createDirectories(Path.of("target"));
        Path own = Files.createTempDirectory(target.toAbsolutePath(), "content");
        Map<String, Object> figures = new ContentRound(
                        own, state.getLong("seed") + number, state.getInteger("mib"), state.getInteger("cuts"))
                .run();
        if (Boolean.TRUE.equals(figures.get("passed"))) delete(own);
        return figures;
    }

    private static void write(Path file, JsonObject state) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, state.encodePrettily());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : all) Files.delete(one);
    }
}
