package org.hublink.prove;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One target in a JVM of its own with little memory: a crash, a refusal of memory or an endless input ends only that. */
final class FuzzRun {
    static final int HEAP_MB = 192;
    static final int INPUT_SECONDS_MAX = 10;
    static final int INPUT_BYTES_MAX = 65_536;
    private static final long SAVE_NANOS = 2_000_000_000L;

    private static final Pattern PULSE = Pattern.compile("^#(\\d+)\\s.*?(?:cov: (\\d+))?(?: ft:.*)?$");
    private static final Pattern FINDING =
            Pattern.compile("^== (Java Exception: .*|Java Assertion Error.*|.*libFuzzer: .*)|^==\\d+== ?ERROR: (.*)");

    private final FuzzTarget target;
    private final Path folder;
    private final FuzzResult result;

    FuzzRun(FuzzTarget target, Path folder, FuzzResult result) {
        this.target = target;
        this.folder = folder;
        this.result = result;
    }

    /** Goes on until the target is done. */
    void run(long executionsMax, long secondsMax, long seed) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("corpus"));
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        Files.createDirectories(folder.resolve("findings"));
        FuzzSeeds.write(target, seeds);
        long executed = result.executions();
        long before = result.seconds();
        Process child = new ProcessBuilder(command(executionsMax - executed, secondsMax - before, seed + executed))
                .redirectErrorStream(true)
                .start();
        Thread hook = new Thread(child::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            String finding = follow(child, executed, before);
            int exit = child.waitFor();
            if (finding != null) {
                result.found(finding);
            } else if (exit != 0) {
                throw new IOException(target.name() + " ended with " + exit + ", see " + folder.resolve("log"));
            } else if (!result.done(executionsMax, secondsMax)) {
                // The fuzzer counts whole seconds and may stop a moment early.
                result.reached(result.executions(), secondsMax, result.coverage());
            }
        } finally {
            child.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private List<String> command(long runs, long seconds, long seed) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MB + "m",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--instrumentation_includes=org.hublink.**",
                "--custom_hook_includes=org.hublink.**",
                "--target_class=" + FuzzEntry.class.getName(),
                "--target_args=" + target.className() + " " + target.method(),
                "--reproducer_path=" + folder.resolve("findings"),
                "-artifact_prefix=" + folder.resolve("findings") + "/",
                "-runs=" + runs,
                "-max_total_time=" + Math.max(1, seconds),
                "-timeout=" + INPUT_SECONDS_MAX,
                "-max_len=" + INPUT_BYTES_MAX,
                "-seed=" + (1 + (seed & 0x3fffffff)),
                "-print_final_stats=1",
                folder.resolve("corpus").toString(),
                folder.resolve("seeds").toString());
    }

    /** Reads what the fuzzer says until it ends; the first words of a finding, or null. */
    private @Nullable String follow(Process child, long executed, long before) throws IOException {
        long began = Long.MIN_VALUE;
        long saved = System.nanoTime();
        long runs = 0;
        int coverage = 0;
        String finding = null;
        try (BufferedReader in =
                        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
                BufferedWriter log = Files.newBufferedWriter(
                        folder.resolve("log"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher pulse = PULSE.matcher(line);
                if (pulse.matches()) {
                    if (began == Long.MIN_VALUE) began = System.nanoTime();
                    runs = Long.parseLong(pulse.group(1));
                    if (pulse.group(2) != null) coverage = Integer.parseInt(pulse.group(2));
                } else {
                    log.write(line + "\n");
                    Matcher found = FINDING.matcher(line);
                    if (finding == null && found.find()) finding = line;
                }
                long now = System.nanoTime();
                if (now - saved > SAVE_NANOS) {
                    saved = now;
                    result.reached(executed + runs, before + since(began), coverage);
                }
            }
        }
        result.reached(executed + runs, before + since(began), coverage);
        return finding;
    }

    /** Seconds of fuzzing, without the start of the JVM. */
    private static long since(long began) {
        return began == Long.MIN_VALUE ? 0 : TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    }
}
