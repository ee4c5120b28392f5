package org.hublink.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hublink.mls.HostileCosts;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What conversations cost with 100 members: the product's suite against what we promise, and suite 1 beside bcmls.
 * Everything runs on one core but what is named "SideBySide", which shares a join's signature checks among all.
 * {@code --only WORD} takes the steps whose name holds the word ("hostile": the attacks alone), {@code --forks} and
 * {@code --seconds} say how long.
 */
final class MlsBench implements BenchProgram {
    /** One step, where it is written, the suite by its number there, and the most milliseconds that it may take. */
    private record Step(String name, Class<?> where, String method, int suite, double goalMillis) {}

    private static final double NO_GOAL = Double.MAX_VALUE;
    private static final double MESSAGES_PER_SECOND = 8000;
    private static final List<String> BESIDE_BCMLS =
            List.of("addAll", "commitFresh", "processFresh", "joinFresh", "messageOneWay");
    private static final Map<String, Double> GOALS_MILLIS = Map.of(
            "addAll", 150.0,
            "commitFresh", 30.0,
            "commitSettled", 30.0,
            "joinFresh", 10.0,
            "joinSettled", 10.0,
            "joinFreshSideBySide", 10.0,
            "joinSettledSideBySide", 10.0,
            "messageOneWay", 1000 / MESSAGES_PER_SECOND);

    @Override
    public Map<String, Object> run(String[] args) throws Exception {
        String only = Program.option(args, "--only", "");
        int forks = Integer.parseInt(Program.option(args, "--forks", "3"));
        long millis = Math.round(1000 * Double.parseDouble(Program.option(args, "--seconds", "1")));
        Map<String, Double> medians = new LinkedHashMap<>();
        Map<String, Object> figures = new LinkedHashMap<>();
        boolean passed = true;
        for (Step step : steps()) {
            if (step.name().contains(only)) {
                Measured micros = measure(step, forks, millis);
                medians.put(step.name(), Measured.median(micros.wall()));
                Map<String, Object> figure = figure(step, micros);
                passed &= !Boolean.FALSE.equals(figure.get("passed"));
                figures.put(step.name(), figure);
                System.err.println(step.name() + " " + figure);
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("members", MlsSteps.MEMBERS);
        answer.put("steps", figures);
        answer.put("bcmls-time-by-ours", ratios(medians));
        if (only.isEmpty() || only.equals("hostile")) {
            Map<String, Object> hostile = HostileCosts.table(MlsSteps.MEMBERS, Program.seedOf(args));
            passed &= hostile.values().stream()
                    .noneMatch(row -> String.valueOf(row).contains("passed=false"));
            answer.put("refused", hostile);
        }
        answer.put("passed", passed);
        return answer;
    }

    private static List<Step> steps() {
        List<Step> out = new ArrayList<>();
        for (String method : List.of(
                "addAll",
                "commitFresh",
                "commitSettled",
                "processFresh",
                "joinFresh",
                "joinSettled",
                "joinFreshSideBySide",
                "joinSettledSideBySide",
                "messageSealed",
                "messageOneWay")) {
            double goal = GOALS_MILLIS.getOrDefault(method, NO_GOAL);
            out.add(new Step("product." + method, MlsSteps.class, method, MlsParty.PRODUCT_SUITE, goal));
        }
        for (String method : BESIDE_BCMLS) {
            out.add(new Step("suite-1." + method, MlsSteps.class, method, 1, NO_GOAL));
            out.add(new Step("bcmls." + method, BcMlsSteps.class, method, 1, NO_GOAL));
        }
        return out;
    }

    /** Microseconds an operation in each iteration of each fork, ascending: by the clock, and of the processor. */
    private record Measured(List<Double> wall, List<Double> cpu) {
        static double median(List<Double> ascending) {
            return ascending.get(ascending.size() / 2);
        }
    }

    private static Measured measure(Step step, int forks, long millis) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(step.where().getName().replace(".", "\\.") + "\\." + step.method() + "$")
                .param("suite", String.valueOf(step.suite()))
                .forks(forks)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(3 * millis / 2))
                .measurementIterations(2)
                .measurementTime(TimeValue.milliseconds(millis))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .addProfiler(CpuTime.class)
                .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx1g")
                .build();
        Collection<RunResult> results = new Runner(options).run();
        Measured out = new Measured(new ArrayList<>(), new ArrayList<>());
        for (RunResult result : results) {
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    out.wall().add(iteration.getPrimaryResult().getScore());
                    out.cpu()
                            .add(iteration
                                    .getSecondaryResults()
                                    .get(CpuTime.NAME)
                                    .getScore());
                }
            }
        }
        if (out.wall().isEmpty()) {
            throw new IllegalStateException("nothing measured for " + step.name());
        }
        out.wall().sort(null);
        out.cpu().sort(null);
        return out;
    }

    private static Map<String, Object> figure(Step step, Measured micros) {
        double median = Measured.median(micros.wall());
        double cpu = Measured.median(micros.cpu());
        Map<String, Object> out = new LinkedHashMap<>();
        boolean messages = step.method().startsWith("message");
        if (messages) {
            out.put("per-s", Math.round(1e6 / median));
            out.put("per-cpu-s", Math.round(1e6 / cpu));
        } else {
            out.put("ms", round(median / 1000));
            out.put("ms-least", round(micros.wall().get(0) / 1000));
            out.put("ms-most", round(micros.wall().get(micros.wall().size() - 1) / 1000));
            out.put("cpu-ms", round(cpu / 1000));
        }
        out.put("iterations", micros.wall().size());
        out.put("load", round(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        if (step.goalMillis() != NO_GOAL) {
            out.put(messages ? "goal-per-s" : "goal-ms", messages ? MESSAGES_PER_SECOND : step.goalMillis());
            out.put("passed", median <= 1000 * step.goalMillis());
        }
        return out;
    }

    /** How many times as long as ours bcmls takes, in suite 1 and in this run. */
    private static Map<String, Object> ratios(Map<String, Double> medians) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (String method : BESIDE_BCMLS) {
            Double ours = medians.get("suite-1." + method);
            Double theirs = medians.get("bcmls." + method);
            if (ours != null && theirs != null) {
                out.put(method, round(theirs / ours));
            }
        }
        return out;
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
