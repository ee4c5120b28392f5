package org.hublink.browser;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.bench.Program;
import org.hublink.primitives.Specimens;
import org.hublink.prove.ProveProgram;

/**
 * {@code ./hub prove homes [--cases 100000] [--seed N] [--only DECODER] [--state FOLDER]}: all vectors, and that many altered
 * inputs for each decoder, on the JVM and in Chromium; every verdict and reason must be the same. With {@code --state} a run
 * that was cut goes on where it was, with its seed; a core that has changed since begins anew.
 */
public final class HomesProve implements ProveProgram {
    private static final String CASES = "100000";

    /** Between two notes of how far it came. */
    private static final int PIECE_CASES = 20_000;

    private static final String VECTORS = "vectors ";

    @Override
    public Map<String, Object> run(String[] args) throws Exception {
        int cases = Integer.parseInt(Program.option(args, "--cases", CASES));
        String only = Program.option(args, "--only", "");
        String folder = Program.option(args, "--state", "");
        HomesState state = HomesState.open(
                folder.isEmpty() ? null : Path.of(folder).toAbsolutePath(), Program.seedOf(args), HomesState.code());
        Map<String, Path> files = only.isEmpty() ? BrowserRoom.allVectors() : Map.of();
        Map<String, Specimens> specimens = BothHomes.specimens();
        if (!only.isEmpty()) specimens.keySet().retainAll(List.of(only));
        System.err.println("seed " + state.seed() + ", core " + state.codeOfRun());
        try (BothHomes homes = new BothHomes()) {
            for (Map.Entry<String, Path> file : files.entrySet()) {
                if (state.done(VECTORS + file.getKey()) > 0) continue;
                long began = System.nanoTime();
                List<String> wrong = homes.vectors(file.getKey(), file.getValue());
                state.reached(VECTORS + file.getKey(), 1, since(began), wrong);
            }
            for (Map.Entry<String, Specimens> one : specimens.entrySet()) {
                mutants(homes, state, one.getKey(), one.getValue(), cases);
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("run-seed", state.seed());
        figures.put("core", state.codeOfRun());
        figures.put("vector-files", files.size());
        figures.put("decoders", specimens.size());
        figures.put("mutants-each", cases);
        figures.put("seconds", state.seconds());
        figures.put("differences", state.differences());
        figures.put("passed", state.differences().isEmpty());
        return figures;
    }

    private static void mutants(BothHomes homes, HomesState state, String decoder, Specimens specimens, int cases)
            throws Exception {
        for (int from = state.done(decoder); from < cases; from = state.done(decoder)) {
            long began = System.nanoTime();
            int to = Math.min(cases, from + PIECE_CASES);
            List<String> differences = homes.mutants(decoder, specimens, state.seed(), from, to);
            // The first that differ are enough of one decoder.
            state.reached(decoder, differences.isEmpty() ? to : cases, since(began), differences);
            System.err.println(decoder + ": " + state.done(decoder) + ", differences "
                    + state.differences().size());
        }
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
