package org.hublink.prove;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.bench.Program;

/**
 * {@code ./hub prove fuzz [--targets mls,Vault] [--executions 1000000] [--seconds 240] [--state FOLDER] [--seed N]}: feeds
 * every decoder of the core with a million inputs or for four minutes, whichever comes first, one target after the other.
 * A finding is whatever escapes but a refusal, an input that takes too long, and one that needs too much memory. What was
 * done is kept in the folder: a run that was cut goes on, and code that has not changed is not run again.
 */
final class FuzzProve implements ProveProgram {
    private static final String EXECUTIONS = "1000000";
    private static final String SECONDS = "240";

    @Override
    public Map<String, Object> run(String[] args) throws Exception {
        Path state = Path.of(Program.option(args, "--state", "target/fuzz")).toAbsolutePath();
        List<FuzzTarget> targets = chosen(Program.option(args, "--targets", ""));
        long executions = Long.parseLong(Program.option(args, "--executions", EXECUTIONS));
        long seconds = Long.parseLong(Program.option(args, "--seconds", SECONDS));
        return run(targets, state, executions, seconds, Program.seedOf(args));
    }

    /** Targets whose room or name holds one of the words; all of them where there is none. */
    static List<FuzzTarget> chosen(String words) {
        List<FuzzTarget> out = new ArrayList<>();
        for (FuzzTarget target : FuzzTarget.all()) {
            for (String word : words.split(",", -1)) {
                if (target.room().equals(word) || target.name().contains(word)) {
                    out.add(target);
                    break;
                }
            }
        }
        if (out.isEmpty()) throw new IllegalArgumentException("no target is called " + words);
        return out;
    }

    static Map<String, Object> run(List<FuzzTarget> targets, Path state, long executions, long seconds, long seed)
            throws Exception {
        Map<String, Object> each = new LinkedHashMap<>();
        List<String> findings = new ArrayList<>();
        long total = 0;
        for (FuzzTarget target : targets) {
            Path folder = Files.createDirectories(state.resolve(target.name()));
            FuzzResult result = FuzzResult.open(folder, target.code());
            if (!result.done(executions, seconds)) {
                System.err.println(target.name() + " from input " + result.executions());
                new FuzzRun(target, folder, result).run(executions, seconds, seed);
            }
            total += result.executions();
            for (String finding : result.findings()) findings.add(target.name() + ": " + finding);
            each.put(target.name(), figures(target, result));
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("passed", findings.isEmpty());
        figures.put("targets", targets.size());
        figures.put("executions", total);
        figures.put("findings", findings);
        figures.put("heap-mb", FuzzRun.HEAP_MB);
        figures.put("input-seconds-max", FuzzRun.INPUT_SECONDS_MAX);
        figures.put("each", each);
        return figures;
    }

    private static Map<String, Object> figures(FuzzTarget target, FuzzResult result) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("executions", result.executions());
        out.put("seconds", result.seconds());
        out.put("coverage", result.coverage());
        out.put("code", target.code());
        out.put("findings", result.findings().size());
        return out;
    }
}
