package org.hublink.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hublink.bench.Program;
import org.hublink.prove.ProveProgram;

/**
 * {@code ./hub prove honest [--runs 15] [--seed N]}: officers whose views of the log lag behind by chance, on a whole server;
 * passes if nobody raised an alarm and nothing was refused.
 */
public final class HonestProve implements ProveProgram {
    @Override
    public Map<String, Object> run(String[] args) throws Exception {
        int count = Integer.parseInt(Program.option(args, "--runs", "15"));
        Random seeds = new Random(Program.seedOf(args));
        Path target = Files.createDirectories(Path.of("target"));
        Path own = Files.createTempDirectory(target.toAbsolutePath(), "honest");
        Map<String, Object> wrong = new LinkedHashMap<>();
        try (var runs = new HonestRuns(own.resolve("hub"))) {
            for (int i = 0; i < count; i++) {
                long seed = seeds.nextLong() >>> 16;
                List<String> found = runs.run(seed);
                System.err.println("run " + (i + 1) + " seed " + seed + " " + found);
                if (!found.isEmpty()) {
                    wrong.put(String.valueOf(seed), found.toString());
                }
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("runs", count);
        figures.put("wrong", wrong);
        figures.put("passed", wrong.isEmpty());
        return figures;
    }
}
