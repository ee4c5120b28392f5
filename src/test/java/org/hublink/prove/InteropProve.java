package org.hublink.prove;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hublink.bench.Program;
import org.hublink.interop.Peers;
import org.hublink.interop.RandomLife;
import org.hublink.interop.Refusal;

/**
 * {@code ./hub prove interop [--seeds 10] [--steps 1000] [--seed N] [--state FILE]}: for each seed a random group of our
 * MLS, ts-mls and bcmls, the suites in turn. With {@code --state} a run that was cut goes on at its seed.
 */
final class InteropProve implements ProveProgram {
    private static final String SEEDS = "10";
    private static final String STEPS = "1000";
    private static final int SHOW_EVERY = 100;
    private static final List<String> SUMMED = List.of("steps", "seconds");

    @Override
    public Map<String, Object> run(String[] args) throws Exception {
        int seeds = Integer.parseInt(Program.option(args, "--seeds", SEEDS));
        int steps = Integer.parseInt(Program.option(args, "--steps", STEPS));
        String given = Program.option(args, "--state", "");
        Path file = given.isEmpty() ? null : Path.of(given).toAbsolutePath();
        JsonObject state = file != null && Files.exists(file)
                ? new JsonObject(Files.readString(file))
                : new JsonObject()
                        .put("seed", Program.seedOf(args))
                        .put("steps", steps)
                        .put("lives", new JsonArray());
        if (state.getInteger("steps") != steps) throw new IllegalArgumentException(file + " is of other steps");
        JsonArray lives = state.getJsonArray("lives");
        long first = state.getLong("seed");
        System.err.println("seeds " + first + " to " + (first + seeds - 1) + ", from the " + (lives.size() + 1) + ".");
        try (Peers peers = Peers.start()) {
            System.err.println(peers.words());
            while (lives.size() < seeds) {
                lives.add(live(peers, first + lives.size(), lives.size(), steps));
                if (file != null) write(file, state);
            }
            return figures(peers.words(), first, lives);
        }
    }

    private static JsonObject live(Peers peers, long seed, int number, int steps) throws Refusal {
        int suite = RandomLife.SUITES.get(number % RandomLife.SUITES.size());
        long began = System.nanoTime();
        RandomLife life = new RandomLife(peers, suite, "s" + number + "-", seed);
        JsonObject out = new JsonObject().put("seed", seed).put("suite", suite);
        try {
            while (life.steps() < steps) {
                life.step();
                if (life.steps() % SHOW_EVERY == 0) {
                    System.err.println("seed " + seed + ", suite " + suite + ", step " + life.steps() + ", "
                            + (System.nanoTime() - began) / 1_000_000_000 + " s");
                }
            }
        } catch (Refusal divergence) {
            System.err.println("seed " + seed + ": " + divergence.getMessage());
            out.put("divergence", String.valueOf(divergence.getMessage()));
        }
        life.close();
        return out.put("steps", life.steps())
                .put("members-most", life.membersMost())
                .put("did", new JsonObject(new TreeMap<>(life.counts())))
                .put("acted", new JsonObject(new TreeMap<>(life.acted())))
                .put("seconds", (System.nanoTime() - began) / 1_000_000_000);
    }

    private static void write(Path file, JsonObject state) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, state.encodePrettily());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, Object> figures(String words, long first, JsonArray lives) {
        List<String> divergences = new ArrayList<>();
        Map<String, Object> sums = new LinkedHashMap<>();
        Map<String, Object> bySuite = new TreeMap<>();
        Map<String, Object> did = new TreeMap<>();
        Map<String, Object> acted = new TreeMap<>();
        long most = 0;
        for (Object one : lives) {
            JsonObject life = (JsonObject) one;
            if (life.containsKey("divergence")) {
                divergences.add("seed " + life.getLong("seed") + ": " + life.getString("divergence"));
            }
            for (String key : SUMMED) add(sums, key, life.getLong(key));
            add(bySuite, String.valueOf(life.getInteger("suite")), life.getLong("steps"));
            life.getJsonObject("did")
                    .forEach(entry -> add(did, entry.getKey(), ((Number) entry.getValue()).longValue()));
            life.getJsonObject("acted")
                    .forEach(entry -> add(acted, entry.getKey(), ((Number) entry.getValue()).longValue()));
            most = Math.max(most, life.getLong("members-most"));
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("passed", divergences.isEmpty());
        out.put("against", words);
        out.put("run-seed", first);
        out.put("seeds", lives.size());
        out.putAll(sums);
        out.put("steps-by-suite", bySuite);
        out.put("did", did);
        out.put("acted", acted);
        out.put("members-most", most);
        out.put("divergences", divergences.size());
        out.put("which", divergences);
        return out;
    }

    private static void add(Map<String, Object> sums, String key, long more) {
        sums.merge(key, more, (a, b) -> (Long) a + (Long) b);
    }
}
