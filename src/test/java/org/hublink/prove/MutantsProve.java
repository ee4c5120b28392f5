package org.hublink.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hublink.bench.Program;

/**
 * {@code ./hub prove mutants [--classes A,B*] [--tests C,D] [--threads 2] [--least 80]}: changes the code of room {@code mls}
 * in small ways, one at a time, by PIT, and counts the changes that its fast unit tests notice. Each one that survived is
 * named with its line. The report of PIT is left in {@code target/pit-reports}.
 */
final class MutantsProve implements ProveProgram {
    private static final String ROOM = "org.hublink.mls.";
    private static final String THREADS = "2";
    /** Percent of the mutants that must be noticed. */
    private static final String LEAST = "80";

    /** Tests that take a moment; the simulation, the vectors and the fuzz targets do not. */
    static final List<String> FAST = List.of(
            "EachCheckCountsTest",
            "EntryTest",
            "GroupStateTest",
            "GroupTest",
            "HostileTest",
            "LeafRulesTest",
            "PinnedTest",
            "PolicyTest",
            "ProposalTest",
            "RatchetTreeTest",
            "SecretTreeTest",
            "SecretsGoTest",
            "SuccessionTest",
            "TreeMathTest");

    private static final Pattern MUTANT = Pattern.compile("<mutation .*?</mutation>", Pattern.DOTALL);
    private static final Pattern STATUS = Pattern.compile(" status='(\\w+)'");
    private static final Pattern PLACE =
            Pattern.compile("<sourceFile>(.*?)</sourceFile>.*<lineNumber>(\\d+)</lineNumber>");
    private static final Pattern WORDS = Pattern.compile("<description>(.*?)</description>");

    @Override
    public Map<String, Object> run(String[] args) throws Exception {
        String classes = named(Program.option(args, "--classes", "*"));
        String tests = named(Program.option(args, "--tests", String.join(",", FAST)));
        String threads = Program.option(args, "--threads", THREADS);
        long began = System.nanoTime();
        Process maven = new ProcessBuilder(
                        "mvn",
                        "-B",
                        "-q",
                        "-Pmutants",
                        "org.pitest:pitest-maven:mutationCoverage",
                        "-DtargetClasses=" + classes,
                        "-DtargetTests=" + tests,
                        "-Dthreads=" + threads)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(
                        Path.of("target", "mutants.log").toFile()))
                .start();
        if (maven.waitFor() != 0) throw new IOException("PIT failed, see target/mutants.log");
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("classes", classes);
        figures.put("tests", tests);
        figures.put("seconds", (System.nanoTime() - began) / 1_000_000_000L);
        figures.putAll(judged(
                Files.readString(Path.of("target", "pit-reports", "mutations.xml")),
                Integer.parseInt(Program.option(args, "--least", LEAST))));
        return figures;
    }

    private static String named(String list) {
        List<String> out = new ArrayList<>();
        for (String name : list.split(",", -1)) out.add(ROOM + name);
        return String.join(",", out);
    }

    /** Counts what stands in PIT's report. A mutant that made a test run for ever counts as noticed, as PIT has it. */
    static Map<String, Object> judged(String xml, int least) {
        Map<String, Integer> statuses = new TreeMap<>();
        Map<String, int[]> files = new TreeMap<>();
        List<String> survivors = new ArrayList<>();
        Matcher mutant = MUTANT.matcher(xml);
        while (mutant.find()) {
            String one = mutant.group();
            String status = first(STATUS, one, 1);
            statuses.merge(status, 1, Integer::sum);
            boolean alive = status.equals("SURVIVED") || status.equals("NO_COVERAGE");
            int[] counted = files.computeIfAbsent(first(PLACE, one, 1), name -> new int[2]);
            counted[alive ? 1 : 0]++;
            if (alive) survivors.add(first(PLACE, one, 1) + ":" + first(PLACE, one, 2) + " " + first(WORDS, one, 1));
        }
        int all = statuses.values().stream().mapToInt(Integer::intValue).sum();
        int noticed = all - survivors.size();
        Map<String, Object> each = new LinkedHashMap<>();
        files.forEach((file, counted) -> each.put(file, counted[0] + " of " + (counted[0] + counted[1])));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("passed", all > 0 && 100L * noticed >= (long) least * all);
        figures.put("mutants", all);
        figures.put("noticed", noticed);
        figures.put("score-percent", all == 0 ? 0 : Math.round(1000.0 * noticed / all) / 10.0);
        figures.put("statuses", statuses);
        figures.put("each", each);
        figures.put("survivors", survivors.stream().sorted().toList());
        return figures;
    }

    private static String first(Pattern pattern, String in, int group) {
        Matcher found = pattern.matcher(in);
        return found.find() ? found.group(group) : "?";
    }
}
