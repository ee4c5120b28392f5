package org.hublink.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.bench.Program;
import org.hublink.primitives.Specimens;
import org.hublink.prove.ProveProgram;

/**
 * {@code ./hub prove homes [--cases 100000] [--seed N] [--only DECODER]}: all vectors, and that many altered inputs for each
 * decoder, on the JVM and in Chromium; every verdict and reason must be the same.
 */
public final class HomesProve implements ProveProgram {
    private static final String CASES = "100000";

    @Override
    public Map<String, Object> run(String[] args) throws Exception {
        int cases = Integer.parseInt(Program.option(args, "--cases", CASES));
        String only = Program.option(args, "--only", "");
        Map<String, Object> figures = new LinkedHashMap<>();
        List<String> differences = new ArrayList<>();
        try (BothHomes homes = new BothHomes()) {
            if (only.isEmpty()) {
                Map<String, Path> files = BrowserRoom.allVectors();
                for (Map.Entry<String, Path> file : files.entrySet()) {
                    differences.addAll(homes.vectors(file.getKey(), file.getValue()));
                }
                figures.put("vector-files", files.size());
            }
            Map<String, Object> seconds = new LinkedHashMap<>();
            for (Map.Entry<String, Specimens> one : BothHomes.specimens().entrySet()) {
                if (!only.isEmpty() && !only.equals(one.getKey())) continue;
                long began = System.nanoTime();
                differences.addAll(homes.mutants(one.getKey(), one.getValue(), Program.seedOf(args), cases));
                seconds.put(one.getKey(), Math.round((System.nanoTime() - began) / 1e8) / 10.0);
                System.err.println(one.getKey() + ": " + cases + " in " + seconds.get(one.getKey()) + " s, differences "
                        + differences.size());
            }
            figures.put("decoders", seconds.size());
            figures.put("mutants-each", cases);
            figures.put("seconds", seconds);
        }
        figures.put("differences", differences);
        figures.put("passed", differences.isEmpty());
        return figures;
    }
}
